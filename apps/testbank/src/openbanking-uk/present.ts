import { bbanOf, maskedPanOf, resourceIdOf } from '../bank/access.ts'
import { balanceAt, type LedgerEntry, linesOf, pendingSum } from '../bank/ledger.ts'
import type { TokenReading } from '../oidc/reading.ts'
import { writeAmount } from '../scenario/money.ts'
import type { ScenarioAccount } from '../scenario/scenario.ts'
import type { Version } from './face.ts'
import { WORDS } from './words.ts'

const instant = (day: string): string => `${day}T00:00:00+00:00`

/** `OBAccount6` (3.1) or its form of 4.0. */
export function presentAccount(reading: TokenReading, account: ScenarioAccount, version: Version) {
  const number = numberOf(account)
  const owner = account.owner || reading.scenario.owner
  return {
    AccountId: resourceIdOf(reading.consent, account),
    Status: 'Enabled',
    StatusUpdateDateTime: instant('2024-01-01'),
    Currency: account.currency,
    ...WORDS[version].kind(account.kind),
    ...(account.typeName ? { Description: account.typeName.slice(0, 35) } : {}),
    ...(account.name ? { Nickname: account.name.slice(0, 70) } : {}),
    Account: [{ ...number, ...(owner ? { Name: owner.slice(0, 350) } : {}) }],
  }
}

function numberOf(account: ScenarioAccount): { readonly SchemeName: string; readonly Identification: string } {
  if (account.kind === 'CreditCard') return { SchemeName: 'UK.OBIE.PAN', Identification: maskedPanOf(account) }
  if (account.iban) return { SchemeName: 'UK.OBIE.IBAN', Identification: account.iban }
  return { SchemeName: 'UK.OBIE.BBAN', Identification: bbanOf(account) || account.uid }
}

/** Amounts without sign, the indicator beside them. */
function amountOf(minor: bigint, currency: string) {
  const owed = minor < 0n
  return {
    CreditDebitIndicator: owed ? 'Debit' : 'Credit',
    Amount: { Amount: writeAmount(owed ? -minor : minor, currency), Currency: currency },
  }
}

export function presentBalances(reading: TokenReading, account: ScenarioAccount, version: Version) {
  const { minor, day } = balanceAt(account, reading.timeline)
  const { booked, expected } = WORDS[version].balance
  const AccountId = resourceIdOf(reading.consent, account)
  const line = (Type: string, value: bigint) => ({
    AccountId,
    Type,
    DateTime: instant(day),
    ...amountOf(value, account.currency),
  })
  const limit = account.facts['credit_limit']
  const credit =
    typeof limit === 'number'
      ? {
          CreditLine: [
            { Included: false, Type: 'Credit', Amount: { Amount: String(limit), Currency: account.currency } },
          ],
        }
      : {}
  const first = { ...line(booked, minor), ...credit }
  if (account.pending.length === 0) return [first]
  return [first, line(expected, minor + pendingSum(account))]
}

export function presentEntry(
  AccountId: string,
  account: ScenarioAccount,
  entry: LedgerEntry,
  booked: boolean,
  version: Version,
  now: Date,
) {
  const words = WORDS[version].entry
  // Mandatory in this standard, for pending entries too: then it is the day on which it was told.
  const day = entry.day ?? now.toISOString().slice(0, 10)
  return {
    AccountId,
    ...(booked ? { TransactionId: entry.reference, TransactionReference: entry.reference } : {}),
    Status: booked ? words.booked : words.pending,
    BookingDateTime: instant(day),
    ...(booked ? { ValueDateTime: instant(day) } : {}),
    ...(entry.label ? { TransactionInformation: linesOf(entry).join('\n').slice(0, 500) } : {}),
    ...(entry.details.party
      ? { [entry.minor < 0n ? 'CreditorAccount' : 'DebtorAccount']: { Name: entry.details.party } }
      : {}),
    ...amountOf(entry.minor, account.currency),
  }
}
