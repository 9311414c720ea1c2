import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import type { Fact } from '../../journey/facts.ts'
import { createSessionStore } from '../../store/repositories/session-store.ts'
import { openApiHarness, secretOf } from './testing/api-harness.ts'

const facts: Fact[] = [
  {
    kind: 'warned',
    parameter: 'locale',
    rule: 'must be English, French, Italian, Spanish or German (en, fr, it, es, de)',
  },
  { kind: 'deprecated_used', parameter: 'captive_mode' },
  { kind: 'provider_chosen', providerId: '100' },
  { kind: 'leg_started', leg: 71, definitionId: '10001' },
  { kind: 'failed', error: 'bank_unavailable', leg: 71, detail: 'HTTP 503', retryAt: 1_773_000_000 },
]

describeEachDatabase('GET /v2.1/widget_sessions/{id}', (open) => {
  test('tells the steps, warnings and failures to the client of the session, and to nobody else', async () => {
    const api = await openApiHarness(open)
    const user = await api.signUp('log@example.org')
    const id = 'A'.repeat(32)
    const hash = createHash('sha256').update(id).digest()
    const at = api.clock.now()
    const { kysely } = api.database
    const clientId = (await kysely.selectFrom('app_user').select('client_id').executeTakeFirstOrThrow()).client_id
    const owner = { client_id: clientId, user_id: Number(user.id) }
    // Expired already: the log is read after the fact.
    const session = { ...owner, id_hash: hash, created_at: at, seen_at: at, expires_at: new Date(at.getTime() - 1000) }
    await kysely.insertInto('widget_session').values(session).execute()
    const journey = await kysely
      .insertInto('journey')
      .values({
        ...owner,
        session_hash: hash,
        endpoint: 'add_connection',
        params: '{}',
        display: '{}',
        reference: 'ABCD-EFGH',
        sealed_session: hash,
        created_at: at,
        revision: facts.length,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const connection = await kysely
      .insertInto('connection')
      .values({ user_id: owner.user_id, provider_id: '100', name: 'Bank', created_at: at })
      .returning('id')
      .executeTakeFirstOrThrow()
    const run = await kysely
      .insertInto('sync_run')
      .values({ connection_id: connection.id, requested_by: 'journey', created_at: at, touched_at: at })
      .returning('id')
      .executeTakeFirstOrThrow()
    const unread = JSON.stringify({ amount_unreadable: 2, entry_not_object: 1 })
    await kysely
      .insertInto('sync_run_channel')
      .values({ run_id: run.id, definition_id: '10001', unread, gaps: 2 })
      .execute()
    const told: Fact[] = [
      ...facts,
      { kind: 'leg_authorised', leg: 71, definitionId: '10001', connectionId: connection.id, runId: run.id },
    ]
    const rows = told.map((fact, index) => ({ seq: index + 1, kind: fact.kind, data: JSON.stringify(fact) }))
    await kysely
      .insertInto('journey_fact')
      .values(rows.map((row) => ({ ...row, journey_id: journey.id, at })))
      .execute()

    const sessions = createSessionStore(api.database, { seal: () => hash, open: () => '' }, 30)
    const refused = { at, endpoint: 'add_connection', parameter: 'redirect_url', rule: 'must be registered' } as const
    for (let times = 0; times < 22; times++) await sessions.noteRefusal(hash, refused)

    const tokenOf = async (client: string) => {
      const body = { grant_type: 'client_credentials', client_id: client, client_secret: secretOf(client) }
      return ((await api.call('POST', '/token', { body })).body as { access_token: string }).access_token
    }
    const answer = await api.call('GET', `/v2.1/widget_sessions/${id}`, { token: await tokenOf(clientId) })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      user_id: user.id,
      refused_links: Array.from({ length: 20 }, () => ({
        endpoint: 'add_connection',
        parameter: 'redirect_url',
        rule: 'must be registered',
        date: Math.floor(at.getTime() / 1000),
      })),
      journeys: [
        {
          endpoint: 'add_connection',
          reference: 'ABCD-EFGH',
          status: 'OPEN',
          warnings: [{ parameter: 'locale' }],
          deprecated_parameters: ['captive_mode'],
          deprecations: [{ parameter: 'captive_mode', use: 'wait_sync_end', says: expect.stringMatching(/^Renamed/) }],
          unread_entries: [
            { channel_definition_id: '10001', count: 3, reasons: { amount_unreadable: 2, entry_not_object: 1 } },
          ],
          unreconciled_accounts: [{ channel_definition_id: '10001', count: 2 }],
          events: [
            { seq: 3, type: 'provider_chosen', provider_id: '100' },
            { seq: 4, type: 'leg_started', channel_definition_id: '10001' },
            { seq: 5, type: 'failed', error: 'bank_unavailable', detail: 'HTTP 503', retry_date: 1_773_000_000 },
            { seq: 6, type: 'leg_authorised', connection_id: String(connection.id) },
          ],
        },
      ],
    })
    expect(answer.text).not.toContain('71')

    const others = (await kysely.selectFrom('client').select('id').where('id', '<>', clientId).execute()).map(
      (row) => row.id,
    )
    expect(others.length).toBeGreaterThan(0)
    const foreign = await api.call('GET', `/v2.1/widget_sessions/${id}`, { token: await tokenOf(others[0] ?? '') })
    expect(foreign.status).toBe(404)
    const unknown = await api.call('GET', `/v2.1/widget_sessions/${'B'.repeat(32)}`, { token: await tokenOf(clientId) })
    expect(unknown.status).toBe(404)
    expect((await api.call('GET', `/v2.1/widget_sessions/${id}`, { token: user.token })).status).toBe(403)
  })
})
