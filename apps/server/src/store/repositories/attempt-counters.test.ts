import { createHmac } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import type { Counters } from '../../attempts/counters.ts'
import { AdjustableClock } from '../../clock.ts'
import type { Database } from '../database.ts'
import { createAttemptCounters } from './attempt-counters.ts'
import { createHousekeeping } from './housekeeping.ts'
import { createTokenStore } from './token-store.ts'

describeEachDatabase('attempt counters', (open) => {
  const clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
  const hash = (key: string) => createHmac('sha256', 'key').update(key).digest()
  let database: Database
  let [counters, replica]: Counters[] = []
  beforeAll(async () => {
    database = await open({ clock })
    counters = createAttemptCounters(database, hash)
    replica = createAttemptCounters(database, hash)
  })

  it('gives attempts of the same moment a number each, over all replicas', async () => {
    const all = [counters, replica] as Counters[]
    const counts = await Promise.all(Array.from({ length: 80 }, (_, at) => all[at % 2]!.add('burst', 60)))
    expect(counts.map(({ count }) => count).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 80 }, (_, at) => at + 1),
    )
  })

  it('begins anew when its window has passed, which later attempts do not prolong', async () => {
    const first = await counters!.add('window', 60)
    expect(first).toEqual({ count: 1, until: new Date(clock.now().getTime() + 60_000) })
    clock.advance(59_999)
    expect(await counters!.add('window', 60)).toEqual({ count: 2, until: first.until })
    expect((await counters!.read(['window', 'other'])).get('window')?.count).toBe(2)
    clock.advance(1)
    expect((await counters!.read(['window'])).size).toBe(0)
    expect((await counters!.add('window', 60)).count).toBe(1)
  })

  it('gives back, forgets, puts, and takes empty lists', async () => {
    for (let at = 0; at < 3; at += 1) await counters!.add('many', 60)
    await counters!.giveBack(['many', 'nobody'])
    expect((await counters!.read(['many'])).get('many')?.count).toBe(2)
    await counters!.forget(['many'])
    expect((await counters!.read(['many'])).size).toBe(0)
    await counters!.giveBack(['many'])
    await counters!.put('many', 7, 5)
    expect((await counters!.read(['many'])).get('many')).toEqual({
      count: 7,
      until: new Date(clock.now().getTime() + 5000),
    })
    await counters!.giveBack([])
    await counters!.forget([])
    expect((await counters!.read([])).size).toBe(0)
  })

  it('keeps no word of what it counts, and is swept', async () => {
    await counters!.add('person@example.org|192.0.2.7', 60)
    const rows = JSON.stringify(await database.kysely.selectFrom('attempt_counter').selectAll().execute())
    expect(rows).not.toMatch(/person|192/)
    const house = createHousekeeping(database, createTokenStore(database))
    await house.forgetTokens(new Date(clock.now().getTime() + 61_000))
    expect(await database.kysely.selectFrom('attempt_counter').selectAll().execute()).toEqual([])
  })
})
