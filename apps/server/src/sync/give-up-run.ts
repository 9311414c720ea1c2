import { randomUUID } from 'node:crypto'
import { channelNews } from './channel-news.ts'
import { failed } from './outcome.ts'
import type { SyncDeps } from './sync-deps.ts'
import { verdict } from './verdict.ts'

/**
 * Ends a run that was tried often enough: what is not done of it has failed by a fault of ours, and that is what run, channel
 * and connection tell. Opens nothing that is sealed and asks no bank, so that nothing can come in between. The schedule
 * goes on.
 */
export async function giveUpRun(deps: Pick<SyncDeps, 'transact' | 'now' | 'log'>, runId: number): Promise<void> {
  const now = deps.now()
  const tries = await deps.transact(async ({ sync, events }) => {
    const run = await sync.claim(runId, randomUUID(), now)
    if (!run || !(await sync.holdAlone(run, now))) return undefined
    for (const definitionId of await sync.unfinished(run)) {
      const schedule = await sync.readSchedule(run, definitionId)
      const outcome = failed({ kind: 'failed', reason: 'bank_answer_invalid', detail: '' }, schedule, now)
      const end = await sync.endChannel(run, definitionId, { ...outcome, failure: 'unexpected' }, now)
      await events.add(run.connectionId, channelNews(definitionId, outcome, end.newTransactions), now)
    }
    const ended = await sync.endedChannels(run)
    await sync.endRun(run, verdict(ended.channels, ended.othersWork), now)
    return run.tries - 1
  })
  if (tries !== undefined) deps.log('run_given_up', { runId, tries })
}
