import { createHash } from 'node:crypto'
import { type BankAccount, ibanOf, lenient, maskPan, moneyToNumber, typeOfCashAccount } from '@raccord/connector-kit'
import { z } from 'zod'

const { amount, list, ownCurrency, text, word } = lenient

const generic = z.object({ identification: text, scheme_name: text })
const accountId = z
  .object({ iban: text, other: generic.optional().catch(undefined) })
  .optional()
  .catch(undefined)

const resource = z.object({
  uid: text,
  account_id: accountId,
  all_account_ids: list,
  account_servicer: z.object({ bic_fi: text }).optional().catch(undefined),
  name: text,
  details: text,
  usage: word('PRIV', 'ORGA'),
  cash_account_type: text,
  product: text,
  currency: ownCurrency,
  credit_limit: amount,
  identification_hash: text,
})

/**
 * `AccountResource`. Its `uid` is good for this session alone, and absent where an account is blocked or closed: what an account
 * is known by is its IBAN, its masked card number, its number or, where the bank tells none of them, its identification hash.
 * `undefined`: nothing at all tells it from others.
 */
export function readAccount(value: unknown): BankAccount | undefined {
  const read = resource.safeParse(value).data
  if (!read) return undefined
  const ids = [
    ...(read.account_id?.other ? [read.account_id.other] : []),
    ...read.all_account_ids.flatMap((one) => generic.safeParse(one).data ?? []),
  ]
  const iban = ibanIn(read.account_id?.iban) ?? ibanIn(named(ids, 'IBAN'))
  const card = read.cash_account_type === 'CARD'
  // Only a number that is said to be a card's is masked as one; other schemes have numbers as long.
  const written = named(ids, 'CPAN') ?? named(ids, 'MIBN')
  const pan =
    written ?? (card ? ids.find(({ identification }) => looksMasked(identification))?.identification : undefined)
  const maskedPan = pan === undefined ? undefined : maskPan(pan)
  const other = named(ids, 'BBAN') ?? ids.find(({ scheme_name }) => !aside.includes(scheme_name ?? ''))?.identification
  const hash = read.identification_hash
  const known = maskedPan ?? (card && other !== undefined ? maskPan(other) : other) ?? iban
  const number = known ?? (hash === undefined ? undefined : `EB-${digest(hash)}`)
  const bankId = read.uid ?? (number === undefined ? undefined : `${noResource}${digest(hash ?? number)}`)
  if (bankId === undefined) return undefined
  const name = read.details ?? read.product
  return {
    bankId,
    // One path for every kind.
    resource: 'account',
    type: typeOf(read.cash_account_type, read.product),
    name,
    number,
    iban,
    maskedPan,
    ...(read.account_servicer?.bic_fi === undefined ? {} : { bic: read.account_servicer.bic_fi }),
    currency: read.currency ?? 'EUR',
    ownerName: read.name,
    ...(read.usage === undefined ? {} : { usage: read.usage === 'ORGA' ? 'PROFESSIONAL' : 'PERSONAL' }),
    status: read.uid === undefined ? 'blocked' : 'enabled',
    balances: [],
    ...(read.credit_limit
      ? { details: { credit_limit: moneyToNumber(read.credit_limit.minor, read.credit_limit.currency) } }
      : {}),
    raw: JSON.stringify(value),
  }
}

/** What the id of an account begins with that they list without a way to ask for it. */
export const noResource = 'blocked:'

/** Schemes that do not name this account: customers, banks, companies. */
const aside = ['IBAN', 'CPAN', 'MIBN', 'CUST', 'BANK', 'TXID', 'COID', 'NIDN', 'ARNU']

function named(ids: readonly z.infer<typeof generic>[], scheme: string): string | undefined {
  return ids.find(({ scheme_name }) => scheme_name === scheme)?.identification
}

function looksMasked(text: string | undefined): boolean {
  return text !== undefined && /^\d{4,8}[*xX•.\s-]+\d{4}$/.test(text)
}

/** One that is no IBAN by length and check digits is kept all the same: it is what the bank calls the account. */
function ibanIn(written: string | undefined): string | undefined {
  return ibanOf(written) ?? written?.replace(/\s+/g, '').toUpperCase()
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16).toUpperCase()
}

/** OTHR is what they say of a kind that has no code at the bank. */
function typeOf(code: string | undefined, product: string | undefined): BankAccount['type'] {
  if (code === undefined) return 'CHECKINGS'
  return typeOfCashAccount(code) ?? { unsupported: (product ?? code).slice(0, 70) }
}
