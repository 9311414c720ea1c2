/** What a series is told from: this process alone, or the database that all replicas share (then take the maximum, not the sum). */
type Source = 'process' | 'database'

export interface MetricRow {
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly labels: readonly string[]
  readonly help: string
  readonly source: Source
  /** What an operator reads in it. */
  readonly meaning: string
}

/**
 * The one table of our own series: the registry, docs/guide/operating.md, the alert rules and the dashboard are made from it or
 * checked against it. Labels are names of routes, banks, queues, steps, never of people.
 */
export const metricTable = {
  raccord_http_request_duration_seconds: {
    type: 'histogram',
    labels: ['method', 'route', 'status'],
    help: 'Time from the first byte of a request to the last of its answer.',
    source: 'process',
    meaning: 'By route pattern. 5xx is ours; 503 is a database that is away.',
  },
  raccord_database_up: {
    type: 'gauge',
    labels: [],
    help: '1 while the database can be read and takes writes, 0 while it does not.',
    source: 'process',
    meaning: 'The same question as `/health/ready`, asked at each scrape, once a second at most.',
  },
  raccord_database_sessions: {
    type: 'gauge',
    labels: ['state'],
    help: 'Database sessions of this process: busy, idle, and statements that wait for one.',
    source: 'process',
    meaning:
      '`waiting` above 0 for minutes: `RACCORD_MAX_POOL` is too small, or the database is slow. Embedded there is one.',
  },
  raccord_figures_age_seconds: {
    type: 'gauge',
    labels: [],
    help: 'Age of the figures that were counted in the database.',
    source: 'process',
    meaning: 'They are counted every 15 s at most. Absent, as they are, while the database does not answer.',
  },
  raccord_sync_runs_total: {
    type: 'counter',
    labels: ['provider', 'outcome'],
    help: 'Synchronisation runs that ended, by bank and outcome: success, partial, failed.',
    source: 'process',
    meaning: 'One bank that fails is the bank’s; all of them is ours.',
  },
  raccord_sync_failures_total: {
    type: 'counter',
    labels: ['provider', 'failure'],
    help: 'Channels of runs that ended without success, by bank and code of the error table.',
    source: 'process',
    meaning: 'Why: `bank_unavailable`, `consent_expired`, `unexpected` …',
  },
  raccord_sync_runs_open: {
    type: 'gauge',
    labels: [],
    help: 'Runs that were asked for and have not ended.',
    source: 'database',
    meaning: 'Grows while nobody works.',
  },
  raccord_sync_oldest_open_seconds: {
    type: 'gauge',
    labels: [],
    help: 'Age of the oldest run that has not ended; 0 without one.',
    source: 'database',
    meaning: 'A first history may take minutes, hours are a fault.',
  },
  raccord_sync_oldest_due_seconds: {
    type: 'gauge',
    labels: [],
    help: 'How long the longest overdue daily synchronisation waits; 0 when none is due.',
    source: 'database',
    meaning: 'The beat is a minute: more than some minutes and accounts grow stale.',
  },
  raccord_consents_ending: {
    type: 'gauge',
    labels: ['within'],
    help: 'Channels in use whose consent at the bank ends within 7 or 30 days, or has ended.',
    source: 'database',
    meaning: 'People whom clients should ask to renew. `ended` that grows: renewals do not work.',
  },
  raccord_revocations_open: {
    type: 'gauge',
    labels: [],
    help: 'Consents that are to be ended at a bank and are not yet.',
    source: 'database',
    meaning: 'People were told that access ends.',
  },
  raccord_webhooks_undelivered: {
    type: 'gauge',
    labels: [],
    help: 'Events that wait for a webhook to take them, or for their next try.',
    source: 'database',
    meaning: 'Grows with every endpoint that does not answer; after 24 hours they are dead letters.',
  },
  raccord_webhooks_oldest_seconds: {
    type: 'gauge',
    labels: [],
    help: 'How long the oldest of them waits; 0 without one.',
    source: 'database',
    meaning:
      'Minutes while one endpoint is away are its own; with `raccord_queue_jobs{queue="webhooks"}` high they are ours.',
  },
  raccord_webhooks_paused: {
    type: 'gauge',
    labels: [],
    help: 'Webhooks that are paused because they failed for three days.',
    source: 'database',
    meaning: 'A client hears nothing: `raccord webhooks list` says which.',
  },
  raccord_journeys_opened_total: {
    type: 'counter',
    labels: ['endpoint'],
    help: 'Journeys that began.',
    source: 'process',
    meaning: 'What was opened and did not end is people who left.',
  },
  raccord_journey_steps_total: {
    type: 'counter',
    labels: ['endpoint', 'step'],
    help: 'Steps that journeys came to, by the names that events use.',
    source: 'process',
    meaning: 'The difference between two steps is those who left between them.',
  },
  raccord_journeys_ended_total: {
    type: 'counter',
    labels: ['endpoint', 'step', 'end'],
    help: 'Journeys that ended: success, cancelled by the person, abandoned for another one, or expired with their session; and where.',
    source: 'process',
    meaning: '`step` is where the person stood before.',
  },
  raccord_journey_errors_total: {
    type: 'counter',
    labels: ['step', 'error'],
    help: 'Error screens that people were shown, by step and code of the error table.',
    source: 'process',
    meaning: '`unexpected` is a defect of ours.',
  },
  raccord_queue_jobs: {
    type: 'gauge',
    labels: ['queue', 'state'],
    help: 'Jobs by queue: waiting or running.',
    source: 'database',
    meaning: 'Depth of the queues.',
  },
  raccord_queue_oldest_seconds: {
    type: 'gauge',
    labels: ['queue'],
    help: 'How long the oldest job waits whose time has come; 0 without one.',
    source: 'database',
    meaning: 'Age of the queues: workers are away, or too few.',
  },
  raccord_queue_dead_letters: {
    type: 'gauge',
    labels: ['queue'],
    help: 'Jobs that failed for good within the last week.',
    source: 'database',
    meaning: 'Each one is something that was not done. The log names it: `job failed for good`.',
  },
  raccord_consent_chain_intact: {
    type: 'gauge',
    labels: [],
    help: '1 when the last verification found every consent record as it was written, else 0.',
    source: 'process',
    meaning:
      'A job verifies them daily, in one of the processes. 0: the log and `raccord consents verify` name the record.',
  },
  raccord_consent_records: {
    type: 'gauge',
    labels: [],
    help: 'Consent records at the last verification.',
    source: 'process',
    meaning: 'Never fewer than before.',
  },
  raccord_consent_verified_timestamp_seconds: {
    type: 'gauge',
    labels: [],
    help: 'When consent records were last verified (Unix time).',
    source: 'process',
    meaning: 'Absent until this process has verified them once.',
  },
  raccord_bank_not_configured_total: {
    type: 'counter',
    labels: ['provider'],
    help: 'Calls that failed because this installation lacks, or has wrong, what the bank needs.',
    source: 'process',
    meaning: 'Only you can help: see [certificates](certificates.md).',
  },
  raccord_bank_paused: {
    type: 'gauge',
    labels: ['provider'],
    help: '1 while a bank is left alone that did not answer several times in a row; all processes leave it alone together.',
    source: 'process',
    meaning: 'It is asked again by itself.',
  },
  raccord_certificate_expiry_seconds: {
    type: 'gauge',
    labels: ['certificate'],
    help: 'Seconds until a certificate of the operator ends; negative afterwards.',
    source: 'process',
    meaning: 'QWAC and QSEAL: order the next one weeks before.',
  },
} as const satisfies Record<string, MetricRow>

export type MetricName = keyof typeof metricTable

/** Series of Node and the process that `prom-client` collects and our rules and pages rely on. */
export const processSeries = [
  'process_cpu_seconds_total',
  'process_resident_memory_bytes',
  'process_start_time_seconds',
  'nodejs_eventloop_lag_seconds',
  'nodejs_eventloop_lag_p99_seconds',
  'nodejs_heap_size_used_bytes',
] as const

/** How the registry is to know a series. */
export function metricOf(name: MetricName): { name: string; help: string; labelNames: string[] } {
  const row: MetricRow = metricTable[name]
  return { name, help: row.help, labelNames: [...row.labels] }
}
