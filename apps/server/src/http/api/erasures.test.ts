import { randomBytes } from 'node:crypto'
import { type ErasureOut, erasureOut, personExportOut } from '@raccord/contract/wire'
import { beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { bankAccount, entry, fault } from '../../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../../tests/support/sync-world.ts'
import { removeAccount, removeConnection, removeUser } from '../../connections/remove.ts'
import { revocationTries, revokeConsent } from '../../connections/revoke-consent.ts'
import { appendConsent } from '../../consent/append-consent.ts'
import { sealedColumns } from '../../store/sealed/sealed-columns.ts'
import { type ApiHarness, openApiHarness, secretOf } from './testing/api-harness.ts'

describeEachDatabase('erasure and portability', (open) => {
  let api: ApiHarness
  let world: SyncWorld
  let marie: { id: string; token: string }
  let nth = 0
  beforeEach(async () => {
    api ??= await openApiHarness(open, {
      removals: {
        user: (order) => removeUser(world.deps, order),
        connection: (order) => removeConnection(world.deps, order),
        account: (order) => removeAccount(world.deps, order),
      },
    })
    nth += 1
    marie = await api.signUp(`marie${nth}@example.org`)
    world = new SyncWorld(api.database, api.clock)
    world.userId = Number(marie.id)
    world.bank.accounts = [bankAccount('a'), bankAccount('b', { type: 'CREDIT_CARD' })]
    world.bank.transactions.set('a', [entry('2026-03-01', -1, 'A'), entry('2026-03-02', -2, 'B')])
  })

  const client = async (id = 'shop') => {
    const body = { grant_type: 'client_credentials', client_id: id, client_secret: secretOf(id) }
    return ((await api.call('POST', '/token', { body })).body as { access_token: string }).access_token
  }
  const connected = async () => {
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    return connectionId
  }
  const erase = async (url: string) => {
    const { status, headers } = await api.call('DELETE', url, { token: marie.token })
    expect(status).toBe(204)
    const [, path] =
      /^<https:\/\/api\.example(\/v2\.1\/erasures\/er_[\w-]{22})>; rel="status"$/.exec(String(headers['link'])) ?? []
    return path ?? ''
  }
  const report = async (path: string, token?: string) => {
    const { status, body } = await api.call('GET', path, { token: token ?? (await client()) })
    expect(status).toBe(200)
    return erasureOut.strict().parse(body) satisfies ErasureOut
  }
  const revokeAll = async () => {
    for (const { name, id } of world.jobs.splice(0)) if (name === 'revoke') await revokeConsent(world.deps, id)
  }

  it('a user’s: what went, what the bank confirmed, what stays; read by the client, who is the only one left', async () => {
    await connected()
    const path = await erase('/v2.1/users/me')
    const before = await report(path)
    expect(before).toMatchObject({
      subject: { type: 'user', id: marie.id, user_id: marie.id },
      origin: 'api',
      status: 'pending',
      erased: { connections: 1, accounts: 2, transactions: 2 },
      revocations: [{ provider_id: '1234', channel_definition_id: '123401', status: 'pending' }],
    })
    expect(before.due_date - before.date).toBeLessThanOrEqual(86_400)
    expect(before.kept.map(({ what }) => what).join()).toMatch(/agreed to.*deleted.*report/s)
    api.clock.advance(60_000)
    await revokeAll()
    const after = await report(path)
    expect(after).toMatchObject({ status: 'complete', revocations: [{ status: 'revoked' }] })
    expect(after.complete_date).toBe(after.date + 60)
    expect((await api.call('GET', path, { token: await client('other') })).status).toBe(404)
    expect((await api.call('GET', '/v2.1/erasures/er_none', { token: await client() })).status).toBe(404)
  })

  it('nothing of a person is left in any table but ids', async () => {
    const connectionId = await connected()
    const secret = `iban-${randomBytes(6).toString('hex')}`
    await api.database.kysely
      .updateTable('account')
      .set({ owner_name: secret, iban: secret })
      .where('connection_id', '=', connectionId)
      .execute()
    await erase('/v2.1/users/me')
    await revokeAll()
    for (const name of [
      'account',
      'transaction',
      'raw_page',
      'connection',
      'app_user',
      'token',
      'widget_session',
    ] as const) {
      const column = name === 'app_user' ? 'id' : name === 'raw_page' ? 'account_id' : 'user_id'
      const rows = await api.database.kysely
        .selectFrom(name)
        .selectAll()
        .where(column as never, '=', Number(marie.id) as never)
        .execute()
      expect([name, rows]).toEqual([name, []])
    }
    for (const name of ['consent_record', 'consent_grant', 'event', 'erasure', 'revocation'] as const)
      expect(JSON.stringify(await api.database.kysely.selectFrom(name).selectAll().execute())).not.toMatch(
        new RegExp(`${secret}|marie${nth}@`),
      )
  })

  it('a connection’s and an account’s; a bank that never confirms ends in time, and says so', async () => {
    const connectionId = await connected()
    const [first, second] = await world.accountRows(connectionId)
    const account = await report(await erase(`/v2.1/accounts/${first?.id}`), marie.token)
    expect(account).toMatchObject({ subject: { type: 'account' }, status: 'complete', revocations: [] })
    expect(account.erased).toEqual({ connections: 0, accounts: 1, transactions: 2 })
    expect(account.kept[0]?.what).toContain('recognises')
    const path = await erase(`/v2.1/connections/${connectionId}`)
    expect((await report(path)).erased).toEqual({ connections: 1, accounts: 1, transactions: 0 })
    const [job] = world.jobs.splice(0).filter(({ name }) => name === 'revoke')
    for (let tries = 0; tries < revocationTries; tries += 1) {
      world.bank.revokeAnswers.push(fault('bank_unavailable'))
      await revokeConsent(world.deps, job?.id ?? 0)
    }
    expect(await report(path)).toMatchObject({
      status: 'complete',
      revocations: [{ status: 'not_confirmed', reason: 'bank_unavailable' }],
    })
    expect(second).toBeDefined()
    const all = await api.call('GET', '/v2.1/erasures', { token: await client() })
    expect(
      z
        .array(erasureOut)
        .parse(all.body)
        .filter(({ subject }) => subject.user_id === marie.id)
        .map(({ subject }) => subject.type)
        .toSorted(),
    ).toEqual(['account', 'connection'])
  })

  it('what a bank may have granted in a journey that nobody finished ends with its user', async () => {
    const { kysely } = api.database
    const hash = randomBytes(32)
    const at = api.clock.now()
    await kysely
      .insertInto('widget_session')
      .values({
        id_hash: hash,
        client_id: 'shop',
        user_id: world.userId,
        created_at: at,
        seen_at: at,
        expires_at: new Date(at.getTime() + 3_600_000),
      })
      .execute()
    const { id: journey } = await kysely
      .insertInto('journey')
      .values({
        session_hash: hash,
        client_id: 'shop',
        user_id: world.userId,
        endpoint: 'add_connection',
        params: '{}',
        display: '{}',
        reference: 'R',
        sealed_session: randomBytes(8),
        created_at: at,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { id: leg } = await kysely
      .insertInto('leg')
      .values({ journey_id: journey, definition_id: '123401', created_at: at, departed_at: at })
      .returning('id')
      .executeTakeFirstOrThrow()
    const sealer = world.vault.for(sealedColumns.leg.columns.sealed_state)
    const state = sealer.seal(JSON.stringify({ consentId: 'half done' }), sealedColumns.leg.owner({ id: leg }))
    await kysely.updateTable('leg').set({ sealed_state: state }).where('id', '=', leg).execute()
    const path = await erase('/v2.1/users/me')
    expect((await report(path)).revocations).toMatchObject([{ channel_definition_id: '123401', status: 'pending' }])
    await revokeAll()
    expect(world.bank.calls.filter(({ call }) => call === 'revoke').map((call) => call.state['consentId'])).toEqual([
      'half done',
    ])
    expect((await report(path)).status).toBe('complete')
  })

  it('removed twice at once, is reported once', async () => {
    const order = { userId: world.userId, origin: 'api' }
    const ends = await Promise.all([removeUser(world.deps, order), removeUser(world.deps, order)])
    expect(ends.filter((end) => end === 'not_found')).toHaveLength(1)
    const rows = await api.database.kysely
      .selectFrom('erasure')
      .selectAll()
      .where('user_id', '=', world.userId)
      .execute()
    expect(rows).toHaveLength(1)
  })

  it('all that is kept of a person is given to him, and what he may not see is nobody else’s', async () => {
    const connectionId = await connected()
    const [, card] = await world.accountRows(connectionId)
    await world.transact((unit) =>
      appendConsent(unit.consents, {
        clientId: 'shop',
        userId: world.userId,
        providerId: '1234',
        definitionIds: ['123401'],
        action: 'accepted',
        locale: 'en',
        shown: {},
        scope: {},
        at: api.clock.now(),
        origin: 'x',
      }),
    )
    await api.database.kysely
      .updateTable('account')
      .set({ shared: false, status: 'PENDING_CONSENT' })
      .where('id', '=', card?.id ?? 0)
      .execute()
    const { kysely } = api.database
    await kysely
      .updateTable('transaction')
      .set({ origin: 'UPCOMING', counterparty_iban: 'DE89370400440532013000' })
      .where('user_id', '=', world.userId)
      .where('label', '=', 'B')
      .execute()
    const given = await api.call('GET', '/v2.1/users/me/export', { token: marie.token })
    expect(given.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="export.json"',
      'cache-control': 'no-store',
    })
    const all = personExportOut.strict().parse(JSON.parse(given.text))
    expect(all).toMatchObject({
      user: { id: marie.id, email: `marie${nth}@example.org` },
      connections: [{ id: String(connectionId) }],
      accounts: [
        {
          transactions: [
            { label: 'A' },
            { label: 'B', origin: 'UPCOMING', counterparty_iban: 'DE89370400440532013000' },
          ],
        },
      ],
      accounts_not_shared: [{ id: String(card?.id), status: 'PENDING_CONSENT' }],
      consents: [{ action: 'accepted' }],
      access_tokens: [],
    })
    const other = await api.signUp(`other${nth}@example.org`)
    const none = await api.call('GET', '/v2.1/users/me/export', { token: other.token })
    expect(personExportOut.parse(JSON.parse(none.text))).toMatchObject({ connections: [], accounts: [], consents: [] })
    const patterns = {
      ofx: /<STMTTRN>/g,
      qif: /^\^\r$/gm,
      csv: /\r\n/g,
      xml: /<Ntry>/g,
      beancount: /^2026-.* \* /gm,
      hledger: /^2026-.* \* /gm,
    }
    for (const [format, pattern] of Object.entries(patterns)) {
      const { status, text } = await api.call('GET', `/v2.1/users/me/export?format=${format}`, { token: marie.token })
      expect([format, status, (text.match(pattern) ?? []).length > 0]).toEqual([format, 200, true])
    }
    expect((await api.call('GET', '/v2.1/users/me/export?format=pdf', { token: marie.token })).status).toBe(400)
    const narrow = await api.signUp(`narrow${nth}@example.org`, 'shop', 'accounts_read')
    expect((await api.call('GET', '/v2.1/users/me/export', { token: narrow.token })).status).toBe(403)
  })
})
