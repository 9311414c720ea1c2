import { createHash } from 'node:crypto'
import type { UserAccount } from '../bank/user-accounts.ts'
import type { Session } from '../dialog/session.ts'
import type { Group } from '../wire/segment.ts'

/** `number:sub:280:blz`, of older orders. */
export function nationalForm({ options }: Session, { number, sub, blz }: UserAccount): Group {
  return [number, sub, '280', blz || options.blz]
}

/** `IBAN:BIC`, and the national account behind it where the bank takes that. */
export function internationalForm(session: Session, account: UserAccount): Group {
  const { options, state } = session
  const short = [account.iban ?? '', account.bic ?? options.bic ?? '']
  const national = options.accountForm === 'as-offered' && state.bank?.nationalAccounts === true
  return national || account.iban === undefined ? [...short, ...nationalForm(session, account)] : short
}

/** There is no id of an account in FinTS. That of a card, whose number is that of the card, does not show it. */
export function bankIdOf({ iban, blz, number, sub, kind }: UserAccount): string {
  if (iban !== undefined) return iban
  const whole = [blz, number, sub].join(':')
  const isCard = (kind !== undefined && kind >= 50 && kind < 60) || /^\d{12,19}$/.test(number)
  return isCard ? `card-${createHash('sha256').update(whole).digest('base64url').slice(0, 22)}` : whole
}

/** Whether an account's list of orders, or its silence, lets an order be given. */
export function mayOrder({ state }: Session, account: UserAccount, order: string): boolean {
  return account.orders.includes(order) || state.user?.openOrders === true || account.orders.length === 0
}
