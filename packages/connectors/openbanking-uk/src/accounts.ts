import {
  type AccountsAnswer,
  type BankAccount,
  type BankContext,
  balancesInCurrencyOf,
  type ConnectorState,
  type Failed,
  lenient,
  moneyToNumber,
  pageGuard,
  unreadableAnswer,
} from '@raccord/connector-kit'
import { z } from 'zod'
import { type ReadAccount, readAccount } from './account.ts'
import { readBalances } from './balance.ts'
import { call } from './call.ts'
import { carriedFailure } from './failure.ts'
import { failWith, openSession, type Session, zoneOf } from './session.ts'
import { writeState } from './state.ts'

const body = z.object({ Data: z.object({ Account: lenient.presentList }) })

export async function accounts(bank: BankContext, state: ConnectorState): Promise<AccountsAnswer> {
  const session = openSession(bank, state)
  if ('kind' in session) return session
  const skipped: string[] = []
  const listed = await listAccounts(session, skipped)
  if ('kind' in listed) return failWith(session, listed)
  const found: BankAccount[] = []
  for (const account of listed) {
    // Those we cannot read are still reported; kinds that nobody asked for are not.
    if (typeof account.type !== 'string') found.push(withoutMark(account))
    else if (session.state.asked.accountTypes.includes(account.type)) {
      const complete = await withBalances(session, account)
      if ('kind' in complete) return failWith(session, complete)
      found.push(complete)
    }
  }
  return { kind: 'accounts', accounts: found, state: writeState(session.state), skipped }
}

/** `GET /accounts`, page by page. */
async function listAccounts(session: Session, skipped: string[]): Promise<readonly ReadAccount[] | Failed> {
  const operation = 'accounts.list'
  const guard = pageGuard(session.options.maxPages)
  const found = new Map<string, ReadAccount>()
  for (let url: string | undefined = `${session.options.baseUrl}/accounts`; url !== undefined; ) {
    const problem = url === 'unusable' ? 'Next is not a URL' : guard.problem(url)
    if (problem !== undefined) return unreadableAnswer(operation, problem)
    const page = await call(session, { operation, method: 'GET', url, as: 'person' })
    if (page.kind === 'failed') return page
    // To take an answer without the list for an empty one would let accounts vanish.
    const held = page.status === 204 ? [] : body.safeParse(page.value).data?.Data.Account
    const carried = carriedFailure(operation, page, held)
    if (carried) return carried
    const entries = held ?? []
    for (const entry of entries) {
      const read = readAccount(entry)
      if (!read) skipped.push('account_without_id')
      // The same account on two pages, or twice on one, is one account.
      if (read && !found.has(read.bankId)) found.set(read.bankId, read)
      else session.bank.log('bank_account_skipped', { rule: read ? 'listed_twice' : 'no_account_id' })
    }
    guard.read(entries.length)
    url = page.next
  }
  return [...found.values()]
}

async function withBalances(
  session: Session,
  { currencyOpen, ...account }: ReadAccount,
): Promise<BankAccount | Failed> {
  const operation = 'balances.read'
  const url = `${session.options.baseUrl}/accounts/${encodeURIComponent(account.bankId)}/balances`
  const answer = await call(session, { operation, method: 'GET', url, as: 'person' })
  const read = answer.kind === 'failed' ? undefined : readBalances(answer.value, zoneOf(session))
  const failed = answer.kind === 'failed' ? answer : carriedFailure(operation, answer, read?.balances)
  if (failed) {
    // The end of the permission or of the day's calls concerns all accounts; anything else only this one's balance.
    const general = failed.reason === 'consent_expired' || failed.reason === 'bank_limit_reached'
    if (/ HTTP (401|429)\b/.test(failed.detail) || (general && / HTTP 200\b/.test(failed.detail))) return failed
    session.bank.log('bank_balance_missing', { code: failed.bankCode })
    return account
  }
  if (!read) return account
  const shown = read.balances.find(({ amount }) => amount.currency !== 'XXX')?.amount.currency
  const currency = (currencyOpen && shown) || account.currency
  const limit = account.type === 'CREDIT_CARD' ? read.creditLine : undefined
  return {
    ...account,
    currency,
    balances: balancesInCurrencyOf(read.balances, currency),
    ...(limit ? { details: { credit_limit: moneyToNumber(limit.minor, limit.currency) } } : {}),
  }
}

function withoutMark({ currencyOpen: _, ...account }: ReadAccount): BankAccount {
  return account
}
