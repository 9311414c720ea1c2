import type { AccountType } from './account-types.ts'
import type { ProviderTile } from './screens.ts'

export interface AccountRow {
  readonly id: string
  readonly name: string
  readonly type: AccountType
  readonly maskedNumber?: string
  /** Minor units. */
  readonly balance?: number
  readonly currency: string
  readonly selected: boolean
  /** What the balance has more than the entries: minor units, after this day. */
  readonly gap?: { readonly amount: number; readonly since: string }
}

/**
 * A new connection that shows accounts which are there already. Nothing of it is kept yet. Forms `do=same_bank_renew` (the
 * connection that is there takes the new permission), `do=same_bank_both` (a second connection).
 */
export interface SameBankScreen {
  readonly kind: 'same_bank'
  readonly provider: ProviderTile
  /** Of the connection that is there: those that this login shows too. */
  readonly accounts: readonly AccountRow[]
  /** Accounts of this login that are not among them. */
  readonly others: number
}

/**
 * A renewal with a login that shows not one account of the connection. Nothing of it is kept yet. Forms `do=other_login_new` (a
 * connection of its own), `do=other_login_back` (the bank's permission is ended).
 */
export interface OtherLoginScreen {
  readonly kind: 'other_login'
  readonly provider: ProviderTile
  /** Of the connection that was to be renewed. */
  readonly accounts: readonly AccountRow[]
  /** Of this login, without balances. */
  readonly found: readonly AccountRow[]
}
