import { createHash } from 'node:crypto'
import { moneyToText } from '@raccord/connector-kit'
import type { AccountView } from '../../../store/repositories/read-model.ts'
import { dayOf } from '../../../transactions/day.ts'
import { plainLine } from '../plain-line.ts'
import type { Bank } from './banks-of.ts'

const types = { CHECKINGS: 'CACC', SAVINGS: 'SVGS', LOAN: 'LOAN', CREDIT_CARD: 'CARD' } as const

/** In the form of a UUID (version 5), and the same in every session: readers that keep accounts by it double nothing. */
export function uidOf(accountId: number): string {
  const bytes = createHash('sha1').update(`raccord account ${accountId}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

export function presentAccount(account: AccountView, bank?: Bank) {
  const { iban, number, currency } = account
  const name = plainLine(account.name, 100) || number
  const other = { identification: number, scheme_name: 'BBAN', issuer: null }
  const hash = createHash('sha256').update(`raccord account ${account.id}`).digest('hex')
  return {
    uid: uidOf(account.id),
    account_id: iban === null ? { iban: null, other } : { iban, other: null },
    all_account_ids: iban === null ? [other] : [{ identification: iban, scheme_name: 'IBAN', issuer: null }],
    account_servicer: { name: bank?.name ?? '', bic_fi: null },
    // One reader shows the first as the account's name, another the last.
    ...{ display_name: name, details: name, product: name, name: plainLine(account.owner_name ?? '', 100) || name },
    usage: account.usage === 'PROFESSIONAL' ? 'ORGA' : 'PRIV',
    cash_account_type: types[account.type],
    currency,
    ...{ identification_hash: hash, identification_hashes: [hash] },
  }
}

export function presentBalances({ balance_minor: minor, balance_at: at, currency, type }: AccountView) {
  if (minor === null) return []
  const amount = moneyToText(type === 'LOAN' ? -Math.abs(minor) : minor, currency)
  return [
    {
      ...{ name: 'Balance', balance_amount: { amount, currency }, balance_type: 'CLBD' },
      reference_date: at === null ? null : dayOf(at),
    },
  ]
}
