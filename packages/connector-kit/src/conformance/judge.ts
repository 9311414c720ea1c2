import { bankFailures } from '@raccord/contract'
import type { BankAccount, BankTransaction } from '../bank-data.ts'
import type { Failed } from '../connector.ts'
import type { Money } from '../money.ts'
import type { PlayedBank } from './subject.ts'

export function insist(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what)
}

/** A failure that the server can act on and a log may hold. */
export function judgeFailure(failed: Failed, played: PlayedBank): void {
  insist((bankFailures as readonly string[]).includes(failed.reason), `“${failed.reason}” is no reason of the table`)
  insist(failed.detail.length > 0, 'a failure says nothing of what was wrong')
  insist(failed.detail.length <= 500, `the detail has ${failed.detail.length} characters: an answer was repeated`)
  judgeText(failed.detail, played)
  insist(failed.retryAt === undefined || !Number.isNaN(failed.retryAt.getTime()), 'retryAt is no time')
}

export function judgeText(text: string, played: PlayedBank): void {
  for (const secret of played.secrets) insist(!text.includes(secret), 'a secret is in a message')
}

export function judgeAccounts(accounts: readonly BankAccount[]): void {
  const handles = accounts.map(({ resource, bankId, currency }) => `${resource} ${bankId} ${currency}`)
  insist(new Set(handles).size === handles.length, 'two accounts cannot be told apart')
  for (const account of accounts) {
    insist(account.bankId !== '', 'an account has no id')
    insist(/^[A-Z]{3}$/.test(account.currency), `“${account.currency}” is no currency`)
    for (const { amount } of account.balances) judgeMoney(amount)
    insist(isJson(account.raw), 'the account as sent is not kept')
  }
}

export function judgeTransactions(transactions: readonly BankTransaction[]): void {
  for (const one of transactions) {
    judgeMoney(one.amount)
    for (const day of [one.bookingDate, one.valueDate, one.transactionDate]) {
      insist(day === undefined || /^\d{4}-\d{2}-\d{2}$/.test(day), `“${day}” is no day`)
    }
    insist(
      one.status !== 'BOOKED' || (one.bookingDate ?? one.valueDate ?? one.transactionDate) !== undefined,
      'a booked entry has no day',
    )
    insist(
      one.remittance.every((line) => line.trim() === line && line !== ''),
      'remittance lines are not trimmed',
    )
    insist(one.raw.length > 0, 'the entry as sent is not kept')
  }
}

function judgeMoney(money: Money): void {
  insist(Number.isSafeInteger(money.minor), 'an amount is not in whole minor units')
  insist(/^[A-Z]{3}$/.test(money.currency), `“${money.currency}” is no currency`)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
