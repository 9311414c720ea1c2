import { type LedgerEntry, linesOf } from '../bank/ledger.ts'
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
    ...party(entry),
    ...(entry.details.checkNumber ? { checkId: entry.details.checkNumber } : {}),
    ...remittance(linesOf(entry)),
  }
}

/** Money that came in has a debtor, money that went out a creditor. */
function party({ minor, details }: LedgerEntry): Record<string, unknown> {
  if (!details.party) return {}
  return minor < 0n ? { creditorName: details.party } : { debtorName: details.party }
}

function remittance(texts: readonly string[]): Record<string, unknown> {
  const lines = texts.flatMap(wholeWords)
  if (lines.length === 0) return {}
  if (lines.length === 1) return { remittanceInformationUnstructured: lines[0] }
  return { remittanceInformationUnstructuredArray: lines }
}

/** As long as the standard allows, and cut between words where there is a place for it. */
function wholeWords(text: string): string[] {
  if (text.length <= REMITTANCE_LENGTH) return [text]
  const space = text.lastIndexOf(' ', REMITTANCE_LENGTH)
  const at = space > 0 ? space : REMITTANCE_LENGTH
  return [text.slice(0, at), ...wholeWords(text.slice(at).trimStart())]
}
