import { type BankAccount, balancesInCurrencyOf, lenient, maskPan, moneyToNumber } from '@raccord/connector-kit'
import { z } from 'zod'
import { accountTypeOf } from './account-type.ts'
import { currencyOfBalances, readBalances } from './balance.ts'

const { amount, anything, flag, ownCurrency, text, word } = lenient

const account = z.object({
  resourceId: text,
  iban: text,
  bban: text,
  maskedPan: text,
  currency: ownCurrency,
  name: text,
  displayName: text,
  product: text,
  cashAccountType: text,
  status: word('enabled', 'deleted', 'blocked'),
  usage: word('PRIV', 'ORGA'),
  bic: text,
  ownerName: text,
  creditLimit: amount,
  debitAccounting: flag,
  balances: anything,
})

export interface ReadAccount {
  readonly account: BankAccount
  readonly inverted: boolean
  /** The bank left the currency open: that of its balance is the account's. */
  readonly currencyOpen: boolean
}

/** `accountDetails` or `cardAccountDetails` (1.3 §14.19, §14.20). `undefined`: nothing to ask for it by. */
export function readAccount(
  value: unknown,
  resource: BankAccount['resource'],
  zone = 'UTC',
  factsMember?: string,
): ReadAccount | undefined {
  const read = account.safeParse(value).data
  // Without a resource id some banks take the IBAN in the path.
  const bankId = read?.resourceId ?? read?.iban
  if (!read || bankId === undefined) return undefined
  const inverted = resource === 'card-account' && read.debitAccounting
  const balances = readBalances(read.balances, inverted, zone)
  const pan = read.maskedPan === undefined ? undefined : maskPan(read.maskedPan)
  const iban = read.iban?.replace(/\s+/g, '').toUpperCase()
  const number = read.bban ?? iban ?? pan
  // Mandatory in the standard; multi-currency accounts say XXX (1.3 §4.5).
  const currency = read.currency ?? currencyOfBalances(balances) ?? 'EUR'
  const name = read.name ?? read.displayName ?? read.product
  const details = {
    ...(factsMember === undefined ? {} : scalars((value as Readonly<Record<string, unknown>>)[factsMember])),
    ...(read.creditLimit ? { credit_limit: moneyToNumber(read.creditLimit.minor, read.creditLimit.currency) } : {}),
  }
  return {
    inverted,
    currencyOpen: read.currency === undefined,
    account: {
      bankId,
      resource,
      type: accountTypeOf(read.cashAccountType, read.product, resource),
      name,
      number,
      iban,
      maskedPan: pan,
      bic: read.bic,
      currency,
      ownerName: read.ownerName,
      ...(read.usage === undefined ? {} : { usage: read.usage === 'ORGA' ? 'PROFESSIONAL' : 'PERSONAL' }),
      status: read.status,
      balances: balancesInCurrencyOf(balances, currency),
      ...(Object.keys(details).length > 0 ? { details } : {}),
      raw: JSON.stringify(value),
    },
  }
}

/** Texts and numbers of an object, as many as anybody would show. */
function scalars(value: unknown): Record<string, string | number> {
  if (typeof value !== 'object' || value === null) return {}
  const some = Object.entries(value).filter(
    (entry): entry is [string, string | number] =>
      /^[a-z][a-z0-9_]{0,39}$/.test(entry[0]) &&
      ((typeof entry[1] === 'string' && entry[1].length <= 200) || Number.isFinite(entry[1])),
  )
  return Object.fromEntries(some.slice(0, 20))
}
