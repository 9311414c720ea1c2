import type { Outcome } from '@raccord/connector-kit'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { bankAccount, entry, fault } from '../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import type { Database } from '../store/database.ts'

const definitionId = '123400'
const granted: Outcome = {
  kind: 'done',
  state: { consentId: 'renewed' },
  grant: { recurring: true, validUntil: '2026-08-01', frequencyPerDay: 2 },
}
const asks: Outcome = {
  kind: 'challenge',
  challenge: { kind: 'otp', medium: 'sms', canResend: false },
  state: { consentId: 'half' },
}

describeEachDatabase('a consent that the bank ended early', (open) => {
  let clock: AdjustableClock
  let database: Database
  let world: SyncWorld
  beforeAll(async () => {
    clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
    database = await open({ clock })
  })
  beforeEach(async () => {
    world = await SyncWorld.create(database, clock)
    world.bank.accounts = [bankAccount('a', { iban: 'FR01' })]
    world.bank.transactions.set('a', [entry('2026-05-30', -100, 'ONE')])
  })

  /** Connected and read once; then the bank no longer takes the consent. */
  async function ended(more: Parameters<SyncWorld['connect']>[0] = {}) {
    const { connectionId, runId } = await world.connect({ definitionId, ...more })
    await world.run(runId)
    world.bank.accountFaults.push(fault('consent_expired'))
    return connectionId
  }
  async function again(connectionId: number, definition = definitionId) {
    const { runId } = await world.request(connectionId, { definitionIds: [definition] })
    await world.run(runId)
    const { status, failure } = await world.channelRow(connectionId, definition)
    return { status, failure }
  }

  it('is renewed with the kept credentials, for no longer than was agreed; the reading goes on', async () => {
    const connectionId = await ended()
    world.bank.beginAnswers.push(granted)
    const accounts = await world.accountRows(connectionId)
    expect(await again(connectionId)).toEqual({ status: 'SUCCESS', failure: null })
    expect(world.bank.begun).toMatchObject([{ mode: 'EMBEDDED', recurring: true, validUntil: '2026-11-20' }])
    expect(world.bank.begun[0]?.credentials['login']?.expose()).toBe('dev')
    expect(world.bank.calls.find(({ call }) => call === 'begin')).toMatchObject({ psu: false })
    expect(world.bank.calls.at(-1)).toMatchObject({ call: 'transactions', state: { consentId: 'renewed' } })
    expect(await world.channelRow(connectionId, definitionId)).toMatchObject({
      consent_until: '2026-08-01',
      frequency_per_day: 2,
    })
    expect((await world.accountRows(connectionId)).map(({ id }) => id)).toEqual(accounts.map(({ id }) => id))
    expect(world.jobs.filter(({ name }) => name === 'revoke')).toHaveLength(1)
  })

  it('and a challenge is left to the person, once: the next reading signs in nowhere', async () => {
    const connectionId = await ended()
    world.bank.beginAnswers.push(asks)
    expect(await again(connectionId)).toEqual({ status: 'CHALLENGE_REQUIRED', failure: 'challenge_expired' })
    expect((await world.channelRow(connectionId, definitionId)).next_sync_at).toBeNull()
    expect(world.jobs.filter(({ name }) => name === 'revoke')).toHaveLength(1)
    world.bank.accountFaults.push(fault('consent_expired'))
    expect(await again(connectionId)).toEqual({ status: 'CHALLENGE_REQUIRED', failure: 'challenge_expired' })
    expect(world.bank.begun).toHaveLength(1)
  })

  it.each([
    ['wrong_credentials', 'AUTH_FAILED'],
    ['password_change_needed', 'PASSWORD_CHANGE_REQUIRED'],
  ] as const)('and a password that is refused (%s) is never tried again', async (failure, status) => {
    const connectionId = await ended()
    world.bank.beginAnswers.push(fault(failure))
    expect(await again(connectionId)).toEqual({ status, failure })
    world.bank.accountFaults.push(fault('consent_expired'))
    expect(await again(connectionId)).toEqual({ status, failure })
    const { rows } =
      await sql`select status from event where connection_id = ${connectionId} and status = ${status}`.execute(
        world.database.kysely,
      )
    expect(rows.length).toBeGreaterThan(0)
    expect(world.bank.begun).toHaveLength(1)
  })

  it.each([
    ['nothing is kept', { credentials: {} }],
    ['a single reading was agreed to', { grant: { recurring: false, validUntil: '2026-11-20' } }],
    ['its own last day has passed', { grant: { recurring: true, validUntil: '2026-05-31' } }],
  ])('is left alone where %s', async (_, more) => {
    const connectionId = await ended(more)
    expect(await again(connectionId)).toEqual({ status: 'TOKEN_EXPIRED', failure: 'consent_expired' })
    expect(world.bank.begun).toEqual([])
  })

  it('is left alone where the person signs in at the bank', async () => {
    const connectionId = await ended({ definitionId: '123401' })
    expect((await again(connectionId, '123401')).status).toBe('TOKEN_EXPIRED')
    expect(world.bank.begun).toEqual([])
  })

  it('waits for a bank that is closed', async () => {
    const connectionId = await ended()
    world.bank.beginAnswers.push(fault('bank_unavailable'))
    expect(await again(connectionId)).toEqual({ status: 'FAILED', failure: 'bank_unavailable' })
    expect((await world.channelRow(connectionId, definitionId)).next_sync_at).not.toBeNull()
  })
})
