import {
  type AccountHandle,
  type AccountsAnswer,
  type BankAccount,
  type BankTransaction,
  daysBack,
  type Failed,
  ibanOf,
  lenient,
  moneyToNumber,
  parseMoney,
  type TransactionsAnswer,
  unreadableAnswer,
  type Window,
  zoneOfCountry,
} from '@raccord/connector-kit'
import { z } from 'zod'
import { accountTypeOf } from './account-type.ts'
import type { AnswerLines } from './answer-lines.ts'
import { failureOf, stop } from './failure.ts'
import { type Asked, ask, failWith, type Session } from './session.ts'
import { writeState } from './state.ts'

const { amountCurrency, text, day, currency, ownCurrency } = lenient
const money = ['totalAmount', 'usedAmount', 'nextPaymentAmount'] as const
const account = z.object({
  id: z.string().min(1).max(200),
  kind: text,
  label: text,
  number: text,
  iban: text,
  currency: ownCurrency,
  balance: text,
  coming: text,
  owner: text,
  usage: lenient.word('PRIV', 'ORGA', 'ASSO'),
  ...{ totalAmount: text, usedAmount: text, nextPaymentAmount: text, nextPaymentDate: day, maturityDate: day },
  ...{ rate: text, subscriptionDate: day },
})
const entry = z.object({
  id: text,
  amount: text,
  currency: amountCurrency,
  date: day,
  realDate: day,
  valueDate: day,
  text,
  label: text,
  counterparty: text,
  counterpartyIban: text,
  originalAmount: text,
  originalCurrency: currency,
  coming: lenient.flag,
})
/** French banks, and those of the countries around: a module that says no currency means theirs. */
const usualCurrency = 'EUR'

export async function readAccounts(session: Session): Promise<AccountsAnswer> {
  const answer = await read(session, { operation: 'accounts' })
  if (answer.kind === 'failed') return answer
  const accounts = new Map<string, BankAccount>()
  const skipped: string[] = []
  for (const { value, raw } of answer.found) {
    const found = account.safeParse(value).data
    if (!found) skipped.push('account_without_id')
    if (!found || accounts.has(found.id)) {
      session.bank.log('bank_account_skipped', { rule: found ? 'same_id' : 'no_id' })
      continue
    }
    accounts.set(found.id, accountOf(found, raw))
  }
  return { kind: 'accounts', accounts: [...accounts.values()], state: writeState(session.state), skipped }
}

function accountOf(found: z.output<typeof account>, raw: string): BankAccount {
  const own = found.currency ?? usualCurrency
  const iban = ibanOf(found.iban)
  const balance = parseMoney(found.balance ?? '', own)
  const coming = parseMoney(found.coming ?? '', own)
  const details = {
    ...Object.fromEntries(
      money.flatMap((name) => (found[name] === undefined ? [] : amountDetail(name, found[name], own))),
    ),
    ...(found.nextPaymentDate === undefined ? {} : { next_payment_date: found.nextPaymentDate }),
    ...(found.maturityDate === undefined ? {} : { maturity_date: found.maturityDate }),
    ...(found.subscriptionDate === undefined ? {} : { subscription_date: found.subscriptionDate }),
    ...(found.rate !== undefined && /^\d{1,3}(\.\d{1,8})?$/.test(found.rate) ? { rate: Number(found.rate) } : {}),
  }
  return {
    ...{ bankId: found.id, resource: 'account', type: accountTypeOf(found.kind), currency: own, raw },
    ...{ name: found.label, number: found.number ?? (iban === undefined ? found.id : undefined), iban },
    ownerName: found.owner,
    ...(found.usage === undefined ? {} : { usage: found.usage === 'PRIV' ? 'PERSONAL' : 'PROFESSIONAL' }),
    balances: [
      ...(balance ? [{ type: 'closingBooked', amount: balance }] : []),
      ...(balance && coming
        ? [{ type: 'expected', amount: { minor: balance.minor + coming.minor, currency: own } }]
        : []),
    ],
    ...(Object.keys(details).length > 0 ? { details } : {}),
  }
}

const detailNames = { totalAmount: 'total_amount', usedAmount: 'used_amount', nextPaymentAmount: 'next_payment_amount' }

