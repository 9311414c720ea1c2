import type { ConsentOut } from '@raccord/contract/wire'
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose'
import { beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { bankAccount, fault } from '../../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../../tests/support/sync-world.ts'
import { removeConnection } from '../../connections/remove.ts'
import { appendConsent } from '../../consent/append-consent.ts'
import type { ConsentRecord } from '../../consent/consent-store.ts'
import { createSigningKeys } from '../../store/repositories/signing-keys.ts'
import { type ApiHarness, openApiHarness } from './testing/api-harness.ts'

describeEachDatabase('consents and their receipts', (open) => {
  let api: ApiHarness
  let world: SyncWorld
  let marie: { id: string; token: string }
  let nth = 0
  beforeEach(async () => {
    api ??= await openApiHarness(open)
    nth += 1
    marie = await api.signUp(`marie${nth}@example.org`)
    world = new SyncWorld(api.database, api.clock)
    world.userId = Number(marie.id)
    world.bank.accounts = [bankAccount('a')]
  })

  const agree = (journeyId: number, more: Partial<ConsentRecord> = {}) =>
    world.transact((unit) =>
      appendConsent(unit.consents, {
        clientId: 'shop',
        userId: world.userId,
        journeyId,
        providerId: '1234',
        definitionIds: ['123401'],
        action: 'accepted',
        locale: 'fr',
        shown: { textVersion: 'default-1', body: 'Nos conditions', until: '2026-09-06' },
        scope: { accountTypes: ['CHECKINGS', 'CREDIT_CARD'], perAccount: true, recurring: true },
        at: api.clock.now(),
        origin: 'https://embed.example',
        ...more,
      }),
    )
  const list = async (query = '', token = marie.token) => {
    const answer = await api.call('GET', `/v2.1/consents${query}`, { token })
    expect(answer.status).toBe(200)
    return answer.body as ConsentOut[]
  }
  const keySet = async () => (await api.call('GET', '/.well-known/jwks.json')).body as JSONWebKeySet
  const verified = async (receipt: string) => {
    const { payload, protectedHeader } = await compactVerify(receipt, createLocalJWKSet(await keySet()))
    return { header: protectedHeader, claims: JSON.parse(Buffer.from(payload).toString('utf8')) }
  }
  const journey = () => world.userId * 1000 + nth

  it('tell what was shown, what the bank granted, and are signed', async () => {
    const record = await agree(journey())
    const { connectionId } = await world.connect({ journeyId: journey() })
    const [consent, ...more] = await list()
    expect(more).toEqual([])
    expect(consent).toMatchObject({
      id: String(record),
      action: 'accepted',
      locale: 'fr',
      account_types: ['CHECKINGS', 'CREDIT_CARD'],
      consent_per_account: true,
      auto_sync: true,
      shown: { text_version: 'default-1', body: 'Nos conditions', until: '2026-09-06' },
      grants: [{ connection_id: String(connectionId), channel_definition_id: '123401', expires: '2026-11-20' }],
    })
    const { receipt, ...shown } = consent!
    const { header, claims } = await verified(receipt)
    expect(header).toMatchObject({ alg: 'ES256', typ: 'consent-receipt+jws' })
    expect(claims).toMatchObject({ iss: 'https://api.example', sub: marie.id, client_id: 'shop', consent: shown })
    const [head, body, signature] = receipt.split('.')
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: '1' })).toString('base64url')
    await expect(verified([head, forged, signature].join('.'))).rejects.toThrow()
    await expect(verified([head, body, signature].join('.'))).resolves.toBeDefined()
  })

  it('are nobody else’s, and are found by connection, also when it is gone', async () => {
    await agree(journey())
    const { connectionId } = await world.connect({ journeyId: journey() })
    await agree(journey() + 1, { providerId: '99', definitionIds: ['9901'] })
    const other = await api.signUp(`other${nth}@example.org`)
    expect(await list('', other.token)).toEqual([])
    await removeConnection(world.deps, { userId: world.userId, connectionId, origin: 'widget' })
    const found = await list(`?connection_id=${connectionId}`)
    expect(found).toMatchObject([
      { action: 'revoked', connection_id: String(connectionId), origin: 'widget', grants: [] },
      { action: 'accepted', grants: [{ end_reason: 'revoked' }] },
    ])
    expect(await list('?limit=1&page=2')).toMatchObject([{ provider_id: '99', grants: [] }])
    expect((await api.call('GET', '/v2.1/consents?connection_id=x', { token: marie.token })).status).toBe(400)
  })

  it('say how each ended: renewed, by the bank, by its day', async () => {
    await agree(journey())
    const { connectionId } = await world.connect({ journeyId: journey() })
    await agree(journey() + 1)
    const { runId } = await world.connect({ journeyId: journey() + 1, connectionId })
    const ends = async () => (await list()).map(({ grants }) => grants.map(({ end_reason }) => end_reason))
    expect(await ends()).toEqual([[undefined], ['renewed']])
    world.bank.accountFaults.push(fault('consent_expired'))
    await world.run(runId)
    expect(await ends()).toEqual([['bank'], ['renewed']])
    // The bank was mistaken.
    const again = await world.request(connectionId)
    await world.run(again.runId)
    expect(await ends()).toEqual([[undefined], ['renewed']])
    await world.transact(({ schedule }) => schedule.expireConsents('2026-11-21', api.clock.now()))
    expect(await ends()).toEqual([['expired'], ['renewed']])
  })

  it('stay verifiable after the key was changed, whose private half is erased then', async () => {
    await agree(journey())
    const [before] = await list()
    const keys = createSigningKeys(api.database, world.vault)
    await api.database.kysely.deleteFrom('signing_key').where('sealed_private', 'is', null).execute()
    const { retired, live } = await keys.rotate()
    expect((await verified(before!.receipt)).header.kid).toBe(retired)
    expect((await keySet()).keys.map(({ kid }) => kid)).toEqual([live, retired])
    const rows = await api.database.kysely.selectFrom('signing_key').selectAll().execute()
    expect(rows.find(({ kid }) => kid === retired)).toMatchObject({ sealed_private: null })
    expect(JSON.stringify(await keySet())).not.toContain('"d"')
    await api.database.kysely.deleteFrom('signing_key').execute()
  })

  it('keys asked for by several at once are one', async () => {
    const keys = createSigningKeys(api.database, world.vault)
    const signers = await Promise.all([1, 2, 3, 4].map(() => keys.signer()))
    expect(new Set(signers.map(({ kid }) => kid)).size).toBe(1)
    await api.database.kysely.deleteFrom('signing_key').execute()
  })
})
