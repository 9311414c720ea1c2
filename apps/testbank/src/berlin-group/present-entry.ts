import type { LedgerEntry } from '../bank/ledger.ts'
import { writeAmount } from '../scenario/money.ts'
import type { ScenarioAccount } from '../scenario/scenario.ts'

/** Longest `remittanceInformationUnstructured` of the standard. */
const REMITTANCE_LENGTH = 140

/** One entry as `transactions` (accounts) or `cardTransaction` (card accounts). No transactionId: real banks often have none. */
export function presentEntry(account: ScenarioAccount, entry: LedgerEntry, booked: boolean): Record<string, unknown> {
  const transactionAmount = { currency: account.currency, amount: writeAmount(entry.minor, account.currency) }
  const days = entry.day === undefined ? {} : { ...(booked ? { bookingDate: entry.day } : {}), valueDate: entry.day }
  if (account.kind === 'CreditCard') {
    return {
      ...(booked ? { cardTransactionId: entry.reference } : {}),
      ...(entry.day === undefined ? {} : { transactionDate: entry.day, ...days }),
      transactionAmount,
      invoiced: booked,
      ...(entry.label ? { transactionDetails: entry.label } : {}),
    }
  }
  return {
    ...(booked ? { entryReference: entry.reference } : {}),
    ...days,
    transactionAmount,
    ...remittance(entry.label),
  }
}

function remittance(label: string): Record<string, unknown> {
  if (label === '') return {}
  if (label.length <= REMITTANCE_LENGTH) return { remittanceInformationUnstructured: label }
  const lines: string[] = []
  for (let at = 0; at < label.length; at += REMITTANCE_LENGTH) lines.push(label.slice(at, at + REMITTANCE_LENGTH))
  return { remittanceInformationUnstructuredArray: lines }
}
