import { randomUUID } from 'node:crypto'
import { ChannelChanged, RunLost } from './bank-session.ts'
import { channelNews } from './channel-news.ts'
import { ChannelProgress } from './channel-progress.ts'
import { giveUpRun } from './give-up-run.ts'
import { awayUntil, BankAway, putOff } from './put-off.ts'
import { requestSync } from './request-sync.ts'
import { syncChannel } from './sync-channel.ts'
import type { SyncDeps, SyncUnit } from './sync-deps.ts'
import type { ChannelResult, ChannelWork, ClaimedRun, EndedChannels, Progress, SyncStore } from './sync-store.ts'
import { verdict } from './verdict.ts'

/** Workers that may die of a run, or fail by a fault of ours, before it is given up. */
export const mostTries = 12

/**
 * Carries a run out, to its end. May be called again after a crash, and by several workers: the newest one takes the run
 * over, the others stop at their next write. Resolves when the run is over, put off or someone else's; throws only for faults of
 * our own (the database), and the job is then tried again.
 */
export async function runSync(deps: SyncDeps, runId: number): Promise<void> {
  // By itself, so that a try counts whatever comes of it.
  const run = await deps.direct.sync.claim(runId, randomUUID(), deps.now())
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
  deps.signal?.throwIfAborted()
  const first = await deps.direct.sync.firstChannel(run, deps.now())
  if (!first) throw new RunLost()
  let channel = first.next
  for (let done = false; !done; ) {
    const read = channel && (await readChannel(deps, run, channel))
    const step = await goOn(deps, run, read)
    channel = step.next
    done = step.next === undefined
  }
}

interface ReadChannel {
  readonly definitionId: string
  readonly result: ChannelResult
  readonly progress: Progress
}

/** `undefined`: not done. It is taken up again with what is stored now, unless it was given up. */
async function readChannel(deps: SyncDeps, run: ClaimedRun, channel: ChannelWork): Promise<ReadChannel | undefined> {
  const { definitionId } = channel
  const progress = new ChannelProgress(deps, run, definitionId)
  const result = await syncChannel(deps, run, channel, progress).catch((error: unknown): ChannelResult | undefined => {
    if (error instanceof RunLost || error instanceof BankAway || deps.signal?.aborted) throw error
    if (error instanceof ChannelChanged) return undefined
    // A defect of a connector or of ours must not keep the person waiting for ever. The name only: messages quote data.
    deps.log('channel_fault', {
      runId: run.runId,
      definitionId,
      fault: error instanceof Error ? error.name : 'unknown',
    })
    return { status: 'FAILED', read: false, failure: 'unexpected' }
  })
  return result && { definitionId, result, progress: progress.take() }
}

/**
 * Ends a channel and takes up the next one or, where there is none, ends the run: one transaction, under the connection's lock, which
 * adding a channel takes too.
 */
async function goOn(
  deps: SyncDeps,
  run: ClaimedRun,
  read: ReadChannel | undefined,
): Promise<{ readonly next: ChannelWork | undefined }> {
  deps.signal?.throwIfAborted()
  const { newTransactions, next, status } = await deps.transact(async (unit) => {
    if (!(await unit.sync.holdAlone(run, deps.now()))) throw new RunLost()
    const ended = read && (await endChannel(deps, run, unit, read))
    const next = ended?.run.all ? undefined : await unit.sync.nextChannel(run, deps.now())
    const all = next ? undefined : (ended?.run ?? (await unit.sync.endedChannels(run)))
    const end = all && verdict(all.channels, all.othersWork)
    await unit.together(async ({ sync, events }) => {
      const of = ended && { since: run.createdAt, definitionId: ended.definitionId }
      if (ended) await events.add(run.connectionId, ended.news, deps.now(), of)
      if (end) await sync.endRun(run, end, deps.now())
    })
    if (all) await readListed(deps, run, unit.sync, all)
    return { newTransactions: ended?.newTransactions, next, status: end?.status }
  })
  if (read) {
    deps.channelEnded?.({
      runId: run.runId,
      connectionId: run.connectionId,
      providerId: run.providerId,
      definitionId: read.definitionId,
      status: read.result.status,
      newTransactions: newTransactions ?? false,
      failure: read.result.failure,
    })
  }
  if (status !== undefined) deps.runEnded?.({ providerId: run.providerId, status })
  return { next }
}

async function endChannel(
  deps: SyncDeps,
  run: ClaimedRun,
  { sync, revocations }: SyncUnit,
  { definitionId, result, progress }: ReadChannel,
) {
  // Nothing is shared through a channel without accounts: its permission ends at the bank as well.
  if (result.revoke) {
    await revocations.add({ providerId: run.providerId, definitionId, state: result.revoke }, deps.now())
  }
  const ended = await sync.endChannel(run, definitionId, result, deps.now(), progress)
  return { ...ended, definitionId, news: channelNews(definitionId, result, ended.newTransactions) }
}

/** Accounts that a client had listed are read. */
async function readListed(
  deps: SyncDeps,
  run: ClaimedRun,
  sync: SyncStore,
  { channels }: EndedChannels,
): Promise<void> {
  const good = channels.filter((channel) => channel.status === 'SUCCESS').map((channel) => channel.definitionId)
  if (run.kind !== 'LIST_ACCOUNTS' || run.requestedBy !== 'api' || good.length === 0) return
  await requestSync(sync, {
    connectionId: run.connectionId,
    definitionIds: good,
    kind: 'ALL',
    requestedBy: 'api',
    at: deps.now(),
    ...(run.psu ? { psu: run.psu } : {}),
  })
}
