import { collectDefaultMetrics, Registry } from 'prom-client'
import { describe, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { migrate } from '../store/migrate.ts'
import { probeDatabase } from '../store/probe.ts'
import { countFigures } from './count-figures.ts'
import { createEventCounts } from './event-counts.ts'
import { exposeFigures } from './expose-figures.ts'
import { type Figures, keepFigures } from './figures.ts'
import { processSeries } from './metric-table.ts'

const figures: Figures = {
  openRuns: 2,
  oldestOpenRun: 30,
  oldestDue: 0,
  consentsEnding: { '7d': 1, '30d': 4, ended: 0 },
  openRevocations: 3,
  webhooks: { undelivered: 4, oldest: 90, paused: 1 },
  queues: [{ name: 'sync', waiting: 5, running: 1, exhausted: 7, oldest: 12 }],
}
const sessions = () => ({ busy: 1, idle: 2, waiting: 0 })

describe('metrics of the database', () => {
  it('are left out while it does not answer, and are back with it', async () => {
    const registry = new Registry()
    let away = false
    const count = async () => {
      if (away) throw new Error('away')
      return figures
    }
    exposeFigures(registry, { figures: keepFigures(count, 0), databaseUp: async () => !away, sessions })
    const here = await registry.metrics()
    expect(here).toContain('raccord_queue_oldest_seconds{queue="sync"} 12')
    expect(here).toContain('raccord_consents_ending{within="30d"} 4')
    expect(here).toMatch(/^raccord_sync_runs_open 2$/m)
    expect(here).toMatch(/^raccord_webhooks_undelivered 4$/m)
    away = true
    const gone = await registry.metrics()
    expect(gone).toMatch(/^raccord_database_up 0$/m)
    expect(gone).not.toMatch(
      /^raccord_(sync_runs_open|queue_\w+|consents_ending|revocations_open|figures_age_seconds)[ {]/m,
    )
    away = false
    expect(await registry.metrics()).toMatch(/^raccord_revocations_open 3$/m)
  })

  it('are counted once for many who scrape, and not waited for without end', async () => {
    let counted = 0
    const kept = keepFigures(async () => {
      counted += 1
      return figures
    }, 3_600_000)
    await Promise.all(Array.from({ length: 50 }, () => kept.read()))
    expect(counted).toBe(1)
    const hung = keepFigures(() => new Promise<Figures>(() => {}), 0, 1)
    expect(await hung.read()).toBeUndefined()
  })

  it('stand beside the series of the process that rules and pages rely on', () => {
    const registry = new Registry()
    collectDefaultMetrics({ register: registry })
    for (const name of processSeries) expect(registry.getSingleMetric(name), name).toBeDefined()
  })

  it('give a bank a series of its own, up to a number', async () => {
    const registry = new Registry()
    const counts = createEventCounts(registry)
    for (let bank = 0; bank < 300; bank += 1) counts.runEnded({ providerId: `b${bank}`, status: 'success' })
    const text = await registry.metrics()
    expect(text.match(/^raccord_sync_runs_total\{/gm)).toHaveLength(201)
    expect(text).toContain('raccord_sync_runs_total{provider="other",outcome="success"} 100')
  })
})

describeEachDatabase('figures', (open) => {
  it('are read from an empty database, and the probe leaves one row however often it asks', async () => {
    const database = await open()
    await migrate(database)
    const oldest = new Map([['sync', 9]])
    const counts = [{ name: 'sync', waiting: 0, running: 0, exhausted: 0 }]
    const queue = { counts: async () => counts, oldest: async () => oldest }
    expect(await countFigures(database, queue)).toEqual({
      openRuns: 0,
      oldestOpenRun: 0,
      oldestDue: 0,
      consentsEnding: { '7d': 0, '30d': 0, ended: 0 },
      openRevocations: 0,
      webhooks: { undelivered: 0, oldest: 0, paused: 0 },
      queues: [{ ...counts[0], oldest: 9 }],
    })
    for (let times = 0; times < 3; times += 1) await probeDatabase(database)
    expect(await database.kysely.selectFrom('pulse').selectAll().execute()).toHaveLength(1)
  })
})
