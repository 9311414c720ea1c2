import { Secret } from '@raccord/connector-kit'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { bankAccount, entry, fault } from '../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import type { Database } from '../store/database.ts'

describeEachDatabase('a protocol whose calls are one dialog', (open) => {
  let database: Database
  let clock: AdjustableClock
  let world: SyncWorld
  beforeAll(async () => {
    clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
    database = await open({ clock })
  })
  beforeEach(async () => {
    world = await SyncWorld.create(database, clock)
    world.bank.dialogs = true
    world.bank.accounts = [bankAccount('a', { iban: 'FR7630006000011234567890189' })]
    world.bank.transactions.set('a', [entry('2026-05-30', -1_393, 'AUCHAN')])
  })
  const calls = () => world.bank.calls.map(({ call }) => call)
  const typed = { credentials: { login: new Secret('dev'), pin: new Secret('4711') }, definitionId: '123400' }

  it('gets what is kept of the person’s credentials with every call, and is ended once, at the end', async () => {
    const { runId } = await world.connect(typed)
    await world.run(runId)
    expect(calls()).toEqual(['accounts', 'transactions', 'endRun'])
    expect(world.bank.credentials).toEqual(calls().map(() => ({ login: 'dev', pin: '4711' })))
    expect(JSON.stringify(world.log)).not.toContain('4711')
    // What the end left is what the next run begins with.
    const { connectionId } = await world.connect(typed)
    const { runId: next } = await world.request(connectionId, { definitionIds: ['123400'] })
    world.bank.calls.length = 0
    await world.run(next)
    expect(world.bank.calls[0]?.state).not.toHaveProperty('dialog')
  })

  it('is ended after a failure, too', async () => {
    world.bank.pageFaults.push({ page: 0, failed: fault('bank_answer_invalid') })
    const { runId } = await world.connect(typed)
    await world.run(runId)
    expect(calls().at(-1)).toBe('endRun')
  })

  it('stays open after a list of accounts: the reading that follows ends it', async () => {
    const { runId } = await world.connect(typed, { kind: 'LIST_ACCOUNTS' })
    await world.run(runId)
    expect(calls()).toEqual(['accounts'])
  })

  it('is not begun again where what was sent may have counted', async () => {
    world.bank.accountFaults.push({ ...fault('bank_unavailable'), mayHaveCounted: true })
    const { runId } = await world.connect(typed)
    await world.run(runId)
    expect(calls()).toEqual(['accounts', 'endRun'])
  })

  it('and none of that for a protocol that did not ask', async () => {
    world.bank.dialogs = false
    const { runId } = await world.connect(typed)
    await world.run(runId)
    expect(calls()).toEqual(['accounts', 'transactions'])
  })
})
