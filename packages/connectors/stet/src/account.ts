import { type BankAccount, balancesInCurrencyOf, lenient, maskPan, typeOfCashAccount } from '@raccord/connector-kit'
import { z } from 'zod'
import { currencyOfBalances, readBalances } from './balance.ts'

const { anything, ownCurrency, text, word } = lenient

const other = z.object({ identification: text, schemeName: text }).optional().catch(undefined)
const accountId = z.object({ iban: text, other, currency: ownCurrency }).optional().catch(undefined)

const account = z.object({
  resourceId: text,
  bicFi: text,
  accountId,
  name: text,
  details: text,
  linkedAccount: text,
  usage: word('PRIV', 'ORGA'),
  cashAccountType: text,
  product: text,
  balances: anything,
})

export interface ReadAccount {
  readonly account: BankAccount
  readonly linked?: string
  /** The bank left the currency open: that of its balance is the account's. */
  readonly currencyOpen: boolean
}

/** `AccountResource` (STET 1.4 §4.3). `undefined`: nothing to ask for it by. */
export function readAccount(value: unknown, zone = 'UTC'): ReadAccount | undefined {
  const read = account.safeParse(value).data
  // `resourceId` is optional in the standard; some banks take the IBAN in the path.
  const bankId = read?.resourceId ?? read?.accountId?.iban
  if (!read || bankId === undefined) return undefined
  const iban = read.accountId?.iban?.replace(/\s+/g, '').toUpperCase()
  const known = read.accountId?.other
  const isCard = /PAN/i.test(known?.schemeName ?? '') || read.cashAccountType === 'CARD'
  const other = isCard && known?.identification !== undefined ? maskPan(known.identification) : known?.identification
  const pan = isCard ? other : undefined
  const number = other ?? iban
  const balances = readBalances(read.balances, zone)
  const currency = read.accountId?.currency ?? currencyOfBalances(balances) ?? 'EUR'
  const name = read.name ?? read.product ?? read.details
  return {
    currencyOpen: read.accountId?.currency === undefined,
    linked: read.linkedAccount,
    account: {
      bankId,
      // Cards are read at the same addresses as accounts.
      resource: 'account',
      type: typeOf(read.cashAccountType, read.product),
      name,
      number,
      iban,
      maskedPan: pan,
      bic: read.bicFi,
      currency,
      ...(read.usage === undefined ? {} : { usage: read.usage === 'ORGA' ? 'PROFESSIONAL' : 'PERSONAL' }),
      balances: balancesInCurrencyOf(balances, currency),
      raw: JSON.stringify(value),
    },
  }
}

/** The standard shows payment accounts (CACC) and cards (CARD) alone; another word is kept to be told of. */
function typeOf(code: string | undefined, product: string | undefined): BankAccount['type'] {
  if (code === undefined) return 'CHECKINGS'
  return typeOfCashAccount(code) ?? { unsupported: (product ?? code).slice(0, 70) }
}
