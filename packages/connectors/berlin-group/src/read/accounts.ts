import {
  type AccountsAnswer,
  type BankAccount,
  type BankContext,
  balancesInCurrencyOf,
  type ConnectorState,
  type Failed,
  lenient,
} from '@raccord/connector-kit'
import { defined } from '@raccord/contract'
import { z } from 'zod'
import { call } from '../call/call.ts'
import { carriedFailure } from '../call/carried-failure.ts'
import { readLinks, resolveHref } from '../call/links.ts'
import { failWith, openSession, type Session, zoneOf } from '../call/session.ts'
import { type DriverState, writeState } from '../state.ts'
import { type ReadAccount, readAccount } from './account.ts'
import { consentFor, entriesOf, listOf, type Resource } from './account-list.ts'
import { currencyOfBalances, readBalances } from './balance.ts'
import { resourceUrl } from './resource-url.ts'

const { anything, flag, presentList } = lenient

export async function accounts(bank: BankContext, state: ConnectorState): Promise<AccountsAnswer> {
  const session = openSession(bank, state)
  if ('kind' in session) return session
  const { asked } = session.state
  const found: BankAccount[] = []
  const skipped: string[] = []
  const zone = zoneOf(session)
  // By ids of the bank's: any word at all.
  const hints: { [bankId: string]: NonNullable<DriverState['accounts']>[string] } = Object.create(null)
  const resources: Resource[] = ['account']
  if (session.options.cardAccounts && asked.accountTypes.includes('CREDIT_CARD')) resources.push('card-account')
  for (const resource of resources) {
    const page = await listOf(session, resource)
    if (page.kind === 'failed') {
      if (resource === 'card-account' && isNotOffered(page)) continue
      return failWith(session, page)
    }
    const entries = entriesOf(session, page, resource)
    if ('kind' in entries) return failWith(session, entries)
    for (const entry of entries) {
      const read = readAccount(entry, resource, zone, session.options.accountFacts)
      if (!read) {
        skipped.push('account_without_id')
        bank.log('bank_account_skipped', { rule: 'no_resource_id', resource })
        continue
      }
      const { type } = read.account
      // Kinds that nobody asked for are not looked at any further; those we cannot read are still reported.
      if (typeof type === 'string' && !asked.accountTypes.includes(type)) continue
      const links = readLinks(entry)
      const complete = await withBalances(session, read, links[session.wire.links.balances], page.url)
      if ('kind' in complete) return failWith(session, complete)
      const { bankId, currency } = complete
      const namesakes = found.filter((one) => one.resource === resource && one.bankId === bankId)
      // Told twice, or two under one id: either way the second could not be asked for.
      if (namesakes.some((one) => one.currency === currency)) {
        bank.log('bank_account_skipped', { rule: 'same_resource_id', resource })
        continue
      }
      found.push(complete)
      const hint = hintOf(session, read, links[session.wire.links.transactions], page.url)
      if (namesakes.length > 0) hints[bankId] = { ...hint, ...defined(hints[bankId] ?? {}), severalCurrencies: true }
      else if (hint) hints[bankId] = hint
    }
  }
  session.state = { ...session.state, accounts: hints }
  return { kind: 'accounts', accounts: found, state: writeState(session.state), skipped }
}

/** A bank without cards answers 404 or one of these; that is no failure of the reading. */
function isNotOffered(failed: Failed): boolean {
  return (
    / HTTP (404|405|501)\b/.test(failed.detail) || /^(SERVICE_INVALID|RESOURCE_UNKNOWN)$/.test(failed.bankCode ?? '')
  )
}

async function withBalances(
  session: Session,
  { account, inverted, currencyOpen }: ReadAccount,
  href: string | undefined,
  from: string,
): Promise<BankAccount | Failed> {
  if (account.balances.length > 0 || typeof account.type !== 'string') return account
  const { wire } = session
  const linked = href === undefined ? undefined : resolveHref(href, from, session)
  const url = linked ?? `${resourceUrl(session, account)}${wire.paths.balances}`
  const answer = await call(session, {
    operation: 'balances.read',
    method: 'GET',
    url,
    consent: consentFor(account.resource),
  })
  if (answer.kind === 'answered') {
    const body = z.object({ balances: anything, debitAccounting: anything }).safeParse(answer.value).data
    const positive = body?.debitAccounting === undefined ? inverted : flag.parse(body.debitAccounting)
    const carried = carriedFailure(session, 'balances.read', answer, presentList.parse(body?.balances))
    if (carried) return missing(session, account, carried)
    const balances = readBalances(body?.balances, positive, zoneOf(session))
    const currency = (currencyOpen && currencyOfBalances(balances)) || account.currency
    return { ...account, currency, balances: balancesInCurrencyOf(balances, currency) }
  }
  return missing(session, account, answer)
}

/** The end of the consent or of the day's calls concerns all accounts; anything else only this one's balance. */
function missing(session: Session, account: BankAccount, failed: Failed): BankAccount | Failed {
  const general = failed.reason === 'consent_expired' || failed.reason === 'bank_limit_reached'
  if (general && / HTTP (200|401|429)\b/.test(failed.detail)) return failed
  session.bank.log('bank_balance_missing', { code: failed.bankCode })
  return account
}

/** Kept only where the standard's path would not do. */
function hintOf(session: Session, { account, inverted }: ReadAccount, href: string | undefined, from: string) {
  const { wire } = session
  const transactions = href === undefined ? undefined : resolveHref(href, from, session)
  const usual = `${resourceUrl(session, account)}${wire.paths.transactions}`
  const other = transactions !== undefined && transactions !== usual
  if (!other && !inverted) return undefined
  return { ...(other ? { transactions } : {}), ...(inverted ? { inverted } : {}) }
}
