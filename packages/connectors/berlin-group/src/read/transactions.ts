import type { AccountHandle, BankContext, ConnectorState, TransactionsAnswer, Window } from '@raccord/connector-kit'
import { openSession, type Session } from '../call/session.ts'
import { followPages } from './follow-pages.ts'
import { resourceUrl } from './resource-url.ts'

const dayMs = 86_400_000

/** Every page of every booking status asked for, one after the other: the page in hand is all that is in memory. */
export async function* transactions(
  bank: BankContext,
  state: ConnectorState,
  account: AccountHandle,
  window: Window,
): AsyncGenerator<TransactionsAnswer> {
  const session = openSession(bank, state)
  if ('kind' in session) {
    yield session
    return
  }
  const { bookingStatuses, maxHistoryDays, shortHistoryDays } = session.options
  for (const status of bookingStatuses) {
    // Long histories are given only in the minutes after SCA (RTS Art. 10a): a shorter one is better than none.
    for (const days of [maxHistoryDays, Math.min(shortHistoryDays, maxHistoryDays)]) {
      let pages = 0
      let tooFar = false
      for await (const answer of followPages(session, account, firstUrl(session, account, window, status, days))) {
        tooFar = pages === 0 && days === maxHistoryDays && 'bankCode' in answer && answer.bankCode === 'PERIOD_INVALID'
        if (tooFar) break
        pages++
        yield answer
        if (answer.kind === 'failed') return
      }
      if (!tooFar) break
    }
  }
}

function firstUrl(session: Session, account: AccountHandle, window: Window, status: string, days: number): string {
  const { wire, bank, state } = session
  const linked = state.accounts?.[account.bankId]?.transactions
  const url = new URL(linked ?? `${resourceUrl(session, account)}${wire.paths.transactions}`)
  const furthest = new Date(bank.now().getTime() - days * dayMs).toISOString().slice(0, 10)
  url.searchParams.set('bookingStatus', status)
  url.searchParams.set('dateFrom', window.from !== undefined && window.from > furthest ? window.from : furthest)
  return url.href
}
