import type { AdjustableClock } from '../clock.ts'
import type { SandboxClock } from '../http/api/api-deps.ts'
import type { JobQueue } from '../jobs/queue.ts'
import type { Database } from '../store/database.ts'

const CALL_MS = 5_000

/** Takes the clock to where it was before the restart. One process only: replicas of a sandbox would each have a time of their own. */
export async function openSandboxClock(deps: {
  readonly clock: AdjustableClock
  readonly database: Pick<Database, 'kysely'>
  readonly queue: Pick<JobQueue, 'ready' | 'clockAdvanced'>
  readonly testBankUrl: string | undefined
  readonly warn: (message: string) => void
}): Promise<SandboxClock> {
  const { clock, queue, testBankUrl } = deps
  const { kysely } = deps.database
  const kept = await kysely.selectFrom('sandbox_clock').select('offset_ms').executeTakeFirst()
  clock.advance(kept?.offset_ms ?? 0)
  if (kept) void tellTestBank()

  async function tellTestBank(): Promise<'moved' | 'not_moved'> {
    if (testBankUrl === undefined) return 'not_moved'
    try {
      const answer = await fetch(new URL('/control/clock', testBankUrl), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ now: clock.now().toISOString() }),
        redirect: 'error',
        signal: AbortSignal.timeout(CALL_MS),
      })
      await answer.body?.cancel()
      if (answer.ok) return 'moved'
      deps.warn(`the test bank did not move its clock (${answer.status}): RACCORD_TESTBANK_CONTROL=1 lets it`)
    } catch (error) {
      deps.warn(`the test bank did not move its clock (${error instanceof Error ? error.name : 'unknown reason'})`)
    }
    return 'not_moved'
  }

  return {
    async advance(ms) {
      await queue.ready()
      const now = clock.advance(ms)
      await kysely
        .insertInto('sandbox_clock')
        .values({ id: 1, offset_ms: clock.offsetMs })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ offset_ms: clock.offsetMs }))
        .execute()
      // The bank first: what becomes due asks it.
      const testBank = await tellTestBank()
      await queue.clockAdvanced(ms)
      return { now, testBank }
    },
  }
}
