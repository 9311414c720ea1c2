import { html } from '../html.ts'
import { accountTable, type ShownAccount } from './account-table.ts'
import { type Frame, layout } from './layout.ts'

const sentences: Record<string, string> = {
  success: 'The bank is connected.',
  cancelled: 'Nothing was connected.',
  error: 'The bank could not be connected.',
}

/**
 * Where `redirect_url` and `cancel_url` lead. What stands in the address is a hint for the page, not a proof: the accounts that it shows
 * were read by API.
 */
export function returnPage(frame: Frame, query: Record<string, string>, fresh: readonly ShownAccount[] = []): string {
  const rows = Object.entries(query).map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`,
  )
  return layout(
    frame,
    sentences[query['status'] ?? ''] ?? 'Back from the widget',
    html`${fresh.length > 0 ? accountTable(frame.base, html`Your new accounts`, fresh) : undefined}
    <p class="row"><a class="button" href="${frame.base}/accounts" target="_top">See all accounts</a>
      <a href="${frame.base}" target="_top">Connect another bank</a></p>
    <details><summary>What the widget appended to the address</summary><table><tbody>${rows}</tbody></table></details>`,
  )
}
