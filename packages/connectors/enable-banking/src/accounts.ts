import {
  type AccountsAnswer,
  type BankAccount,
  type BankContext,
  balancesInCurrencyOf,
  type ConnectorState,
  type Failed,
  lenient,
  parseBankJson,
} from '@raccord/connector-kit'
import { z } from 'zod'
import { noResource, readAccount } from './account.ts'
import { readBalances } from './balance.ts'
import { failWith, openSession, type Session, zoneOf } from './session.ts'
import { readAtBank, standing } from './standing.ts'
import { writeState } from './state.ts'

const held = z.object({ balances: lenient.presentList })

/** The accounts that the session was opened with, each with its balances of now. */
export async function accounts(bank: BankContext, state: ConnectorState): Promise<AccountsAnswer> {
  const session = openSession(bank, state)
  if ('kind' in session) return session
  const listed = await standing(session)
  if ('kind' in listed) return failWith(session, listed)
  const found: BankAccount[] = []
  const skipped: string[] = []
  for (const one of await resources(session, listed, skipped)) {
    const account = readAccount(one)
    if (!account || found.some(({ bankId }) => bankId === account.bankId)) {
      if (!account) skipped.push('account_without_id')
      bank.log('bank_account_skipped', { rule: account ? 'listed_twice' : 'no_id' })
      continue
    }
    // Those we cannot read are still reported; kinds that nobody asked for are not.
    if (typeof account.type !== 'string' || account.bankId.startsWith(noResource)) found.push(account)
    else if (session.state.asked.accountTypes.includes(account.type)) {
      const read = await withBalances(session, account)
      if ('kind' in read) return failWith(session, read)
      found.push(read)
    }
  }
  return { kind: 'accounts', accounts: found, state: writeState(session.state), skipped }
}

/**
 * As `POST /sessions` gave them. One that came into the session later is asked for; when that fails it is told as not read, the
 * others stand.
 */
async function resources(session: Session, listed: readonly string[], skipped: string[]): Promise<readonly unknown[]> {
  const known = (session.state.accounts ?? []).map(parseBankJson)
  const ids = new Set(known.flatMap((one) => uidOf(one) ?? []))
  const later: unknown[] = []
  for (const uid of listed.filter((one) => !ids.has(one))) {
    const path = `/accounts/${encodeURIComponent(uid)}/details`
    const answer = await readAtBank(session, { operation: 'account.read', path })
    if (answer.kind === 'answered') later.push({ uid, ...answer.value })
    else {
      skipped.push('account_without_details')
      session.bank.log('bank_account_skipped', { rule: 'no_details', code: answer.bankCode })
    }
  }
  if (later.length > 0) {
    const kept = [...(session.state.accounts ?? []), ...later.map((one) => JSON.stringify(one))]
    session.state = { ...session.state, accounts: kept }
  }
  return [...known, ...later]
}

function uidOf(one: unknown): string | undefined {
  return lenient.text.parse((one as { readonly uid?: unknown } | null | undefined)?.uid)
}

async function withBalances(session: Session, account: BankAccount): Promise<BankAccount | Failed> {
  const path = `/accounts/${encodeURIComponent(account.bankId)}/balances`
  const answer = await readAtBank(session, { operation: 'balances.read', path })
  if (answer.kind === 'failed') {
    // The end of the permission or of the day's calls concerns all accounts; anything else only this one's balance.
    if (answer.reason === 'consent_expired' || answer.reason === 'bank_limit_reached') return answer
    session.bank.log('bank_balance_missing', { code: answer.bankCode })
    return account
  }
  const list = held.safeParse(answer.value).data?.balances
  if (list === undefined) session.bank.log('bank_balance_missing', { code: 'no_list' })
  const balances = readBalances(list, zoneOf(session))
  return { ...account, balances: balancesInCurrencyOf(balances, account.currency) }
}
