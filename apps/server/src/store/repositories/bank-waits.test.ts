import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { SyncWorld } from '../../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../../clock.ts'
import type { Database } from '../database.ts'
import { addBankWait, banksWaitedFor, tellBankAvailable } from './bank-waits.ts'

describeEachDatabase('people who wait for a bank', (open) => {
  let database: Database
  let world: SyncWorld
  const clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
  beforeAll(async () => {
    database = await open({ clock })
  })
  beforeEach(async () => {
    world = await SyncWorld.create(database, clock)
  })

  const waits = (providerId: string, at = clock.now()) =>
    database.transaction((tx) => addBankWait(tx, world.userId, providerId, at))
  const told = () =>
    database.kysely
      .selectFrom('event')
      .select(['type', 'provider_id', 'connection_id', 'client_id'])
      .where('user_id', '=', world.userId)
      .execute()

  it('each is told of once, however often he asked, and not of another bank', async () => {
    await waits('71')
    await waits('71')
    await waits('72')
    expect(await banksWaitedFor(database)).toEqual(['71', '72'])
    expect(await tellBankAvailable(database, '71')).toBe(1)
    expect(await tellBankAvailable(database, '71')).toBe(0)
    const [event, ...more] = await told()
    expect(event).toMatchObject({ type: 'bank_available', provider_id: '71', connection_id: null })
    expect(more).toEqual([])
    expect(await banksWaitedFor(database)).toEqual(['72'])
    expect(await tellBankAvailable(database, '72')).toBe(1)
  })

  it('after a month nobody waits any more', async () => {
    await waits('73', new Date(clock.now().getTime() - 31 * 86_400_000))
    expect(await banksWaitedFor(database)).toEqual([])
    expect(await tellBankAvailable(database, '73')).toBe(0)
    expect(await told()).toEqual([])
  })
})
