import type { PgBoss } from 'pg-boss'
import { JOB_SCHEMA } from '../store/job-connection.ts'
import { DEAD_LETTERS } from './boss-options.ts'
import type { JobCounts } from './queue.ts'

/** What pg-boss has no call for, on its own table. The release of pg-boss is pinned, and the queue's tests run on it. */
export class JobTable {
  readonly #boss: PgBoss

  constructor(boss: PgBoss) {
    this.#boss = boss
  }

  /**
   * Puts the running jobs of a dead process back in line, at once rather than when their time is up. The attempt counts:
   * a job that brings the process down each time must come to an end.
   */
  async adoptOrphans(): Promise<void> {
    const { rows } = await this.#sql(`
      select id, name, retry_count >= retry_limit as spent from ${JOB_SCHEMA}.job where state = 'active'`)
    for (const { id, name, spent } of rows as { id: string; name: string; spent: boolean }[]) {
      if (spent) await this.#boss.fail(name, id, { message: 'the process died while it ran' })
      else await this.#requeue('started_on', `name = $1 and id = $2`, [name, id])
    }
  }

  /** Puts a job back that this process still holds, as if it had not been begun. */
  async handBack({ id, name, retryCount }: { id: string; name: string; retryCount: number }): Promise<void> {
    await this.#requeue('null', `name = $1 and id = $2 and retry_count = $3`, [name, id, retryCount])
  }

  /** Heartbeats of jobs in hand; resolves to the ids of those that are still so, each in the attempt that was fetched. */
  async beat(name: string, jobs: readonly { id: string; retryCount: number }[]): Promise<ReadonlySet<string>> {
    const { rows } = await this.#sql(
      `update ${JOB_SCHEMA}.job as job set heartbeat_on = now()
       from unnest($2::uuid[], $3::int[]) as held (id, retry_count)
       where job.name = $1 and job.id = held.id and job.retry_count = held.retry_count and job.state = 'active'
       returning job.id`,
      [name, jobs.map(({ id }) => id), jobs.map(({ retryCount }) => retryCount)],
    )
    return new Set((rows as { id: string }[]).map(({ id }) => id))
  }

  /** Queues that hold a job whose time has come. */
  async due(): Promise<string[]> {
    const { rows } = await this.#sql(
      `select distinct name from ${JOB_SCHEMA}.job where state < 'active' and start_after <= now() and not blocked`,
    )
    return (rows as { name: string }[]).map(({ name }) => name)
  }

  /** Lets jobs that wait for an instant run `ms` sooner. */
  async bringForward(ms: number): Promise<void> {
    await this.#sql(
      `update ${JOB_SCHEMA}.job set start_after = start_after - $1 * interval '1 millisecond'
       where state in ('created', 'retry') and start_after > now()`,
      [ms],
    )
  }

  async counts(): Promise<JobCounts[]> {
    const { rows } = await this.#sql(`
      select queue.name,
        count(*) filter (where job.name = queue.name and state in ('created', 'retry'))::int as waiting,
        count(*) filter (where job.name = queue.name and state = 'active')::int as running,
        count(*) filter (where job.name = '${DEAD_LETTERS}')::int as exhausted
      from ${JOB_SCHEMA}.queue as queue
      left join ${JOB_SCHEMA}.job as job
        on job.name = queue.name or (job.name = '${DEAD_LETTERS}' and job.source_name = queue.name)
      where queue.name <> '${DEAD_LETTERS}' and queue.name not like '\\_\\_%'
      group by queue.name order by queue.name`)
    return rows as JobCounts[]
  }

  async oldest(): Promise<Map<string, number>> {
    const { rows } = await this.#sql(`
      select name, extract(epoch from now() - min(start_after))::float8 as seconds from ${JOB_SCHEMA}.job
      where state < 'active' and start_after <= now() and not blocked group by name`)
    return new Map((rows as { name: string; seconds: number }[]).map(({ name, seconds }) => [name, Number(seconds)]))
  }

  /**
   * pg-boss gives a failed attempt up when a job of the same key waits for its own retry: that one does for both, and nothing
   * is lost. True when it is so.
   */
  async anotherWaits(name: string, id: string): Promise<boolean> {
    const { rows } = await this.#sql(
      `select 1 from ${JOB_SCHEMA}.job as failed
       join ${JOB_SCHEMA}.job as other on other.name = failed.name and other.singleton_key = failed.singleton_key
       where failed.name = $1 and failed.id = $2 and other.id <> failed.id and other.state <= 'active' limit 1`,
      [name, id],
    )
    return rows.length > 0
  }

  /** A dead letter that tells of nothing lost. */
  async forget(id: string): Promise<void> {
    await this.#sql(`delete from ${JOB_SCHEMA}.job where name = $1 and id = $2`, [DEAD_LETTERS, id])
  }

  /** Where another job of the same key already waits for its retry, that one does for both. */
  async #requeue(startedOn: string, which: string, values: unknown[]): Promise<void> {
    await this.#sql(
      `update ${JOB_SCHEMA}.job as job
       set state = (case when exists (
             select 1 from ${JOB_SCHEMA}.job as other
             where other.name = job.name and other.singleton_key = job.singleton_key and other.state = 'retry'
           ) then 'completed' else 'retry' end)::${JOB_SCHEMA}.job_state,
           start_after = now(), started_on = ${startedOn}, heartbeat_on = null
       where ${which} and state = 'active'`,
      values,
    )
  }

  async #sql(text: string, values: unknown[] = []): Promise<{ rows: unknown[] }> {
    return this.#boss.getDb().executeSql(text, values)
  }
}
