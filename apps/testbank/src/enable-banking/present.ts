import { bbanOf, CASH_ACCOUNT_TYPE, maskedPanOf, resourceIdOf } from '../bank/access.ts'
import { balanceAt, type LedgerEntry, linesOf, pendingSum } from '../bank/ledger.ts'
import { hashOf } from '../bank/secrets.ts'
import type { TokenReading } from '../oidc/reading.ts'
import { writeAmount } from '../scenario/money.ts'
import type { ScenarioAccount } from '../scenario/scenario.ts'
import type { Quirks } from './aspsps.ts'

type Reading = Pick<TokenReading, 'consent' | 'scenario'>

/** `AccountResource`: its `uid` is new with every session, its identification hash is not. */
export function presentAccount({ consent, scenario }: Reading, account: ScenarioAccount, quirks: Quirks) {
  const card = account.kind === 'CreditCard'
  const other = card
    ? { identification: maskedPanOf(account), scheme_name: 'CPAN', issuer: null }
    : { identification: bbanOf(account) || account.uid, scheme_name: 'BBAN', issuer: null }
  const iban = card || quirks.nameless ? null : account.iban || null
  const hash = identificationHash(scenario.login, account)
  return {
    account_id: { iban, other: quirks.nameless || iban !== null ? null : other },
    all_account_ids: quirks.nameless
      ? []
      : [iban === null ? other : { identification: iban, scheme_name: 'IBAN', issuer: null }],
    account_servicer: { bic_fi: 'RACCFRP1XXX', name: 'Raccord Test Bank', clearing_system_member_id: null },
    name: account.owner || scenario.owner || null,
    details: account.name || account.number || null,
    usage: 'PRIV',
    cash_account_type: CASH_ACCOUNT_TYPE[account.kind],
    product: account.typeName || null,
    currency: account.currency,
    psu_status: null,
    credit_limit:
      typeof account.facts['credit_limit'] === 'number'
        ? { currency: account.currency, amount: String(account.facts['credit_limit']) }
        : null,
    legal_age: null,
    postal_address: null,
    uid: resourceIdOf(consent, account),
    identification_hash: hash,
    identification_hashes: [hash],
  }
}

export const identificationHash = (login: string, account: ScenarioAccount): string =>
  `WyJhY2NvdW50IiwiaWQiXQ.${hashOf(`enable banking ${login} ${account.uid}`)}=`

export function presentBalances({ timeline }: Pick<TokenReading, 'timeline'>, account: ScenarioAccount) {
  const { minor, day } = balanceAt(account, timeline)
  const balance = (name: string, value: bigint, type: string) => ({
    name,
    balance_amount: { currency: account.currency, amount: writeAmount(value, account.currency) },
    balance_type: type,
    last_change_date_time: null,
    reference_date: day,
    last_committed_transaction: null,
  })
  const booked = balance('Booked balance', minor, 'CLBD')
  if (account.pending.length === 0) return [booked]
  return [booked, balance('Expected balance', minor + pendingSum(account), 'XPCD')]
}

/** `Transaction`: amounts without sign, the indicator beside them, nulls for all that this bank does not say. */
export function presentEntry(account: ScenarioAccount, entry: LedgerEntry, booked: boolean, { prefix = '' }: Quirks) {
  const owed = entry.minor < 0n
  const day = entry.day ?? null
  return {
    // As some banks have it: all pending entries share one.
    entry_reference: booked ? entry.reference : '0',
    transaction_id: booked ? entry.reference : null,
    transaction_amount: {
      currency: account.currency,
      amount: writeAmount(owed ? -entry.minor : entry.minor, account.currency),
    },
    credit_debit_indicator: owed ? 'DBIT' : 'CRDT',
    status: booked ? 'BOOK' : 'PDNG',
    booking_date: booked ? day : null,
    value_date: booked ? day : null,
    transaction_date: booked ? null : day,
    creditor: owed && entry.details.party ? { name: entry.details.party } : null,
    creditor_account: null,
    creditor_agent: null,
    debtor: !owed && entry.details.party ? { name: entry.details.party } : null,
    debtor_account: null,
    debtor_agent: null,
    bank_transaction_code: null,
    balance_after_transaction: null,
    merchant_category_code: null,
    exchange_rate: null,
    reference_number: null,
    note: null,
    remittance_information: entry.label ? linesOf(entry).map((line, at) => (at === 0 ? `${prefix}${line}` : line)) : [],
  }
}
