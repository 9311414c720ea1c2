import { bbanOf, maskedPanOf, mayRead, resourceIdOf } from '../bank/access.ts'
import { balanceAt, type LedgerEntry, linesOf, pendingSum } from '../bank/ledger.ts'
import type { TokenReading } from '../oidc/reading.ts'
import { writeAmount } from '../scenario/money.ts'
import type { ScenarioAccount } from '../scenario/scenario.ts'
import type { StetFace } from './face.ts'

/** `AccountResource`. Hrefs are relative to the base path, one of them a template, as the standard's own examples have them. */
export function presentAccount(reading: TokenReading, account: ScenarioAccount, face: StetFace) {
  const { consent, accounts } = reading
  const id = resourceIdOf(consent, account)
  const here = `/v1/accounts/${id}`
  const card = account.kind === 'CreditCard'
  const settledOn = card ? accounts.find(({ kind }) => kind === 'Checkings') : undefined
  const balances = mayRead(consent, account, 'balances')
  const transactions = mayRead(consent, account, 'transactions')
  return {
    resourceId: id,
    bicFi: 'RACCFRP1XXX',
    accountId: accountId(account),
    name: account.name || account.number,
    ...(account.typeName ? { product: account.typeName.slice(0, 35) } : {}),
    ...(settledOn ? { linkedAccount: resourceIdOf(consent, settledOn) } : {}),
    usage: 'PRIV',
    cashAccountType: card ? 'CARD' : account.kind === 'Checkings' ? 'CACC' : 'OTHR',
    ...(balances ? { balances: presentBalances(reading, account) } : {}),
    _links: {
      ...(balances ? { balances: { href: `${here}/balances` } } : {}),
      ...(transactions ? { transactions: { href: `${here}/transactions{?dateFrom,dateTo}`, templated: true } } : {}),
      ...(face.owners ? { owners: { href: `${here}/owners` } } : {}),
    },
  }
}

function accountId(account: ScenarioAccount) {
  if (account.kind === 'CreditCard')
    return { other: { identification: maskedPanOf(account), schemeName: 'CPAN' }, currency: account.currency }
  if (account.iban) return { iban: account.iban, currency: account.currency }
  return { other: { identification: bbanOf(account) || account.uid, schemeName: 'BBAN' }, currency: account.currency }
}

/** Booked balance of the file, and with pending entries the expected one. */
export function presentBalances({ timeline }: TokenReading, account: ScenarioAccount) {
  const { minor, day } = balanceAt(account, timeline)
  const amount = (value: bigint) => ({ currency: account.currency, amount: writeAmount(value, account.currency) })
  const booked = { name: 'Booked', balanceAmount: amount(minor), balanceType: 'CLBD', referenceDate: day }
  if (account.pending.length === 0) return [booked]
  const expected = amount(minor + pendingSum(account))
  return [booked, { name: 'Expected', balanceAmount: expected, balanceType: 'XPCD', referenceDate: day }]
}

/** `Transaction`: amounts without sign, the indicator beside them. */
export function presentEntry(account: ScenarioAccount, entry: LedgerEntry, booked: boolean) {
  const owed = entry.minor < 0n
  const size = owed ? -entry.minor : entry.minor
  const { day } = entry
  return {
    ...(booked ? { resourceId: entry.reference, entryReference: entry.reference } : {}),
    transactionAmount: { currency: account.currency, amount: writeAmount(size, account.currency) },
    creditDebitIndicator: owed ? 'DBIT' : 'CRDT',
    status: booked ? 'BOOK' : 'PDNG',
    ...(day === undefined ? {} : booked ? { bookingDate: day, valueDate: day } : { expectedBookingDate: day }),
    ...(entry.details.party
      ? { relatedParties: { [owed ? 'creditor' : 'debtor']: { name: entry.details.party } } }
      : {}),
    ...(entry.label ? { remittanceInformation: { unstructured: linesOf(entry) } } : {}),
  }
}
