import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { type ApiHarness, openApiHarness, secretOf } from './testing/api-harness.ts'
import { seedAccount, seedChannel, seedConnection, seedTransaction } from './testing/seed-bank-data.ts'

interface Told {
  readonly id: string
  readonly type: string
  readonly resource: { readonly id?: string; readonly status?: string }
  readonly cursor?: string
}

describeEachDatabase('event queues', (open) => {
  let api: ApiHarness
  let url: string
  let client: string
  let marie: { id: string; token: string }
  let connectionId: number

  beforeAll(async () => {
    api = await openApiHarness(open)
    api.app.addHook('preClose', async () => api.deps.notifications.watch.stop())
    url = await api.app.listen({ host: '127.0.0.1', port: 0 })
    marie = await api.signUp('marie@example.org')
    client = await tokenOf('shop')
    connectionId = await seedConnection(api.database, Number(marie.id))
    await seedChannel(api.database, connectionId, { consent_until: '2026-06-01' })
  })
  afterAll(() => api.app.close())

  const tokenOf = async (id: string): Promise<string> => {
    const body = { grant_type: 'client_credentials', client_id: id, client_secret: secretOf(id) }
    return ((await api.call('POST', '/token', { body })).body as { access_token: string }).access_token
  }
  const subscribe = async (token = marie.token): Promise<string> => {
    const made = await api.call('POST', '/v2.1/queues', { token })
    expect(made.status).toBe(201)
    return (made.body as { id: string }).id
  }
  const read = async (queue: string, query = '', token = marie.token) => {
    const answer = await api.call('GET', `/v2.1/queues/${queue}/events${query}`, { token })
    expect(answer.status, answer.text).toBe(200)
    return answer.body as Told[]
  }
  const fire = async (body: Record<string, unknown>, token = client) =>
    api.call('POST', '/v2.1/sandbox/events', { token, body: { connection_id: String(connectionId), ...body } })

  it('hold what happened since, in order, for their own user', async () => {
    await fire({ type: 'connection_created' })
    const queue = await subscribe()
    expect(await read(queue)).toEqual([])
    expect(
      (await fire({ type: 'connection_synchronised', status: 'CHALLENGE_REQUIRED', new_transactions: false })).status,
    ).toBe(204)
    await fire({ type: 'consent_ending', days_left: 7 })
    const told = await read(queue)
    expect(told).toMatchObject([
      {
        type: 'connection_synchronised',
        event_type: 'UPDATED',
        resource_type: 'CONNECTIONS',
        creation_date: Math.floor(api.clock.now().getTime() / 1000),
        user_id: marie.id,
        connection_id: String(connectionId),
        channel_definition_id: '1201',
        new_transactions: false,
        action: { reason: 'CHALLENGE_REQUIRED', endpoint: 'user_input' },
        resource: {
          id: String(connectionId),
          user_id: marie.id,
          channels: [{ mode: 'REDIRECT' }, { mode: 'EMBEDDED' }],
        },
      },
      { type: 'consent_ending', resource_type: 'CONSENTS', days_left: 7, resource: { expires: 1780351199 } },
    ])
    expect(await read(queue, `?after=${told[0]?.id}`)).toMatchObject([{ id: told[1]?.id }])
    expect(await read(queue, `?after=${told[1]?.id}`)).toEqual([])
    // Reading takes nothing away.
    expect(await read(queue)).toHaveLength(2)
  })

  it('show the connection as it is now, and what is left of one that is gone', async () => {
    const queue = await subscribe()
    const other = await seedConnection(api.database, Number(marie.id), { status: 'RUNNING' })
    await fire({ type: 'connection_synchronised', connection_id: String(other) })
    await api.database.kysely.updateTable('connection').set({ status: 'FAILED' }).where('id', '=', other).execute()
    expect((await read(queue))[0]?.resource).toMatchObject({ id: String(other), status: 'FAILED' })
    await fire({ type: 'connection_deleted', connection_id: String(other) })
    await api.database.kysely.deleteFrom('connection').where('id', '=', other).execute()
    const told = await read(queue)
    expect(told.map(({ resource }) => resource.status)).toEqual(['CLOSED', 'CLOSED'])
    expect(told[1]?.resource).toMatchObject({ id: String(other), provider_id: '12', creation_date: 1772352000 })
  })

  it('tell of accounts, and with the changes of transactions where to read on', async () => {
    const queue = await subscribe()
    const accountId = await seedAccount(api.database, { userId: Number(marie.id), connectionId })
    await seedTransaction(api.database, { userId: Number(marie.id), accountId })
    await fire({ type: 'account_found', account_id: String(accountId) })
    await fire({ type: 'transactions_changed' })
    const [found, changed] = await read(queue)
    expect(found?.resource).toMatchObject({ id: String(accountId), name: 'Compte courant' })
    const changes = await api.call('GET', `/v2.1/transactions/changes?since=${changed?.cursor}`, { token: marie.token })
    expect(changes.body).toMatchObject({ added: [{ account_id: String(accountId) }], removed: [] })
  })

  it('are nobody else’s: not found', async () => {
    const queue = await subscribe()
    const paul = await api.signUp('paul@example.org')
    for (const token of [paul.token, (await api.signUp('marie@example.org', 'other')).token]) {
      expect((await api.call('GET', `/v2.1/queues/${queue}/events`, { token })).status).toBe(404)
      expect((await api.call('DELETE', `/v2.1/queues/${queue}`, { token })).status).toBe(404)
    }
    expect((await fire({ type: 'consent_ended' }, await tokenOf('other'))).status).toBe(404)
    const empty = String(await seedConnection(api.database, Number(paul.id)))
    expect((await fire({ type: 'account_found', connection_id: empty })).status).toBe(404)
    expect((await api.call('GET', `/v2.1/queues/${queue}/events`, { token: client })).status).toBe(403)
    for (const scope of ['transactions_read', 'connections_manage connections_sync']) {
      const poor = await api.signUp(`${scope.length}@example.org`, 'shop', scope)
      expect((await api.call('POST', '/v2.1/queues', { token: poor.token })).status, scope).toBe(403)
      expect((await api.call('GET', `/v2.1/queues/${queue}/events`, { token: poor.token })).status, scope).toBe(403)
    }
    expect((await api.call('DELETE', `/v2.1/queues/${queue}`, { token: marie.token })).status).toBe(204)
    expect((await api.call('GET', `/v2.1/queues/${queue}/events`, { token: marie.token })).status).toBe(404)
    expect((await api.call('GET', '/v2.1/queues/x/events?after=what', { token: marie.token })).status).toBe(400)
    expect((await api.call('GET', '/v2.1/queues/x/events?wait=31', { token: marie.token })).status).toBe(400)
  })

  it('are ten at most, and go when nobody reads them', async () => {
    const { token } = await api.signUp('many@example.org')
    const queues: string[] = []
    for (let n = 0; n < 10; n++) queues.push(await subscribe(token))
    const full = await api.call('POST', '/v2.1/queues', { token })
    expect([full.status, full.body]).toMatchObject([409, { error: 'too_many_queues' }])
  })

  it('forget what is older than a day', async () => {
    const { id, token } = await api.signUp('slow@example.org')
    const own = await seedConnection(api.database, Number(id))
    const queue = await subscribe(token)
    await fire({ type: 'consent_ended', connection_id: String(own) })
    expect(await read(queue, '', token)).toHaveLength(1)
    const { at } = await api.database.kysely
      .selectFrom('event')
      .select('at')
      .where('user_id', '=', Number(id))
      .executeTakeFirstOrThrow()
    const before = new Date(at.getTime() - 24 * 3_600_000)
    await api.database.kysely.updateTable('event').set({ at: before }).where('user_id', '=', Number(id)).execute()
    expect(await read(queue, '', token)).toEqual([])
  })

  it('answer as soon as something comes, hold no session meanwhile, and bound how many wait', async () => {
    const { id, token } = await api.signUp('waits@example.org')
    const own = await seedConnection(api.database, Number(id))
    const queue = await subscribe(token)
    const waiting = Array.from({ length: 11 }, () => api.call('GET', `/v2.1/queues/${queue}/events?wait=30`, { token }))
    // All but ten are turned away at once.
    expect(await Promise.race(waiting)).toMatchObject({ status: 429, headers: { 'retry-after': '5' } })
    await expect.poll(() => api.database.stats().busy, { timeout: 60_000 }).toBe(0)
    await fire({ type: 'consent_ended', connection_id: String(own) })
    const answers = await Promise.all(waiting)
    const told = answers.filter(({ status }) => status === 200)
    expect(told).toHaveLength(10)
    for (const { body } of told) expect(body).toMatchObject([{ type: 'consent_ended' }])
    expect(await read(queue, `?wait=1&after=${(await read(queue, '', token))[0]?.id}`, token)).toEqual([])
  })

  it('leave one of a newer release to that one: whoever waits goes on waiting', async () => {
    const { id, token } = await api.signUp('upgrades@example.org')
    const own = await seedConnection(api.database, Number(id))
    const queue = await subscribe(token)
    await fire({ type: 'consent_ended', connection_id: String(own) })
    await sql`update event set type = 'from_the_future' where user_id = ${id}::bigint`.execute(api.database.kysely)
    const page = await api.deps.notifications.queues.read(Number(id), queue, undefined)
    const { last } = (await sql<{ last: number }>`select last from event_line`.execute(api.database.kysely)).rows[0]!
    expect(page).toEqual({ events: [], upTo: last })
    const waits = read(queue, '?wait=30', token)
    await expect.poll(() => api.database.stats().busy, { timeout: 60_000 }).toBe(0)
    await fire({ type: 'consent_ending', connection_id: String(own) })
    expect(await waits).toMatchObject([{ type: 'consent_ending' }])
  })

  it('stream the same, go on where a reader stopped, and end with the queue', async () => {
    const { id, token } = await api.signUp('streams@example.org')
    const own = String(await seedConnection(api.database, Number(id)))
    const queue = await subscribe(token)
    const connect = (headers: Record<string, string> = {}) =>
      fetch(`${url}/v2.1/queues/${queue}/events`, {
        headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream', ...headers },
      })
    const listen = async (headers?: Record<string, string>) => {
      const stream = await connect(headers)
      expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
      if (!stream.body) throw new Error('no stream')
      const reader = stream.body.pipeThrough(new TextDecoderStream()).getReader()
      let text = ''
      return {
        reader,
        /** All that came, once it matches; the end counts as a match of what never comes. */
        async until(pattern: RegExp): Promise<string> {
          while (!pattern.test(text)) {
            const { value, done } = await reader.read()
            if (done) return `${text}ended`
            text += value
          }
          return text
        },
      }
    }
    const one = await listen()
    await one.until(/retry/)
    await fire({ type: 'consent_ending', connection_id: own })
    await one.until(/event: consent_ending\ndata: .*\n\n/)
    await fire({ type: 'consent_ended', connection_id: own })
    const text = await one.until(/event: consent_ended\ndata: .*\n\n/)
    const [first, second] = await read(queue, '', token)
    expect(text.match(/^id: .*$/gm)).toEqual([`id: ${first?.id}`, `id: ${second?.id}`])
    expect(JSON.parse(/event: consent_ended\ndata: (.*)/.exec(text)?.[1] ?? '')).toEqual(second)
    await one.reader.cancel()
    const again = await listen({ 'last-event-id': first?.id ?? '' })
    expect((await again.until(/data: .*\n\n/)).match(/^id: .*$/gm)).toEqual([`id: ${second?.id}`])
    // The process stops: whoever waits is answered.
    const waits = read(queue, `?wait=30&after=${second?.id}`, token)
    await expect.poll(() => api.database.stats().busy, { timeout: 60_000 }).toBe(0)
    api.deps.notifications.watch.stop()
    expect(await waits).toEqual([])
    expect(await again.until(/never/)).toMatch(/ended$/)
  })
})
