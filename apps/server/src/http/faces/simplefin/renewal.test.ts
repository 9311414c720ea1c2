import { expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../../tests/support/databases.ts'
import { bankAccount, entry } from '../../../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../../../tests/support/sync-world.ts'
import { ownDomain } from '../../../faces/bank-domains.ts'
import { issueFaceToken } from '../../../faces/issue-face-token.ts'
import { openApiHarness } from '../../api/testing/api-harness.ts'
import { setupToken } from '../face-urls.ts'
import { SimplefinReader } from '../testing/simplefin-reader.ts'

describeEachDatabase('SimpleFIN over a renewal', (open) => {
  it('doubles nothing when the bank mints new ids, and keeps the id of an entry that is booked', async () => {
    const api = await openApiHarness(open)
    const world = await SyncWorld.create(api.database, api.clock)
    world.bank.accounts = [bankAccount('first-id', { iban: 'FR7630006000011234567890189' })]
    const entries = [entry('2026-03-02', -100, 'ONE'), entry('2026-03-03', -200, 'TWO')]
    const card = { ...entry('2026-03-09', -700, 'TRAM'), status: 'PENDING' as const }
    world.bank.transactions.set('first-id', [...entries, card])
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    const issued = await issueFaceToken(api.deps, { userId: world.userId, kind: 'simplefin', name: 'Budget' })
    const reader = await SimplefinReader.claim(api, setupToken('https://api.example', issued?.secret ?? ''))
    const before = await reader.read('?pending=1')
    expect(before.accounts[0]?.transactions.map(({ description, pending }) => [description, pending])).toEqual([
      ['ONE', false],
      ['TWO', false],
      ['TRAM', true],
    ])

    api.clock.advance(86_400_000)
    world.bank.accounts = [bankAccount('minted-anew', { iban: 'FR7630006000011234567890189' })]
    world.bank.transactions.set('minted-anew', [
      ...entries,
      { ...card, status: 'BOOKED' as const, bookingDate: '2026-03-10' },
    ])
    const renewed = await world.connect({ connectionId, state: { consentId: 'new' } })
    await world.run(renewed.runId)
    const after = await reader.read('?pending=1')
    const ids = (set: typeof before) =>
      set.accounts.map(({ id, transactions }) => [id, transactions.map((one) => one.id)])
    expect(ids(after)).toEqual(ids(before))
    expect(after.accounts[0]?.transactions.every(({ pending }) => !pending)).toBe(true)
    expect(after.connections.map(({ conn_id }) => conn_id)).toEqual(before.connections.map(({ conn_id }) => conn_id))
  })

  it('knows a bank by the domain that was told first, and no two by the same', async () => {
    const { deps } = await openApiHarness(open)
    const tell = async (...wanted: [string, string][]) => [...(await deps.bankDomains.tell(new Map(wanted)))].toSorted()
    expect(await tell(['1', 'bank.example'], ['2', 'bank.example'])).toEqual([
      ['1', 'bank.example'],
      ['2', ownDomain('2')],
    ])
    expect(await tell(['1', 'moved.example'])).toEqual([['1', 'bank.example']])
    expect(await tell(['3', 'moved.example'], ['2', 'other.example'])).toEqual([
      ['2', ownDomain('2')],
      ['3', 'moved.example'],
    ])
    expect(await tell()).toEqual([])
  })
})