function amountDetail(name: (typeof money)[number], written: string, own: string): [string, number][] {
  const amount = parseMoney(written, own)
  return amount ? [[detailNames[name], moneyToNumber(amount.minor, own)]] : []
}

/** One page: the program reads back to the day that is wanted, and stops there. */
export async function* readTransactions(
  session: Session,
  { bankId, currency: own }: AccountHandle,
  window: Window,
): AsyncIterable<TransactionsAnswer> {
  const { bank, options } = session
  const earliest = daysBack(bank.now(), options.maxHistoryDays, zoneOfCountry(bank.country ?? 'FR'))
  const from = window.from !== undefined && window.from > earliest ? window.from : earliest
  const answer = await read(session, { operation: 'entries', account: bankId, from })
  if (answer.kind === 'failed') {
    yield answer
    return
  }
  const { cut } = answer
  if (cut !== undefined) session.bank.log('bank_history_cut', { until: cut })
  const transactions: BankTransaction[] = []
  const skipped: string[] = []
  for (const { value, raw } of answer.found) {
    const found = entryOf(value, raw, own)
    if (typeof found === 'string') skipped.push(found)
    else if (!isHalfTold(found, cut)) transactions.push(found)
  }
  const told = cut !== undefined && cut >= from ? dayAfter(cut) : from
  yield { kind: 'page', transactions, from: told, skipped, state: writeState(session.state) }
}

/** A day of which some entries are missing would be read as one on which the bank took them back. */
function isHalfTold({ status, bookingDate, transactionDate }: BankTransaction, cut: string | undefined): boolean {
  const on = bookingDate ?? transactionDate
  return cut !== undefined && status === 'BOOKED' && on !== undefined && on <= cut
}

function entryOf(value: unknown, raw: string, own: string): BankTransaction | string {
  const found = entry.safeParse(value).data
  // A word that is no currency leaves the amount open; none at all is the account's.
  const inCurrency = found?.currency === 'XXX' ? own : found?.currency
  const amount = inCurrency === undefined ? undefined : parseMoney(found?.amount ?? '', inCurrency)
  if (!found || !amount) return 'amount_unreadable'
  if (!found.coming && found.date === undefined && found.realDate === undefined) return 'date_missing'
  const original = parseMoney(found.originalAmount ?? '', found.originalCurrency ?? 'XXX')
  const words = found.text ?? found.label
  return {
    status: found.coming ? 'PENDING' : 'BOOKED',
    ...(found.id === undefined ? {} : { bankId: found.id.slice(0, 255) }),
    amount,
    // What is to come has the day on which it will be booked.
    ...(found.coming
      ? { valueDate: found.valueDate ?? found.date }
      : { bookingDate: found.date, valueDate: found.valueDate }),
    transactionDate: found.realDate,
    remittance: words === undefined ? [] : [words.replace(/\s+/g, ' ').slice(0, 2_000)],
    counterpartyName: found.counterparty,
    counterpartyIban: ibanOf(found.counterpartyIban),
    ...(original && found.originalCurrency !== undefined ? { original: { amount: original } } : {}),
    raw,
  }
}

interface Told extends Pick<AnswerLines, 'found'> {
  readonly kind: 'told'
  readonly cut: string | undefined
}

/** A reading has nobody who could answer: what is asked ends it, and all others until the person has come. */
async function read(session: Session, asked: Asked): Promise<Told | Failed> {
  const { operation } = asked
  const { stop: stopped } = session.state
  if (stopped) {
    const detail = `${operation}: not tried again until the person has signed in`
    return failWith(session, { kind: 'failed', reason: stopped.reason, detail })
  }
  const answer = await ask(session, asked)
  if (answer.kind === 'unanswered') return failWith(session, answer.failed)
  const { found, last } = answer
  switch (last.type) {
    case 'end':
      return { kind: 'told', found, cut: last.cut }
    case 'failed':
      return failureOf(session, operation, last)
    case 'ask':
    case 'wait':
      await stop(session, 'challenge_expired')
      return failWith(session, {
        ...unreadableAnswer(operation, 'the bank asks for a proof'),
        reason: 'challenge_expired',
      })
  }
}

function dayAfter(day: string): string {
  return daysBack(new Date(`${day}T00:00:00Z`), -1, 'UTC')
}
