import {
  type AccountsAnswer,
  type BankAccount,
  type BankContext,
  type ConnectorState,
  type Failed,
  lenient,
  moneyToNumber,
  pageGuard,
  unreadableAnswer,
} from '@raccord/connector-kit'
import { z } from 'zod'
import { readAccount } from './account.ts'
import { readBalances } from './balance.ts'
import { call } from './call.ts'
import { failWith, openSession, type Session } from './session.ts'
import { writeState } from './state.ts'

const body = z.object({ Data: z.object({ Account: lenient.list }) })

export async function accounts(bank: BankContext, state: ConnectorState): Promise<AccountsAnswer> {
  const session = openSession(bank, state)
  if ('kind' in session) return session
  const listed = await listAccounts(session)
  if ('kind' in listed) return failWith(session, listed)
  const found: BankAccount[] = []
  for (const account of listed) {
    // Those we cannot read are still reported; kinds that nobody asked for are not.
    if (typeof account.type !== 'string') found.push(account)
    else if (session.state.asked.accountTypes.includes(account.type)) {
      const complete = await withBalances(session, account)
      if ('kind' in complete) return failWith(session, complete)
      found.push(complete)
    }
  }
  return { kind: 'accounts', accounts: found, state: writeState(session.state) }
}

/** `GET /accounts`, page by page. */
async function listAccounts(session: Session): Promise<readonly BankAccount[] | Failed> {
  const operation = 'accounts.list'
  const guard = pageGuard(session.options.maxPages)
  const found = new Map<string, BankAccount>()
  for (let url: string | undefined = `${session.options.baseUrl}/accounts`; url !== undefined; ) {
    const problem = url === 'unusable' ? 'Next is not a URL' : guard.problem(url)
    if (problem !== undefined) return unreadableAnswer(operation, problem)
    const page = await call(session, { operation, method: 'GET', url, as: 'person' })
    if (page.kind === 'failed') return page
    const entries = page.value === undefined ? [] : body.safeParse(page.value).data?.Data.Account
    if (entries === undefined) return unreadableAnswer(operation, 'not a list of accounts')
    for (const entry of entries) {
      const read = readAccount(entry)
      // The same account on two pages, or twice on one, is one account.
      if (read && !found.has(read.bankId)) found.set(read.bankId, read)
      else session.bank.log('bank_account_skipped', { rule: read ? 'listed_twice' : 'no_account_id' })
    }
    guard.read(entries.length)
    url = page.next
  }
  return [...found.values()]
}

async function withBalances(session: Session, account: BankAccount): Promise<BankAccount | Failed> {
  const operation = 'balances.read'
  const url = `${session.options.baseUrl}/accounts/${encodeURIComponent(account.bankId)}/balances`
  const answer = await call(session, { operation, method: 'GET', url, as: 'person' })
  if (answer.kind === 'failed') {
    // The end of the permission or of the day's calls concerns all accounts; anything else only this one's balance.
    if (/ HTTP (401|429)\b/.test(answer.detail)) return answer
    session.bank.log('bank_balance_missing', { code: answer.bankCode })
    return account
  }
  const read = readBalances(answer.value)
  if (!read) return account
  const limit = account.type === 'CREDIT_CARD' ? read.creditLine : undefined
  return {
    ...account,
    balances: read.balances,
    ...(limit ? { details: { credit_limit: moneyToNumber(limit.minor, limit.currency) } } : {}),
  }
}
