import { type Html, html, type Piece } from '@raccord/home/html'
import type { Formats } from '../messages/format.ts'

/** How often each, with a bar beside the figure: the figure says it, the bar only shows it. */
export function countBars(formats: Formats, rows: readonly { readonly label: Piece; readonly count: number }[]): Html {
  const most = Math.max(1, ...rows.map(({ count }) => count))
  return html`<ul class="bars">${rows.map(
    ({ label, count }) => html`<li><span class="grow">${label}</span><span class="amount">${formats.count(count)}</span>
<svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="ground" width="100" height="4"></rect><rect class="fill" width="${Math.round((count / most) * 1000) / 10}" height="4"></rect></svg></li>`,
  )}</ul>`
}
