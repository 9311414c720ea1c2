import { type BankAccount, lenient, typeOfCashAccount } from '@raccord/connector-kit'
import { z } from 'zod'
import { readBalances } from './balance.ts'

const { anything, currency, text, word } = lenient

const other = z.object({ identification: text, schemeName: text }).optional().catch(undefined)
const accountId = z.object({ iban: text, other, currency }).optional().catch(undefined)

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

/** `AccountResource` (STET 1.4 §4.3). `undefined`: nothing to ask for it by. */
export function readAccount(value: unknown): { readonly account: BankAccount; readonly linked?: string } | undefined {
  const read = account.safeParse(value).data
  // `resourceId` is optional in the standard; some banks take the IBAN in the path.
  const bankId = read?.resourceId ?? read?.accountId?.iban
  if (!read || bankId === undefined) return undefined
  const iban = read.accountId?.iban?.replace(/\s+/g, '').toUpperCase()
  const known = read.accountId?.other
  const pan =
    known?.schemeName?.toUpperCase() === 'CPAN' || read.cashAccountType === 'CARD' ? known?.identification : undefined
  const number = iban ?? known?.identification
  const balances = readBalances(read.balances)
  const name = read.name ?? read.product ?? read.details
  return {
    ...(read.linkedAccount === undefined ? {} : { linked: read.linkedAccount }),
    account: {
      bankId,
      // Cards are read at the same addresses as accounts.
      resource: 'account',
      type: typeOf(read.cashAccountType, read.product),
      ...(name === undefined ? {} : { name }),
      ...(number === undefined ? {} : { number }),
      ...(iban === undefined ? {} : { iban }),
      ...(pan === undefined ? {} : { maskedPan: pan }),
      ...(read.bicFi === undefined ? {} : { bic: read.bicFi }),
      currency: read.accountId?.currency ?? balances[0]?.amount.currency ?? 'EUR',
      ...(read.usage === undefined ? {} : { usage: read.usage === 'ORGA' ? 'PROFESSIONAL' : 'PERSONAL' }),
      balances,
      raw: JSON.stringify(value),
    },
  }
}

/** The standard shows payment accounts (CACC) and cards (CARD) alone; another word is kept to be told of. */
function typeOf(code: string | undefined, product: string | undefined): BankAccount['type'] {
  if (code === undefined) return 'CHECKINGS'
  return typeOfCashAccount(code) ?? { unsupported: (product ?? code).slice(0, 70) }
}
