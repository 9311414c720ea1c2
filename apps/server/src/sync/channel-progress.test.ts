import { expect, test } from 'vitest'
import { RunLost } from './bank-session.ts'
import { ChannelProgress } from './channel-progress.ts'
import type { SyncDeps } from './sync-deps.ts'
import type { ClaimedRun, Progress, SyncStore } from './sync-store.ts'

/** A run, a clock that is moved, and what was written. */
function reading({ urgent = false, holds = true } = {}) {
  const clock = { ms: 1_000_000 }
  const written: (readonly [string, Progress])[] = []
  const sync = {
    hold: async () => holds,
    progress: async (_run: unknown, definitionId: string, change: Progress) =>
      void written.push([definitionId, change]),
  } as unknown as SyncStore
  const deps = {
    now: () => new Date(clock.ms),
    transact: async (work: (unit: { sync: SyncStore }) => Promise<unknown>) => work({ sync }),
  } as unknown as SyncDeps
  return { clock, sync, written, progress: new ChannelProgress(deps, { urgent } as ClaimedRun, '10000') }
}

test('where nobody looks on the figures wait, added up', async () => {
  const { progress, written } = reading()
  await progress.note({ stage: 'accounts', accounts: 2 })
  await progress.note({ stage: 'transactions', transactions: 5, since: '2026-05-02' })
  await progress.note({ transactions: 3, accountsDone: 1, gaps: 1, since: '2026-05-01' })
  await progress.note({ accountsDone: 1, gaps: 1, since: '2026-05-03' })
  expect(written).toEqual([])
  expect(progress.take()).toEqual({
    ...{ stage: 'transactions', accounts: 2, accountsDone: 2, transactions: 8, gaps: 2, since: '2026-05-01' },
  })
  expect(progress.take()).toEqual({})
})

test('where a person looks on they are written as they come', async () => {
  const { progress, written } = reading({ urgent: true })
  await progress.note({ accounts: 2 })
  await progress.note({ transactions: 5 })
  expect(written).toEqual([
    ['10000', { accounts: 2 }],
    ['10000', { transactions: 5 }],
  ])
  expect(progress.take()).toEqual({})
})

test('in a transaction that is held already what is new is written with all that waits', async () => {
  const { progress, sync, written } = reading()
  await progress.note({ accounts: 2 })
  await progress.within(sync, { transactions: 5 })
  await progress.within(sync, { transactionsNew: 0 })
  expect(written).toEqual([])
  await progress.within(sync, { transactions: 1, transactionsNew: 1 })
  expect(written).toEqual([['10000', { accounts: 2, transactions: 6, transactionsNew: 1 }]])
})

test('once a minute it gives a sign of life, and notices a run that is lost', async () => {
  const lost = reading({ holds: false })
  lost.clock.ms += 59_999
  await lost.progress.note({ transactions: 1 })
  lost.clock.ms += 1
  await expect(lost.progress.note({})).rejects.toThrow(RunLost)

  const alive = reading({ holds: true })
  alive.clock.ms += 60_000
  await alive.progress.note({ transactions: 1 })
  // Not urgent, nothing new: the transaction itself was the sign, and the next is due a minute later.
  expect(alive.written).toEqual([])
  expect(alive.progress.take()).toEqual({ transactions: 1 })

  // A transaction that was held anyway was a sign as well.
  const held = reading({ holds: false })
  held.clock.ms += 59_999
  await held.progress.within(held.sync, {})
  held.clock.ms += 59_999
  await held.progress.note({ transactionsNew: 1 })
  await held.progress.note({ transactionsNew: 2 })
  expect(held.progress.take()).toEqual({ transactionsNew: 3 })
})
