import { bbanOf, CASH_ACCOUNT_TYPE, maskedPanOf, mayRead, resourceIdOf } from '../bank/access.ts'
import type { Consent } from '../bank/consent.ts'
import { balanceAt, pendingSum, type Timeline } from '../bank/ledger.ts'
import { writeAmount } from '../scenario/money.ts'
import type { ScenarioAccount } from '../scenario/scenario.ts'
import type { Links } from './links.ts'

/** How an account is named in answers (`accountReference`). */
export function accountReference(account: ScenarioAccount): Record<string, string> {
  if (account.kind === 'CreditCard') return { maskedPan: maskedPanOf(account), currency: account.currency }
  if (account.iban) return { iban: account.iban, currency: account.currency }
  return { bban: bbanOf(account), currency: account.currency }
}

/** `accountDetails` or `cardAccountDetails`, with the links and balances that the consent opens. */
export function presentAccount(
  links: Links,
  consent: Consent,
  account: ScenarioAccount,
  timeline: Timeline,
  withBalance: boolean,
): Record<string, unknown> {
  const card = account.kind === 'CreditCard'
  const resourceId = resourceIdOf(consent, account)
  const here = `${links.base()}/${card ? 'card-accounts' : 'accounts'}/${resourceId}`
  const balances = mayRead(consent, account, 'balances')
  const listOnly = consent.access.model === 'list'
  const opened = {
    ...(balances && !listOnly ? { balances: `${here}/balances` } : {}),
    ...(mayRead(consent, account, 'transactions') ? { transactions: `${here}/transactions` } : {}),
  }
  const bban = bbanOf(account)
  return {
    resourceId,
    ...accountReference(account),
    ...(!card && bban ? { bban } : {}),
    ...(account.name ? { name: account.name.slice(0, 70) } : {}),
    ...(account.owner ? { ownerName: account.owner.slice(0, 140) } : {}),
    // A type the standard has no code for is named here, so that a reader can say what it could not read.
    ...(account.typeName ? { product: account.typeName.slice(0, 35) } : {}),
    ...(card ? { debitAccounting: false } : { cashAccountType: CASH_ACCOUNT_TYPE[account.kind] }),
    ...facts(account),
    status: 'enabled',
    usage: 'PRIV',
    ...(withBalance && balances ? { balances: presentBalances(account, timeline) } : {}),
    _links: links.hrefs(opened),
  }
}

/** The standard has a word for the limit of a card alone; the rest stands in a member of this bank's own. */
function facts({ facts: { credit_limit: limit, ...rest }, currency }: ScenarioAccount): Record<string, unknown> {
  return {
    ...(typeof limit === 'number' ? { creditLimit: { currency, amount: String(limit) } } : {}),
    ...(Object.keys(rest).length > 0 ? { accountFacts: rest } : {}),
  }
}

/** Booked balance of the file, and with pending entries the expected one. */
export function presentBalances(account: ScenarioAccount, timeline: Timeline) {
  const { minor, day } = balanceAt(account, timeline)
  const amount = (value: bigint) => ({ currency: account.currency, amount: writeAmount(value, account.currency) })
  const booked = { balanceAmount: amount(minor), balanceType: 'closingBooked', referenceDate: day }
  if (account.pending.length === 0) return [booked]
  const expected = minor + pendingSum(account)
  return [booked, { balanceAmount: amount(expected), balanceType: 'expected', referenceDate: day }]
}
