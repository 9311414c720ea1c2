import {
  type AccountsAnswer,
  type BankAccount,
  type BankContext,
  type ConnectorState,
  type Failed,
  lenient,
} from '@raccord/connector-kit'
import { z } from 'zod'
import { call } from '../call/call.ts'
import { readLinks, resolveHref } from '../call/links.ts'
import { failWith, openSession, type Session } from '../call/session.ts'
import { type DriverState, writeState } from '../state.ts'
import { type ReadAccount, readAccount } from './account.ts'
import { consentFor, entriesOf, listOf, type Resource } from './account-list.ts'
import { readBalances } from './balance.ts'
import { resourceUrl } from './resource-url.ts'

const { anything, flag } = lenient

export async function accounts(bank: BankContext, state: ConnectorState): Promise<AccountsAnswer> {
  const session = openSession(bank, state)
  if ('kind' in session) return session
  const { asked } = session.state
  const found: BankAccount[] = []
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
    for (const entry of entriesOf(page, resource)) {
      const read = readAccount(entry, resource)
      if (!read) {
        bank.log('bank_account_skipped', { rule: 'no_resource_id', resource })
        continue
      }
      const { type, bankId, currency } = read.account
      // Told twice, or two under one id: either way the second could not be asked for.
      if (found.some((one) => one.resource === resource && one.bankId === bankId && one.currency === currency)) {
        bank.log('bank_account_skipped', { rule: 'same_resource_id', resource })
        continue
      }
      // Kinds that nobody asked for are not looked at any further; those we cannot read are still reported.
      if (typeof type === 'string' && !asked.accountTypes.includes(type)) continue
      const links = readLinks(entry)
      const complete = await withBalances(session, read, links[session.wire.links.balances], page.url)
      if ('kind' in complete) return failWith(session, complete)
      found.push(complete)
      const hint = hintOf(session, read, links[session.wire.links.transactions], page.url)
      if (hint) hints[read.account.bankId] = hint
    }
  }
  session.state = { ...session.state, accounts: hints }
  return { kind: 'accounts', accounts: found, state: writeState(session.state) }
}

/** A bank without cards answers 404 or one of these; that is no failure of the reading. */
function isNotOffered(failed: Failed): boolean {
  return (
    / HTTP (404|405|501)\b/.test(failed.detail) || /^(SERVICE_INVALID|RESOURCE_UNKNOWN)$/.test(failed.bankCode ?? '')
  )
}

async function withBalances(
  session: Session,
  { account, inverted }: ReadAccount,
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
    return { ...account, balances: readBalances(body?.balances, positive) }
  }
  // The end of the consent or of the day's calls concerns all accounts; anything else only this one's balance.
  const general = answer.reason === 'consent_expired' || answer.reason === 'bank_limit_reached'
  if (general && / HTTP (401|429)\b/.test(answer.detail)) return answer
  session.bank.log('bank_balance_missing', { code: answer.bankCode })
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
