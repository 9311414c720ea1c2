import type { TransactionOut } from '@raccord/contract/wire'
import type { Visit } from '../home.ts'
import { type Html, html } from '../html.ts'
import { dayOf } from '../messages/format.ts'

/** Entries by day, the newest first; `accountName` where they are of several accounts. */
export function entryRows(
  visit: Visit,
  entries: readonly TransactionOut[],
  accountName: (id: string) => string | undefined = () => undefined,
): Html {
  const { t, formats } = visit
  const days = Map.groupBy(entries, ({ date }) => dayOf(date))
  return html`<div>${[...days].map(
    ([day, its]) =>
      html`<h2 class="day">${formats.day(day)}</h2><ul class="rows entries">${its.map((entry) => {
        const says = [
          entry.category?.label,
          accountName(entry.account_id),
          entry.status === 'PENDING' ? t('transactions.pending') : undefined,
        ].filter((part) => part !== undefined)
        return html`<li id="entry-${entry.id}"><span class="grow"><span class="label">${entry.label}</span>
<small>${says.join(' · ')}</small></span>
<span class="amount${entry.amount > 0 && ' plus'}">${formats.amount(entry.amount, entry.currency)}</span></li>`
      })}</ul>`,
  )}</div>`
}

/** The newest first; of a day, the one that came last. */
export const newestFirst = (entries: readonly TransactionOut[]): TransactionOut[] =>
  entries.toSorted((a, b) => b.date - a.date || Number(b.id) - Number(a.id))
