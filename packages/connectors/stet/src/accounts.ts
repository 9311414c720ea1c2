import {
  type AccountsAnswer,
  type BankAccount,
  type BankContext,
  balancesInCurrencyOf,
  type ConnectorState,
  type Failed,
  lenient,
} from '@raccord/connector-kit'
import { z } from 'zod'
import { currencyOfBalances, readBalances } from './balance.ts'
import { call } from './call.ts'
import { carriedFailure } from './failure.ts'
import { giveConsent, isWanted } from './give-consent.ts'
import { accountUrl, follow } from './links.ts'
import { type AccountList, type ListedAccount, listAccounts } from './list-accounts.ts'
import { connectedPerson, holdersOf } from './owners.ts'
import { failWith, openSession, type Session, zoneOf } from './session.ts'
import { type DriverState, writeState } from './state.ts'

const body = z.object({ balances: lenient.presentList })

export async function accounts(bank: BankContext, state: ConnectorState): Promise<AccountsAnswer> {
  const session = openSession(bank, state)
  if ('kind' in session) return session
  const list = await openedList(session)
  if ('kind' in list) return failWith(session, list)
  const person = list.accounts.length === 0 ? undefined : await connectedPerson(session, list)
  const found: BankAccount[] = []
  // By ids of the bank's: any word at all.
  const hints: NonNullable<DriverState['accounts']> = Object.create(null)
  for (const one of list.accounts) {
    const { account, links, from } = one
    // Those we cannot read are still reported; kinds that nobody asked for are not.
    if (!isWanted(session, account)) {
      if (typeof account.type !== 'string') found.push(account)
      continue
    }
    const read = await withBalances(session, one)
    if ('kind' in read) return failWith(session, read)
    const ownerName = (await holdersOf(session, one)) ?? person
    const { bankId } = account
    const several = found.some((other) => other.bankId === bankId)
    found.push({ ...read, ...(ownerName === undefined ? {} : { ownerName }) })
    if (several) hints[bankId] = { from, ...hints[bankId], severalCurrencies: true }
    else if (links['transactions'] !== undefined) hints[bankId] = { transactions: links['transactions'], from }
  }
  session.state = { ...session.state, accounts: hints }
  return { kind: 'accounts', accounts: found, state: writeState(session.state), skipped: list.skipped }
}

/** The list, read again where the bank first had to be told which accounts it may open. */
async function openedList(session: Session): Promise<AccountList | Failed> {
  const list = await listAccounts(session)
  if ('kind' in list) return list
  const given = await giveConsent(session, list)
  if (typeof given !== 'boolean') return given
  return given ? listAccounts(session) : list
}

async function withBalances(
  session: Session,
  { account, currencyOpen, links, from }: ListedAccount,
): Promise<BankAccount | Failed> {
  if (account.balances.length > 0 && session.options.balances === 'inline') return account
  const linked = links['balances'] === undefined ? undefined : follow(session, links['balances'], from)
  const url = linked ?? `${accountUrl(session, account.bankId)}/balances`
  const answer = await call(session, { operation: 'balances.read', method: 'GET', url })
  const held = answer.kind === 'answered' ? body.safeParse(answer.value).data?.balances : undefined
  const nothing = answer.kind === 'answered' && answer.status === 204
  const failed =
    answer.kind === 'failed' ? answer : carriedFailure('balances.read', answer, nothing ? [] : held, session.bank.now())
  if (failed) {
    // The end of the permission or of the day's calls concerns all accounts; anything else only this one's balance.
    if (/ HTTP (401|429)\b/.test(failed.detail)) return failed
    session.bank.log('bank_balance_missing', { code: failed.bankCode })
    return account
  }
  const balances = readBalances(held, zoneOf(session))
  if (balances.length === 0) return account
  const currency = (currencyOpen && currencyOfBalances(balances)) || account.currency
  return { ...account, currency, balances: balancesInCurrencyOf(balances, currency) }
}
