import type { AccountKind, Scenario, ScenarioAccount } from '../scenario/scenario.ts'
import type { Consent } from './consent.ts'
import { derivedUuid } from './secrets.ts'

/** ISO 20022 ExternalCashAccountType1Code of each kind; OTHR for what the standard has no word for. */
export const CASH_ACCOUNT_TYPE: Readonly<Record<AccountKind, string>> = {
  Checkings: 'CACC',
  Savings: 'SVGS',
  Loans: 'LOAN',
  CreditCard: 'CARD',
  unsupported: 'OTHR',
}

/** By REDIRECT a bank opens payment accounts only; an unknown type may be one, so it is shown under its own name. */
const REDIRECT_KINDS: ReadonlySet<AccountKind> = new Set(['Checkings', 'CreditCard', 'unsupported'])

/** Accounts that this consent may ask for, before the PSU has chosen. */
export function offeredAccounts(consent: Consent, scenario: Scenario): ScenarioAccount[] {
  const { access, restrictedTo, approach } = consent
  return scenario.accounts.filter((account) => {
    if (approach === 'REDIRECT' && !REDIRECT_KINDS.has(account.kind)) return false
    if (restrictedTo.length > 0 && !restrictedTo.includes(CASH_ACCOUNT_TYPE[account.kind])) return false
    if (access.model !== 'detailed') return true
    return [...access.accounts, ...access.balances, ...access.transactions].includes(referenceOf(account))
  })
}

/** Accounts that this consent opens. */
export function openedAccounts(consent: Consent, scenario: Scenario): ScenarioAccount[] {
  const offered = offeredAccounts(consent, scenario)
  if (consent.access.model !== 'bankOffered') return offered
  return offered.filter(({ uid }) => consent.chosen?.includes(uid))
}

export function mayRead(consent: Consent, account: ScenarioAccount, what: 'balances' | 'transactions'): boolean {
  const { access } = consent
  switch (access.model) {
    case 'global':
    case 'bankOffered':
      return true
    case 'list':
      return what === 'balances' && access.withBalances
    case 'detailed':
      return access[what].includes(referenceOf(account))
  }
}

/** Id of an account within one consent: differs in the next one, as at real banks. */
export const resourceIdOf = (consent: Consent, account: ScenarioAccount): string =>
  derivedUuid('account', consent.salt, account.uid)

/** What names an account in a request: its IBAN, its masked card number, else its number. */
export function referenceOf(account: ScenarioAccount): string {
  if (account.kind === 'CreditCard') return maskedPanOf(account)
  return account.iban || bbanOf(account)
}

export const bbanOf = (account: ScenarioAccount): string => account.number.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 30)

/** First six and last four of a card number; made up of the uid, for good, where the file has no such number. */
export function maskedPanOf(account: ScenarioAccount): string {
  const digits = account.number.replaceAll(/\D/g, '')
  const known = digits.length >= 12 && digits.length <= 19
  const source = known
    ? digits
    : String(Number.parseInt(derivedUuid('pan', account.uid).slice(0, 8), 16)).padStart(10, '0')
  return `${known ? source.slice(0, 6) : `497${source.slice(0, 3)}`}XXXXXX${source.slice(-4)}`
}
