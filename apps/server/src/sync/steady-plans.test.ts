import { CompiledQuery, sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { fillDatabase } from '../../../../tests/support/fill-database.ts'
import { bankAccount, entry } from '../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { startDueSyncs } from './schedule.ts'

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly Plan[]
}

/** Tables that a sequential scan of grows with the installation. */
const growing =
  /^(app_user|connection|channel|account|raw_page|transaction|sync_run|sync_run_channel|bank_call|revocation|event)$/

function scans(plan: Plan): string[] {
  const here =
    plan['Node Type'] === 'Seq Scan' && growing.test(plan['Relation Name'] ?? '') ? [plan['Relation Name'] ?? ''] : []
  return [...here, ...(plan.Plans ?? []).flatMap(scans)]
}

describeEachDatabase('a steady synchronisation among many', (open) => {
  const clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
  const sent: { text: string; parameters: readonly unknown[] }[] = []
  let database: Database
  beforeAll(async () => {
    database = await open({ clock, onStatement: (text, parameters) => void sent.push({ text, parameters }) })
  })

  const explained = async (text: string, parameters: readonly unknown[]): Promise<string[]> => {
    const { rows } = await database.kysely.executeQuery<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      CompiledQuery.raw(`explain (format json) ${text}`, [...parameters]),
    )
    return scans(rows[0]?.['QUERY PLAN'][0].Plan ?? { 'Node Type': 'none' })
  }

  it('reads no growing table from one end to the other, nor does looking for what is due', async () => {
    const world = await SyncWorld.create(database, clock)
    world.bank.pageSize = 100
    world.bank.accounts = ['a', 'b', 'c'].map((id) => bankAccount(id))
    for (const id of ['a', 'b', 'c'])
      world.bank.transactions.set(
        id,
        Array.from({ length: 30 }, (_, n) => entry('2026-05-30', -n - 1, `SHOP ${id} ${n}`)),
      )
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    await fillDatabase(database, 1_500)
    clock.advance(19 * 3_600_000)
    sent.length = 0
    expect(await startDueSyncs({ transact: world.transact, now: () => clock.now() })).toBe(1)
    const job = world.jobs.at(-1)
    const asked = sent.length
    await world.run(job?.id ?? 0)
    // A budget, exact: what a run that finds nothing new costs, for ever. `npm run bench -- steady-sync` has the rest of its price.
    const spent = sent.slice(asked).map(({ text }) => text)
    expect(spent.filter((text) => text === 'begin')).toHaveLength(2)
    expect(spent).toHaveLength(19)
    expect(await world.connectionRow(connectionId)).toMatchObject({ status: 'SUCCESS' })
    const statements = sent.filter(({ text }) => !/^(begin|commit)/.test(text))
    expect(statements.length).toBeGreaterThan(15)
    const found: string[] = []
    for (const { text, parameters } of statements)
      for (const table of await explained(text, parameters)) found.push(`${table}: ${text}`)
    expect(found).toEqual([])
    // The check can see one.
    expect(await explained(`select id from transaction where label = 'x'`, [])).toEqual(['transaction'])
    const { rows } = await sql`select from raw_page where fetched_at > '2026-06-01T11:00:00Z'`.execute(database.kysely)
    expect(rows).toEqual([])
  })
})
