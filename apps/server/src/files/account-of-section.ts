import { type BankAccount, belongingOf } from '@raccord/connector-kit'
import { defined } from '@raccord/contract'
import type { KnownAccount } from '../accounts/account-store.ts'
import type { SupportedAccount } from '../accounts/identity.ts'
import type { UploadedAccount } from './uploaded-section.ts'

export type AccountChoice<T> =
  /** `called`: by its name, which is all that anybody ever told of it. */
  | { readonly kind: 'known'; readonly account: T; readonly called?: true }
  | { readonly kind: 'new'; readonly found: SupportedAccount }
  /** Nobody said which: whoever uploads has to. */
  | { readonly kind: 'unnamed' }
  /** It has no currency, and its file tells none. */
  | { readonly kind: 'no_currency' }
  /** The connection is one of a bank, which has no such account. */
  | { readonly kind: 'not_there' }

/**
 * Which account a part of a file is of. Pure. By IBAN or number where the file names one, else as the uploader says, else the only one that there
 * is. What the file says of an account of a bank is never believed against the bank: there it is one of those that are known, or none.
 *
 * @param known of the connection first, then others of the person where `grows`
 * @param grows the connection is one of files: an account that is not known is added
 */
export function accountOfSection<T extends KnownAccount>(
  named: UploadedAccount,
  said: UploadedAccount,
  known: { readonly here: readonly T[]; readonly elsewhere: readonly T[] },
  grows: boolean,
): AccountChoice<T> {
  const account = { ...said, ...defined(named) }
  const number = account.iban ?? account.number
  if (number !== undefined) {
    const here = only(known.here, account)
    const found = here ?? (grows ? only(known.elsewhere, account) : undefined)
    if (found) return { kind: 'known', account: found }
    if (!grows) return { kind: 'not_there' }
    if (account.currency === undefined) return { kind: 'no_currency' }
    return { kind: 'new', found: newAccount(account, number, account.currency) }
  }
  const [called, ...namesakes] = known.here.filter((one) => isCalled(one, account))
  if (called && namesakes.length === 0) return { kind: 'known', account: called, called: true }
  const [single, ...others] = known.here.filter(({ currency }) => currency === (account.currency ?? currency))
  return single && others.length === 0 ? { kind: 'known', account: single } : { kind: 'unnamed' }
}

/** The one of these that it can only be. */
function only<T extends KnownAccount>(known: readonly T[], account: UploadedAccount): T | undefined {
  const [found, ...others] = known.filter((one) => {
    // Names end alike that are of different accounts.
    if (account.byName) return isCalled(one, account)
    const number = one.number === '' ? undefined : one.number
    return (
      (one.iban ?? number) !== undefined &&
      belongingOf(account, { iban: one.iban, number, currency: one.currency }) === 'own'
    )
  })
  return others.length === 0 ? found : undefined
}

/** Known by the name of a file that tells no number. */
function isCalled(one: KnownAccount, { name, currency }: UploadedAccount): boolean {
  return (
    name !== undefined && one.iban === undefined && one.number === name && one.currency === (currency ?? one.currency)
  )
}

function newAccount(account: UploadedAccount, number: string, currency: string): SupportedAccount {
  const { iban, name, type = 'CHECKINGS' } = account
  return {
    bankId: number,
    resource: type === 'CREDIT_CARD' ? 'card-account' : 'account',
    type,
    name: name ?? number,
    number: account.number ?? number,
    iban,
    currency,
    balances: [],
    raw: JSON.stringify(account),
  } satisfies BankAccount
}
