import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { bankAccount, entry, fault } from '../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import { removeAccount, removeConnection, removeUser, shareAccounts } from '../connections/remove.ts'
import type { Database } from '../store/database.ts'
import { startDueSyncs } from '../sync/schedule.ts'
import { putInLine } from './put-in-line.ts'

const DAY = 86_400_000

describeEachDatabase('what clients are told', (open) => {
  let database: Database
  let world: SyncWorld
  const clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
  const sent: string[] = []
  beforeAll(async () => {
    database = await open({ clock, onStatement: (text) => void sent.push(text) })
  })
  beforeEach(async () => {
    world = await SyncWorld.create(database, clock)
    world.bank.accounts = [bankAccount('a'), bankAccount('b', { type: 'CREDIT_CARD' })]
    world.bank.transactions.set('a', [entry('2026-05-30', -1, 'A')])
  })

  /** Written since the last look, in line. */
  const seen = new Set<number>()
  const news = async () => {
    await putInLine(database)
    const rows = await database.kysely
      .selectFrom('event')
      .selectAll()
      .where('user_id', '=', world.userId)
      .orderBy('seq')
      .execute()
    const fresh = rows.filter(({ id }) => !seen.has(id))
    for (const { id } of rows) seen.add(id)
    return fresh
  }
  const types = async () => (await news()).map(({ type }) => type)
  const linked = async () => {
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    return connectionId
  }

  it('a connection from its beginning to its end, in this order', async () => {
    const connectionId = await linked()
    const told = await news()
    expect(told.map(({ type }) => type)).toEqual([
      'connection_created',
      'account_found',
      'account_found',
      'account_history_complete',
      'account_history_complete',
      'connection_synchronised',
      'transactions_changed',
    ])
    expect(new Set(told.map((event) => event.connection_id))).toEqual(new Set([connectionId]))
    expect(told.at(-2)).toMatchObject({ definition_id: '123401', status: 'SUCCESS', new_transactions: true })
    expect(told.at(-1)).toMatchObject({ change_seq: 0, change_nonce: null })
    await removeConnection(world.deps, { userId: world.userId, connectionId, origin: 'api' })
    expect(await types()).toEqual(['connection_deleted'])
  })

  it('a synchronisation that finds nothing costs one statement and tells that it ended', async () => {
    const connectionId = await linked()
    clock.advance(DAY)
    await news()
    const { runId } = await world.request(connectionId)
    sent.length = 0
    await world.run(runId)
    expect(sent.filter((text) => /insert into event/.test(text))).toHaveLength(1)
    expect(await news()).toMatchObject([
      { type: 'connection_synchronised', new_transactions: false, status: 'SUCCESS' },
    ])
  })

  it('changed transactions come with where to read on from', async () => {
    const connectionId = await linked()
    await news()
    const { last } = await database.kysely
      .selectFrom('change_line')
      .select('last')
      .where('user_id', '=', world.userId)
      .executeTakeFirstOrThrow()
    clock.advance(DAY)
    world.bank.transactions.get('a')?.push(entry('2026-06-02', -2, 'B'))
    await world.run((await world.request(connectionId)).runId)
    const [ended, changed] = await news()
    expect(ended).toMatchObject({ new_transactions: true })
    expect(changed).toMatchObject({ type: 'transactions_changed', change_seq: last, change_nonce: expect.any(String) })
  })

  it('an account that is gone, once; one that the person deleted; a user with all that is his', async () => {
    const connectionId = await linked()
    await news()
    world.bank.accounts = [bankAccount('a')]
    for (const expected of [['account_closed', 'connection_synchronised'], ['connection_synchronised']]) {
      clock.advance(DAY)
      await world.run((await world.request(connectionId)).runId)
      expect(await types()).toEqual(expected)
    }
    const [first] = await world.accountRows(connectionId)
    await removeAccount(world.deps, { userId: world.userId, accountId: first?.id ?? 0, origin: 'api' })
    expect(await types()).toEqual(['account_deleted'])
    await world.run((await world.request(connectionId, { kind: 'LIST_ACCOUNTS' })).runId)
    // Deletions are noted by the database's own time, so their change counts as one of today's reading too.
    expect((await types()).slice(0, 2)).toEqual(['account_found', 'connection_synchronised'])
    await removeUser(world.deps, { userId: world.userId, origin: 'api' })
    expect(await types()).toEqual(['connection_deleted'])
  })

  it('where the person chooses accounts, those that he chooses, and those that he takes back', async () => {
    const { connectionId, runId } = await world.connect({ consentPerAccount: true }, { kind: 'LIST_ACCOUNTS' })
    await world.run(runId)
    expect(await types()).toEqual(['connection_created', 'connection_synchronised'])
    const [first, second] = await world.accountRows(connectionId)
    const share = (...accountIds: number[]) =>
      world.transact((unit) => shareAccounts(unit, { userId: world.userId, connectionId, accountIds }, clock.now()))
    expect(await share(first?.id ?? 0)).toBe(1)
    expect(await news()).toMatchObject([{ type: 'account_found', account_id: first?.id, definition_id: '123401' }])
    expect(await share(second?.id ?? 0)).toBe(1)
    expect(await news()).toMatchObject([
      { type: 'account_deleted', account_id: first?.id },
      { type: 'account_found', account_id: second?.id },
    ])
  })

  it('a consent that the bank ended, told with the reading that found it', async () => {
    const connectionId = await linked()
    await news()
    clock.advance(DAY)
    world.bank.accountFaults.push(fault('consent_expired'))
    await world.run((await world.request(connectionId)).runId)
    expect(await news()).toMatchObject([
      { type: 'connection_synchronised', status: 'TOKEN_EXPIRED' },
      { type: 'consent_ended', definition_id: '123401' },
    ])
  })

  it('a consent that ends: 30, 7 and 1 days before, once each, also after days in which nobody looked; then its end', async () => {
    const connectionId = await linked()
    const until = (days: number) => new Date(clock.now().getTime() + days * DAY).toISOString().slice(0, 10)
    await database.kysely
      .updateTable('channel')
      .set({ consent_until: until(40), next_sync_at: null })
      .where('connection_id', '=', connectionId)
      .where('definition_id', '=', '123401')
      .execute()
    await news()
    const told: (number | null | string)[] = []
    const look = async (days: number) => {
      clock.advance(days * DAY)
      for (let twice = 0; twice < 2; twice++) {
        await startDueSyncs({ transact: world.transact, now: () => clock.now() })
        for (const { type, days_left } of await news()) told.push(type === 'consent_ending' ? days_left : type)
      }
    }
    await look(9)
    expect(told).toEqual([])
    await look(1)
    await look(1)
    expect(told).toEqual([30])
    await look(26)
    expect(told).toEqual([30, 3])
    await look(2)
    await look(1)
    expect(told).toEqual([30, 3, 1])
    await look(1)
    expect(told).toEqual([30, 3, 1, 'consent_ended'])
  })

  it('one that was granted for less than a warning is told of by the next', async () => {
    const connectionId = await linked()
    await database.kysely
      .updateTable('channel')
      .set({ consent_until: new Date(clock.now().getTime() + 9 * DAY).toISOString().slice(0, 10), next_sync_at: null })
      .where('connection_id', '=', connectionId)
      .where('definition_id', '=', '123401')
      .execute()
    await news()
    await startDueSyncs({ transact: world.transact, now: () => clock.now() })
    expect(await types()).toEqual([])
    clock.advance(2 * DAY)
    await startDueSyncs({ transact: world.transact, now: () => clock.now() })
    expect(await news()).toMatchObject([{ type: 'consent_ending', days_left: 7 }])
  })

  it('what is rolled back was never said; places follow commits and are given once, whoever gives them', async () => {
    const { connectionId } = await world.connect()
    await news()
    const say = (fail: boolean) =>
      world.transact(async ({ events }) => {
        await events.add(connectionId, [{ type: 'connection_synchronised' }, { type: 'consent_ended' }], clock.now())
        if (fail) throw new Error('rolled back')
      })
    await expect(say(true)).rejects.toThrow('rolled back')
    await Promise.all(Array.from({ length: 5 }, () => say(false)))
    await Promise.all(Array.from({ length: 5 }, () => putInLine(database)))
    const rows = await news()
    expect(rows.map(({ type }) => type).filter((type) => type === 'consent_ended')).toHaveLength(5)
    expect(rows).toHaveLength(10)
    const places = rows.map(({ seq }) => seq ?? 0)
    expect(new Set(places).size).toBe(10)
    expect(rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).toSorted((a, b) => a - b))
  })
})
