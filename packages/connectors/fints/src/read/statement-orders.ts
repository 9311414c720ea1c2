import { camtFormatOf } from '../bank/parameters.ts'
import type { UserAccount } from '../bank/user-accounts.ts'
import type { Session } from '../dialog/session.ts'
import type { Order } from '../wire/message.ts'
import { internationalForm, mayOrder, nationalForm } from './account-form.ts'
import { versionOf } from './order.ts'

/** A way to ask for statements. */
export interface StatementOrder {
  readonly kind: 'camt' | 'mt940' | 'card'
  /** Days that it reaches back, as the bank says. */
  readonly days: number | undefined
  /** The bank names it for the account; others it may take all the same. */
  readonly listed: boolean
  readonly order: (period: { readonly from: string; readonly to: string }, touchdown: string | undefined) => Order
}

/** Ways that this bank has for an account, the best first. None: the bank gives no statements of it. */
export function statementOrders(session: Session, account: UserAccount): StatementOrder[] {
  const { bank } = session.state
  const listed = (id: string) => account.orders.includes(id) || mayOrder(session, account, id)
  const found: StatementOrder[] = []
  const format = camtFormatOf(bank?.camt?.formats ?? [])
  if (versionOf(session, 'HKCAZ', [1]) && format !== undefined && account.iban !== undefined) {
    found.push({
      kind: 'camt',
      days: bank?.camt?.days,
      listed: listed('HKCAZ'),
      order: ({ from, to }, touchdown) => ({
        id: 'HKCAZ',
        version: 1,
        groups: [
          internationalForm(session, account),
          [format],
          ['N'],
          [bare(from)],
          [bare(to)],
          [''],
          [touchdown ?? ''],
        ],
      }),
    })
  }
  // Without an IBAN the older form says it all.
  const mt940 =
    account.iban === undefined
      ? (versionOf(session, 'HKKAZ', [5, 6]) ?? versionOf(session, 'HKKAZ', [7]))
      : versionOf(session, 'HKKAZ', [5, 6, 7])
  if (mt940 !== undefined) {
    const form = mt940 >= 7 ? internationalForm(session, account) : nationalForm(session, account)
    found.push({
      kind: 'mt940',
      days: bank?.mt940Days,
      listed: listed('HKKAZ'),
      order: ({ from, to }, touchdown) => ({
        id: 'HKKAZ',
        version: mt940,
        groups: [form, ['N'], [bare(from)], [bare(to)], [''], [touchdown ?? '']],
      }),
    })
  }
  if (account.kind !== undefined && account.kind >= 50 && account.kind < 60 && versionOf(session, 'DKKKU', [2])) {
    found.push({
      kind: 'card',
      days: bank?.cardDays,
      listed: listed('DKKKU'),
      order: ({ from }, touchdown) => ({
        id: 'DKKKU',
        version: 2,
        groups: [
          nationalForm(session, account),
          [account.number],
          [account.sub],
          [bare(from)],
          [''],
          [touchdown ?? ''],
        ],
      }),
    })
  }
  // camt may be missing in an account's list and be taken all the same, where nothing else is left.
  const named = found.filter((one) => one.listed)
  return named.length > 0
    ? [...named, ...found.filter((one) => !one.listed && one.kind === 'camt')]
    : found.filter((one) => one.kind === 'camt')
}

function bare(day: string): string {
  return day.replaceAll('-', '')
}
