import { randomUUID } from 'node:crypto'
import { ChannelChanged, RunLost } from './bank-session.ts'
import { channelNews } from './channel-news.ts'
import { held } from './fetch-transactions.ts'
import { giveUpRun } from './give-up-run.ts'
import { awayUntil, BankAway, putOff } from './put-off.ts'
import { requestSync } from './request-sync.ts'
import { syncChannel } from './sync-channel.ts'
import type { SyncDeps } from './sync-deps.ts'
import type { ChannelResult, ChannelWork, ClaimedRun } from './sync-store.ts'
import { verdict } from './verdict.ts'

/** Workers that may die of a run, or fail by a fault of ours, before it is given up. */
export const mostTries = 12

/**
 * Carries a run out, to its end. May be called again after a crash, and by several workers: the newest one takes the run
 * over, the others stop at their next write. Resolves when the run is over, put off or someone else's; throws only for faults of
 * our own (the database), and the job is then tried again.
 */
export async function runSync(deps: SyncDeps, runId: number): Promise<void> {
  const run = await deps.transact(({ sync }) => sync.claim(runId, randomUUID(), deps.now()))
  if (!run) return
  if (run.tries > mostTries) return giveUpRun(deps, runId)
  try {
    const until = awayUntil(deps, run)
    if (until) return await putOff(deps, run, until)
    const away = await readAll(deps, run).catch((error: unknown) => {
      if (error instanceof BankAway) return error
      throw error
    })
    if (away) await putOff(deps, run, away.until)
  } catch (error) {
    if (!(error instanceof RunLost)) throw error
    deps.log('run_lost', { runId })
  }
}

/** Channel by channel, until nothing is left or the bank turns out to be away. */
async function readAll(deps: SyncDeps, run: ClaimedRun): Promise<void> {
  for (;;) {
    const channel = await held(deps, run, ({ sync }) => sync.nextChannel(run))
    if (channel) await readChannel(deps, run, channel)
    else if (await close(deps, run)) return
  }
}

async function readChannel(deps: SyncDeps, run: ClaimedRun, channel: ChannelWork): Promise<void> {
  const { definitionId } = channel
  const began = deps.now()
  const result = await syncChannel(deps, run, channel).catch((error: unknown): ChannelResult | undefined => {
    if (error instanceof RunLost || error instanceof BankAway || deps.signal?.aborted) throw error
    // Not done: it is taken up again with what is stored now, unless it was given up.
    if (error instanceof ChannelChanged) return undefined
    // A defect of a connector or of ours must not keep the person waiting for ever. The name only: messages quote data.
    deps.log('channel_fault', {
      runId: run.runId,
      definitionId,
      fault: error instanceof Error ? error.name : 'unknown',
    })
    return { status: 'FAILED', read: false, failure: 'unexpected' }
  })
  if (!result) return
  const { newTransactions } = await held(deps, run, async ({ sync, revocations, events }) => {
    // Nothing is shared through a channel without accounts: its permission ends at the bank as well.
    if (result.revoke) {
      await revocations.add({ providerId: run.providerId, definitionId, state: result.revoke }, deps.now())
    }
    const end = await sync.endChannel(run, definitionId, result, deps.now())
    const news = channelNews(definitionId, result, end.newTransactions)
    await events.add(run.connectionId, news, deps.now(), { since: began, definitionId })
    return end
  })
  deps.channelEnded?.({
    runId: run.runId,
    connectionId: run.connectionId,
    providerId: run.providerId,
    definitionId,
    status: result.status,
    newTransactions,
    ...(result.failure === undefined ? {} : { failure: result.failure }),
  })
}

/** Under the connection's lock, which adding a channel takes too: false when there is work again. */
async function close(deps: SyncDeps, run: ClaimedRun): Promise<boolean> {
  const status = await deps.transact(async ({ sync }) => {
    if (!(await sync.lockConnection(run.connectionId))) throw new RunLost()
    if (!(await sync.hold(run, deps.now()))) throw new RunLost()
    const ended = await sync.endedChannels(run)
    if (!ended) return undefined
    const end = verdict(ended, await sync.otherChannelsWork(run))
    await sync.endRun(run, end, deps.now())
    const good = ended.filter((channel) => channel.status === 'SUCCESS').map((channel) => channel.definitionId)
    if (run.kind === 'LIST_ACCOUNTS' && run.requestedBy === 'api' && good.length > 0) {
      await requestSync(sync, {
        connectionId: run.connectionId,
        definitionIds: good,
        kind: 'ALL',
        requestedBy: 'api',
        at: deps.now(),
        ...(run.psu ? { psu: run.psu } : {}),
      })
    }
    return end.status
  })
  if (status === undefined) return false
  deps.runEnded?.({ providerId: run.providerId, status })
  return true
}
