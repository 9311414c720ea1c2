import { Gauge, type Registry } from 'prom-client'
import type { KeptFigures } from './figures.ts'
import { type MetricName, metricOf } from './metric-table.ts'

export interface FigureSources {
  readonly figures: KeptFigures
  /** Whether the database does its work; asks it. */
  readonly databaseUp: () => Promise<boolean>
  readonly sessions: () => { readonly busy: number; readonly idle: number; readonly waiting: number }
}

/** Gauges that are read when somebody scrapes, and say nothing while the database says nothing. */
export function exposeFigures(registry: Registry, { figures, databaseUp, sessions }: FigureSources): void {
  const gauge = (name: MetricName, fill: (gauge: Gauge) => void | Promise<void>): void => {
    new Gauge({
      ...metricOf(name),
      registers: [registry],
      async collect() {
        this.reset()
        // An unlabelled gauge is born with 0, which here would be a figure nobody counted.
        this.remove({})
        await fill(this)
      },
    })
  }
  const counted = (
    name: MetricName,
    fill: (gauge: Gauge, read: NonNullable<Awaited<ReturnType<KeptFigures['read']>>>) => void,
  ) =>
    gauge(name, async (made) => {
      const read = await figures.read()
      if (read) fill(made, read)
    })

  gauge('raccord_database_up', async (made) => made.set((await databaseUp()) ? 1 : 0))
  gauge('raccord_database_sessions', (made) => {
    for (const [state, count] of Object.entries(sessions())) made.set({ state }, count)
  })
  counted('raccord_figures_age_seconds', (made, { ageSeconds }) => made.set(ageSeconds))
  counted('raccord_sync_runs_open', (made, { figures: { openRuns } }) => made.set(openRuns))
  counted('raccord_sync_oldest_open_seconds', (made, { figures: { oldestOpenRun } }) => made.set(oldestOpenRun))
  counted('raccord_sync_oldest_due_seconds', (made, { figures: { oldestDue } }) => made.set(oldestDue))
  counted('raccord_revocations_open', (made, { figures: { openRevocations } }) => made.set(openRevocations))
  counted('raccord_webhooks_undelivered', (made, { figures: { webhooks } }) => made.set(webhooks.undelivered))
  counted('raccord_webhooks_oldest_seconds', (made, { figures: { webhooks } }) => made.set(webhooks.oldest))
  counted('raccord_webhooks_paused', (made, { figures: { webhooks } }) => made.set(webhooks.paused))
  counted('raccord_consents_ending', (made, { figures: { consentsEnding } }) => {
    for (const [within, count] of Object.entries(consentsEnding)) made.set({ within }, count)
  })
  counted('raccord_queue_jobs', (made, { figures: { queues } }) => {
    for (const { name: queue, waiting, running } of queues) {
      made.set({ queue, state: 'waiting' }, waiting)
      made.set({ queue, state: 'running' }, running)
    }
  })
  counted('raccord_queue_oldest_seconds', (made, { figures: { queues } }) => {
    for (const { name: queue, oldest } of queues) made.set({ queue }, oldest)
  })
  counted('raccord_queue_dead_letters', (made, { figures: { queues } }) => {
    for (const { name: queue, exhausted } of queues) made.set({ queue }, exhausted)
  })
}
