import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { bankAccount, entry, fault } from '../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import { verifyConsentChain } from '../consent/verify-consent-chain.ts'
import { revokeHandler } from '../jobs/handlers/revoke.ts'
import type { Database } from '../store/database.ts'
import { removeAccount, removeConnection, removeUser } from './remove.ts'
import { revocationTries, revokeConsent } from './revoke-consent.ts'

describeEachDatabase('removing', (open) => {
  let database: Database
  let world: SyncWorld
  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    world = await SyncWorld.create(database, AdjustableClock.fixed('2026-06-01T10:00:00Z'))
    world.bank.accounts = [bankAccount('a'), bankAccount('b', { type: 'SAVINGS' })]
    world.bank.transactions.set('a', [entry('2026-05-30', -1, 'A')])
  })
  const connected = async () => {
    const { connectionId, runId } = await world.connect({ state: { consentId: 'redirect' } })
    await world.connect({
      connectionId,
      definitionId: '123400',
      accountTypes: ['SAVINGS'],
      state: { consentId: 'embedded' },
    })
    await world.run(runId)
    world.bank.calls.length = 0
    return connectionId
  }
  const revocations = () => world.jobs.filter(({ name }) => name === 'revoke').map(({ id }) => id)
  const origin = 'api'
  const removed = { erasureId: expect.stringMatching(/^er_[A-Za-z0-9_-]{22}$/) }

  it('a connection leaves nothing behind, and ends its consents at the bank', async () => {
    const connectionId = await connected()
    const { userId } = world
    expect(await removeConnection(world.deps, { userId: userId + 1, connectionId, origin })).toBe('not_found')
    expect(await removeConnection(world.deps, { userId, connectionId, origin })).toEqual(removed)
    expect(await removeConnection(world.deps, { userId, connectionId, origin })).toBe('not_found')
    expect(await world.accountRows(connectionId)).toEqual([])
    expect(await world.transactionRows()).toEqual([])
    for (const id of revocations()) expect(await revokeConsent(world.deps, id)).toBe('done')
    expect(world.bank.calls.map(({ call, state }) => [call, state['consentId']])).toEqual([
      ['revoke', 'embedded'],
      ['revoke', 'redirect'],
    ])
    const rows = await database.kysely.selectFrom('revocation').selectAll().where('id', 'in', revocations()).execute()
    for (const row of rows) expect(row).toMatchObject({ sealed_state: null, failure: null, done_at: world.clock.now() })
    const records = await database.kysely
      .selectFrom('consent_record')
      .selectAll()
      .where('user_id', '=', userId)
      .execute()
    expect(records).toMatchObject([{ action: 'revoked', definition_ids: ['123400', '123401'], origin }])
  })

  it('the last account of a channel empties it, the last of a connection removes that', async () => {
    const connectionId = await connected()
    const [first, second] = await world.accountRows(connectionId)
    const { userId } = world
    expect(await removeAccount(world.deps, { userId: userId + 1, accountId: first!.id, origin })).toBe('not_found')
    expect(await removeAccount(world.deps, { userId, accountId: first!.id, origin })).toEqual(removed)
    expect(await removeAccount(world.deps, { userId, accountId: first!.id, origin })).toBe('not_found')
    expect(await world.transactionRows()).toEqual([])
    expect(await world.channelRow(connectionId)).toMatchObject({
      status: 'EMPTY',
      sealed_state: null,
      sealed_credentials: null,
      next_sync_at: null,
    })
    expect(await world.channelRow(connectionId, '123400')).toMatchObject({ status: 'SUCCESS' })
    expect(revocations()).toHaveLength(1)
    expect(await removeAccount(world.deps, { userId, accountId: second!.id, origin })).toEqual(removed)
    expect(await world.connectionRow(connectionId)).toBeUndefined()
    expect(revocations()).toHaveLength(2)
  })

  it('a user: everything, and the email is free again', async () => {
    const connectionId = await connected()
    const user = await database.kysely
      .selectFrom('app_user')
      .selectAll()
      .where('id', '=', world.userId)
      .executeTakeFirstOrThrow()
    expect(await removeUser(world.deps, { userId: world.userId, origin })).toEqual(removed)
    expect(await removeUser(world.deps, { userId: world.userId, origin })).toBe('not_found')
    expect(await world.connectionRow(connectionId)).toBeUndefined()
    expect(revocations()).toHaveLength(2)
    const { id: _, profile: __, ...again } = user
    await database.kysely.insertInto('app_user').values(again).execute()
  })

  it('a bank that does not confirm is asked again by the queue, and at last given up, without keeping the state', async () => {
    const connectionId = await connected()
    await removeConnection(world.deps, { userId: world.userId, connectionId, origin })
    const id = revocations()[0]!
    const handle = revokeHandler(world.deps)
    const job = {
      id: 'x',
      payload: { revocationId: id },
      attempt: 1,
      lastAttempt: false,
      signal: new AbortController().signal,
    }
    for (let n = 1; n < revocationTries; n++) {
      world.bank.revokeAnswers.push(fault('bank_unavailable'))
      await expect(handle(job)).rejects.toThrow('did not confirm')
    }
    world.bank.revokeAnswers.push(fault('bank_unavailable'))
    await handle(job)
    const row = await database.kysely.selectFrom('revocation').selectAll().where('id', '=', id).executeTakeFirst()
    expect(row).toMatchObject({ attempts: revocationTries, failure: 'bank_unavailable', sealed_state: null })
    await handle(job)
    expect(world.bank.calls).toHaveLength(revocationTries)
  })

  it('a consent whose state no longer opens is left to run out, at the first try', async () => {
    const connectionId = await connected()
    await removeConnection(world.deps, { userId: world.userId, connectionId, origin })
    const [id = 0] = revocations()
    const lost = { sealed_state: Buffer.from('which key was it?') }
    await database.kysely.updateTable('revocation').set(lost).where('id', '=', id).execute()
    expect(await revokeConsent(world.deps, id)).toBe('given_up')
    const row = await database.kysely.selectFrom('revocation').selectAll().where('id', '=', id).executeTakeFirst()
    expect(row).toMatchObject({ failure: 'unreadable', sealed_state: null, done_at: expect.any(Date) })
  })

  it('consents stay chained, also when written at the same time, and an altered one is found', async () => {
    const connections = [await connected(), await connected(), await connected()]
    await Promise.all(
      connections.map((connectionId) => removeConnection(world.deps, { userId: world.userId, connectionId, origin })),
    )
    const check = () => world.transact((unit) => verifyConsentChain(unit.consents))
    const before = await check()
    expect(before.intact).toBe(true)
    expect(before.records).toBeGreaterThanOrEqual(3)
    const { id } = await database.kysely
      .selectFrom('consent_record')
      .select('id')
      .orderBy('id')
      .offset(1)
      .limit(1)
      .executeTakeFirstOrThrow()
    await database.kysely.updateTable('consent_record').set({ origin: 'forged' }).where('id', '=', id).execute()
    expect(await check()).toMatchObject({ intact: false, brokenAt: id })
    await database.kysely.updateTable('consent_record').set({ origin }).where('id', '=', id).execute()
    await database.kysely.deleteFrom('consent_record').where('id', '=', id).execute()
    expect((await check()).intact).toBe(false)
    await database.kysely.deleteFrom('consent_record').execute()
  })
})
