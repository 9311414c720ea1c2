import type { ConstructorOptions, Queue } from 'pg-boss'
import { JOB_SCHEMA, type JobConnection } from '../store/job-connection.ts'
import type { WorkOptions } from './queue.ts'

/** Where jobs go that failed for good. */
export const DEAD_LETTERS = 'dead-letters'

const HOUR = 3600
const DAY = 24 * HOUR

export function bossOptions(connection: JobConnection): ConstructorOptions {
  const common = {
    schema: JOB_SCHEMA,
    // We listen ourselves (listen-for-jobs.ts): the commit of an enqueue wakes us, looking is for what is due later.
    useListenNotify: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
    maintenanceIntervalSeconds: HOUR,
    flowIntervalSeconds: HOUR,
  } satisfies ConstructorOptions
  if (connection.backend === 'pglite') {
    // One process: nobody else's jobs to watch over, and no autovacuum whose work could be checked.
    return { ...common, db: connection.db, backend: 'pglite', reindex: false, monitorVacuum: false }
  }
  return {
    ...common,
    connectionString: connection.connectionString,
    application_name: 'raccord jobs',
    max: 4,
    // How soon the loss of a replica is noticed after its heartbeats end.
    superviseIntervalSeconds: 3,
    monitorIntervalSeconds: 3,
  }
}

/**
 * A replica that is killed stops its heartbeats: ten seconds later its jobs count as failed, within three more that is
 * noticed, and they run again a second or two after. The embedded database has one process, and hands its jobs back at
 * the next start.
 */
export function queueOptions(
  name: string,
  options: WorkOptions,
  embedded: boolean,
): Omit<Queue, 'name'> & { policy: string } {
  return {
    // One job waiting and one running for each key.
    policy: 'stately',
    notify: true,
    expireInSeconds: options.expireAfter ?? 900,
    retryLimit: options.retryLimit ?? 5,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: options.retryDelayMax ?? 300,
    retentionSeconds: 400 * DAY,
    // Done jobs are of no use: what they did is in our own tables. Failures stay to be looked at.
    deleteAfterSeconds: name === DEAD_LETTERS ? 7 * DAY : HOUR,
    ...(name === DEAD_LETTERS ? {} : { deadLetter: DEAD_LETTERS }),
    ...(embedded ? {} : { heartbeatSeconds: 10 }),
  }
}
