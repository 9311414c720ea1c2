import {
  type AccountHandle,
  type AccountsAnswer,
  type BankAccount,
  type BankTransaction,
  type ConnectorState,
  lenient,
  parseMoney,
  type TransactionsAnswer,
  type Window,
} from '@raccord/connector-kit'
import { z } from 'zod'
import { call, type Session } from './call.ts'

const account = z.object({ id: z.string().min(1), iban: lenient.text, name: lenient.text, balance: lenient.text })
// A list that is absent is no empty list: accounts would vanish.
const list = z.object({ accounts: z.array(z.unknown()) })
const entry = z.object({ id: lenient.text, day: lenient.text, amount: lenient.text, text: lenient.text })
const page = z.object({ entries: z.array(z.unknown()), next: z.number().optional() })

export async function readAccounts(session: Session, state: ConnectorState): Promise<AccountsAnswer> {
  const path = `/accounts?consent=${idOf(state)}`
  const answer = await call(session, 'accounts', { method: 'GET', path }, list)
  if (answer.kind === 'failed') return { ...answer, state }
  const accounts = new Map<string, BankAccount>()
  const skipped: string[] = []
  for (const sent of answer.value.accounts) {
    const read = account.safeParse(sent).data
    // One that nobody could ask for again is left out and told by rule, never by content.
    if (!read) skipped.push('account_without_id')
    if (!read || accounts.has(read.id)) {
      session.bank.log('bank_account_skipped', { rule: read ? 'same_id' : 'no_id' })
      continue
    }
    const amount = parseMoney(read.balance ?? '', 'EUR')
    accounts.set(read.id, {
      bankId: read.id,
      resource: 'account',
      type: 'CHECKINGS',
      currency: 'EUR',
      name: read.name,
      iban: read.iban,
      balances: amount ? [{ type: 'closingBooked', amount }] : [],
      raw: JSON.stringify(sent),
    })
  }
  return { kind: 'accounts', accounts: [...accounts.values()], state, skipped }
}

export async function* readTransactions(
  session: Session,
  state: ConnectorState,
  { bankId }: AccountHandle,
  window: Window,
): AsyncIterable<TransactionsAnswer> {
  const seen = new Set<number>()
  for (let number: number | undefined = 0; number !== undefined && seen.size < session.options.maxPages; ) {
    seen.add(number)
    const path: string = `/accounts/${encodeURIComponent(bankId)}/entries?consent=${idOf(state)}&from=${window.from ?? ''}&page=${number}`
    const answer = await call(session, 'transactions', { method: 'GET', path }, page)
    if (answer.kind === 'failed') {
      yield { ...answer, state }
      return
    }
    const read = answer.value.entries.map(readEntry)
    yield {
      kind: 'page',
      transactions: read.flatMap((one) => one ?? []),
      skipped: read.filter((one) => one === undefined).map(() => 'no_amount_or_day'),
      state,
    }
    const next: number | undefined = answer.value.next
    number = next === undefined || seen.has(next) ? undefined : next
  }
}

function readEntry(sent: unknown): BankTransaction | undefined {
  const read = entry.safeParse(sent).data
  const amount = parseMoney(read?.amount ?? '', 'EUR')
  if (!read || !amount || !/^\d{4}-\d\d-\d\d$/.test(read.day ?? '')) return undefined
  return {
    status: 'BOOKED',
    amount,
    bookingDate: read.day,
    entryReference: read.id,
    remittance: read.text === undefined ? [] : [read.text],
    raw: JSON.stringify(sent),
  }
}

export function idOf(state: ConnectorState): string {
  return encodeURIComponent(String(state['consent'] ?? ''))
}
