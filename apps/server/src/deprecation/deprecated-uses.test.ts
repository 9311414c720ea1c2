import { expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { AdjustableClock } from '../clock.ts'
import { createDeprecatedUseStore } from '../store/repositories/deprecated-use-store.ts'
import type { DayOfUse } from './deprecated-uses.ts'
import { gatherUses } from './gather-uses.ts'

const captive = { kind: 'parameter', name: 'captive_mode' } as const
const open = { kind: 'endpoint', name: '/widget/add_connection' } as const

describeEachDatabase('deprecated uses', (fresh) => {
  it('are counted per client, thing and day, with their first and last time', async () => {
    const clock = AdjustableClock.fixed('2026-03-10T23:00:00Z')
    const database = await fresh({ clock })
    for (const id of ['shop', 'other'])
      await database.kysely
        .insertInto('client')
        .values({ id, name: id, secret_hashes: [], created_at: clock.now() })
        .execute()
    const store = createDeprecatedUseStore(database)
    const faults: unknown[] = []
    const uses = gatherUses(store, clock, (fault) => faults.push(fault))

    await uses.record('shop', [open, captive, captive])
    clock.advance(60_000)
    await Promise.all([
      uses.record('shop', [captive]),
      uses.record('shop', [captive]),
      uses.record('other', [captive]),
      uses.record('other', []),
    ])
    clock.advance(3_600_000)
    void uses.record('shop', [open])
    await uses.drain()

    const [first, second, third] = [
      new Date('2026-03-10T23:00:00Z'),
      new Date('2026-03-10T23:01:00Z'),
      new Date('2026-03-11T00:01:00Z'),
    ]
    expect(faults).toEqual([])
    expect(await store.list('shop')).toEqual([
      { clientId: 'shop', ...open, day: '2026-03-10', count: 1, firstAt: first, lastAt: first },
      { clientId: 'shop', ...open, day: '2026-03-11', count: 1, firstAt: third, lastAt: third },
      { clientId: 'shop', ...captive, day: '2026-03-10', count: 3, firstAt: first, lastAt: second },
    ])
    expect((await store.list()).map(({ clientId, count }) => [clientId, count])).toEqual([
      ['other', 1],
      ['shop', 1],
      ['shop', 1],
      ['shop', 3],
    ])
    // A client that is gone meanwhile: said, and nobody's journey ends of it.
    await uses.record('nobody', [open])
    expect(faults).toHaveLength(1)
  })
})

it('what arrives while one statement runs goes into the next one, in one order', async () => {
  const clock = AdjustableClock.fixed('2026-03-10T12:00:00Z')
  const written: (readonly DayOfUse[])[] = []
  const ends: (() => void)[] = []
  const add = (days: readonly DayOfUse[]) => {
    written.push(days)
    return new Promise<void>((resolve) => ends.push(resolve))
  }
  const uses = gatherUses({ add }, clock, () => {})
  const first = uses.record('shop', [captive])
  await Promise.resolve()
  for (let turn = 0; turn < 5; turn += 1) void uses.record('shop', [captive, open])
  await Promise.resolve()
  expect(written).toHaveLength(1)
  ends[0]?.()
  await first
  await expect.poll(() => ends.length).toBe(2)
  ends[1]?.()
  await uses.drain()
  expect(written.map((days) => days.map(({ name, count }) => [name, count]))).toEqual([
    [['captive_mode', 1]],
    [
      ['/widget/add_connection', 5],
      ['captive_mode', 5],
    ],
  ])
})
