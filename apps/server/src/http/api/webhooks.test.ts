import { notificationTypes } from '@raccord/contract'
import { notificationOut } from '@raccord/contract/wire'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { startReceiver, verifies, type WebhookReceiver } from '../../../../../tests/support/webhook-receiver.ts'
import { deliverWebhook } from '../../notify/deliver.ts'
import { putInLine } from '../../notify/put-in-line.ts'
import { webhookSockets } from '../../notify/webhook-socket.ts'
import { presentNotifications } from './present/notification.ts'
import { type ApiHarness, openApiHarness, sameDatabase, secretOf } from './testing/api-harness.ts'
import { seedAccount, seedChannel, seedConnection } from './testing/seed-bank-data.ts'

interface Shown {
  readonly id: string
  readonly secret: string
  readonly [field: string]: unknown
}

describeEachDatabase('webhooks by API', (open) => {
  let api: ApiHarness
  let receiver: WebhookReceiver
  let shop: string
  let other: string

  beforeAll(async () => {
    api = await openApiHarness(open)
    receiver = await startReceiver()
    shop = await tokenOf('shop')
    other = await tokenOf('other')
  })
  afterAll(async () => {
    await receiver.close()
    await api.app.close()
  })

  const tokenOf = async (id: string): Promise<string> => {
    const body = { grant_type: 'client_credentials', client_id: id, client_secret: secretOf(id) }
    return ((await api.call('POST', '/token', { body })).body as { access_token: string }).access_token
  }
  const create = (body: object, token = shop) => api.call('POST', '/v2.1/webhooks', { token, body })
  const list = async (token = shop) => (await api.call('GET', '/v2.1/webhooks', { token })).body as Shown[]
  const deliver = async (id: string) => {
    await putInLine(api.database)
    const now = () => api.clock.now()
    const deps = {
      database: api.database,
      secrets: api.deps.notifications.webhooks.secrets,
      present: (events: Parameters<typeof presentNotifications>[1]) => presentNotifications(api.deps, events),
      open: webhookSockets({ allowLoopback: true, now }),
      log: () => {},
    }
    await deliverWebhook(deps, id, new AbortController().signal)
  }

  it('are made with a secret that is shown once, and listed, rotated and deleted by their client alone', async () => {
    const made = await create({ url: receiver.url, types: ['consent_ended', 'consent_ended'] })
    expect(made.status).toBe(201)
    const { id, secret, ...shown } = made.body as Shown
    expect(made.headers['location']).toBe(`https://api.example/v2.1/webhooks/${id}`)
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(shown).toMatchObject({ url: receiver.url, types: ['consent_ended'], status: 'ACTIVE', undelivered: 0 })
    expect(await list()).toEqual([{ id, ...shown }])
    expect(await list(other)).toEqual([])
    for (const [method, path] of [
      ['POST', `/v2.1/webhooks/${id}/rotate`],
      ['POST', `/v2.1/webhooks/${id}/replay`],
      ['DELETE', `/v2.1/webhooks/${id}`],
    ] as const) {
      const body = path.endsWith('replay') ? { body: { from: 0 } } : {}
      expect((await api.call(method, path, { token: other, ...body })).status, path).toBe(404)
    }
    const rotated = await api.call('POST', `/v2.1/webhooks/${id}/rotate`, { token: shop })
    expect(rotated.body).toMatchObject({ id, previous_secret_expires: expect.any(Number) })
    expect((rotated.body as Shown).secret).not.toBe(secret)
    expect((await api.call('DELETE', `/v2.1/webhooks/${id}`, { token: shop })).status).toBe(204)
    expect(await list()).toEqual([])
  })

  it('are no matter of users', async () => {
    const { token } = await api.signUp('user@example.org')
    for (const [method, path] of [
      ['GET', '/v2.1/webhooks'],
      ['POST', '/v2.1/webhooks'],
      ['DELETE', '/v2.1/webhooks/x'],
      ['POST', '/v2.1/webhooks/x/rotate'],
      ['POST', '/v2.1/webhooks/x/replay'],
      ['POST', '/v2.1/sandbox/events'],
    ] as const)
      expect((await api.call(method, path, { token, body: {} })).status, path).toBe(403)
  })

  it('lead to no address that is not public', async () => {
    for (const url of [
      'ftp://example.org/',
      'http://example.org/',
      'https://user:pass@example.org/',
      'https://10.1.2.3/',
      'https://[fd00::1]/',
      'https://169.254.169.254/',
      'https://example.org/#here',
      'nowhere',
      '',
    ]) {
      const answer = await create({ url })
      expect([answer.status, url]).toEqual([400, url])
      expect(answer.body).toMatchObject({ error_description: expect.stringMatching(/^url: /) })
    }
    expect((await create({ url: receiver.url, types: ['everything'] })).status).toBe(400)
  })

  it('are sent each type of event, as the wire has it, and replayed', async () => {
    const { id, secret } = (await create({ url: receiver.url })).body as Shown
    const person = await api.signUp('told@example.org')
    const connectionId = await seedConnection(api.database, Number(person.id))
    await seedChannel(api.database, connectionId)
    await seedAccount(api.database, { userId: Number(person.id), connectionId })
    for (const type of notificationTypes) {
      const body =
        type === 'provider_available' ? { type, provider_id: '12' } : { type, connection_id: String(connectionId) }
      expect((await api.call('POST', '/v2.1/sandbox/events', { token: shop, body })).status, type).toBe(204)
    }
    await deliver(id)
    expect(receiver.received.map(({ body }) => body.type).toSorted()).toEqual([...notificationTypes].toSorted())
    for (const one of receiver.received) {
      expect(verifies(one, secret)).toBe(true)
      expect(notificationOut.parse(one.body)).toMatchObject({ id: one.id })
    }
    const [first] = receiver.received
    const replay = (body: object) => api.call('POST', `/v2.1/webhooks/${id}/replay`, { token: shop, body })
    expect((await replay({ event_id: first?.id })).body).toEqual({ events: 1 })
    await deliver(id)
    expect(receiver.received.at(-1)?.id).toBe(first?.id)
    expect((await replay({ from: Math.floor(api.clock.now().getTime() / 1000) })).body).toEqual({
      events: notificationTypes.length,
    })
    expect((await replay({ event_id: '123456789' })).status).toBe(404)
    expect((await replay({ event_id: 'x' })).status).toBe(404)
    expect((await replay({})).status).toBe(400)
    expect((await replay({ from: 1, event_id: '1' })).status).toBe(400)
    for (const body of [
      { type: 'provider_available', provider_id: '999' },
      { type: 'consent_ended' },
      { type: 'what' },
    ])
      expect((await api.call('POST', '/v2.1/sandbox/events', { token: shop, body })).status).toBe(400)
  })

  it('say how they fare', async () => {
    receiver.answer = () => 500
    const [{ id } = { id: '' }] = await list()
    await deliver(id)
    expect(await list()).toMatchObject([{ status: 'FAILING', last_failure: '500', failing_since: expect.any(Number) }])
    await api.database.kysely.updateTable('webhook').set({ paused_at: api.clock.now() }).where('id', '=', id).execute()
    expect(await list()).toMatchObject([{ status: 'PAUSED', paused_date: expect.any(Number) }])
  })

  it('and no invented events where it is no sandbox', async () => {
    const { fire: _, ...notifications } = api.deps.notifications
    const production = await openApiHarness(sameDatabase(api), { notifications })
    const body = { type: 'provider_available', provider_id: '12' }
    expect((await production.call('POST', '/v2.1/sandbox/events', { token: shop, body })).status).toBe(404)
    await production.app.close()
  })
})
