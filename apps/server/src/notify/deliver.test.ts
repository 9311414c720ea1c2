import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { startReceiver, verifies, type WebhookReceiver } from '../../../../tests/support/webhook-receiver.ts'
import { AdjustableClock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { createHousekeeping } from '../store/repositories/housekeeping.ts'
import { createTokenStore } from '../store/repositories/token-store.ts'
import { parseKeyRing } from '../store/vault/key-ring.ts'
import { Vault } from '../store/vault/vault.ts'
import { createCourier } from './courier.ts'
import { type DeliverDeps, deliverWebhook } from './deliver.ts'
import { createNotifications, type Notifications } from './notifications.ts'
import { tellProviderBack } from './provider-back.ts'
import { putInLine } from './put-in-line.ts'
import { toldTypes } from './told-event.ts'
import { webhookSockets } from './webhook-socket.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describeEachDatabase('webhooks', (open) => {
  const clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
  let database: Database
  let hooks: Notifications
  let receiver: WebhookReceiver
  let deps: DeliverDeps
  let client: string
  let id: string
  let secret: string

  beforeAll(async () => {
    database = await open({ clock })
    receiver = await startReceiver()
    const vault = new Vault(parseKeyRing(randomBytes(32).toString('base64'), 'test'))
    const report = (error: unknown) => {
      throw error
    }
    hooks = createNotifications({ database, vault, allowLoopback: true, sandbox: true, report })
    deps = {
      database,
      secrets: hooks.webhooks.secrets,
      present: async (events) =>
        events.map((event) => ({ id: String(event.id), type: event.type, connection_id: String(event.connection_id) })),
      open: webhookSockets({ allowLoopback: true, now: () => clock.now() }),
      log: () => {},
    }
  })
  afterAll(() => receiver.close())
  beforeEach(async () => {
    client = randomBytes(4).toString('hex')
    await database.kysely
      .insertInto('client')
      .values({ id: client, name: client, logo_url: null, secret_hashes: [], created_at: clock.now() })
      .execute()
    const made = await hooks.webhooks.create(client, { url: receiver.url, types: [] })
    id = made?.id ?? ''
    secret = made?.secret.expose() ?? ''
    receiver.received.length = 0
    receiver.answer = () => 204
  })

  /** Written and in line, of so many connections. */
  async function happened(...connections: readonly number[]): Promise<string[]> {
    const ids: string[] = []
    for (const connection_id of connections) {
      const row = {
        seq: null,
        type: 'connection_synchronised',
        client_id: client,
        provider_id: '12',
        at: clock.now(),
      } as const
      const made = await database.kysely
        .insertInto('event')
        .values({ ...row, user_id: 1, connection_id })
        .returning('id')
        .executeTakeFirstOrThrow()
      ids.push(String(made.id))
    }
    await putInLine(database)
    return ids
  }
  const deliver = (more: Partial<DeliverDeps> = {}, signal = new AbortController().signal) =>
    deliverWebhook({ ...deps, ...more }, id, signal)
  const got = () => receiver.received.map((one) => one.id)
  const shown = async () => (await hooks.webhooks.list(client, id))[0]
  const due = async () => {
    const query = database.kysely.selectFrom('webhook').select('due_at').where('id', '=', id)
    return (await query.executeTakeFirstOrThrow()).due_at
  }

  it('come in order, signed so that a stranger’s library and the published algorithm agree, and are then done', async () => {
    const ids = await happened(1, 2, 1, 3, 1)
    await deliver()
    expect(got().toSorted()).toEqual(ids.toSorted())
    expect(receiver.received.filter(({ body }) => body.connection_id === '1').map((one) => one.id)).toEqual([
      ids[0],
      ids[2],
      ids[4],
    ])
    for (const one of receiver.received) {
      expect(verifies(one, secret)).toBe(true)
      expect(verifies({ ...one, text: `${one.text} ` }, secret)).toBe(false)
      // The library looks at the real time too.
      const age = Math.abs(Number(one.headers['webhook-timestamp']) - clock.now().getTime() / 1000)
      expect(age).toBeLessThan(1)
      expect(new Webhook(secret).sign(one.id, clock.now(), one.text)).toBe(one.headers['webhook-signature'])
      expect(one.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'Raccord-Webhooks' })
    }
    expect(await shown()).toMatchObject({ undelivered: 0, dead: 0, failing_since: null, last_success_at: clock.now() })
    expect(await due()).toBeNull()
  })

  it('what failed is tried again, and holds back its own connection alone', async () => {
    const [first = '', other = '', second = ''] = await happened(1, 2, 1)
    receiver.answer = ({ id }) => (id === first ? 500 : 204)
    await deliver()
    expect(got().toSorted()).toEqual([first, other].toSorted())
    expect(await shown()).toMatchObject({ undelivered: 2, last_failure: '500' })
    expect(await due()).toEqual(new Date(clock.now().getTime() + 5_000))
    await deliver()
    expect(got()).toHaveLength(2)
    clock.advance(5_000)
    receiver.answer = () => 204
    await deliver()
    expect(got().slice(2)).toEqual([first, second])
    expect(receiver.received[2]?.headers['webhook-timestamp']).not.toBe(
      receiver.received[0]?.headers['webhook-timestamp'],
    )
  })

  it('sent and not written down when the process dies, they are sent again', async () => {
    const [first = ''] = await happened(1)
    const dies = { ...database, kysely: database.kysely }
    const killed = new Error('killed')
    const socket = deps.open
    await expect(
      deliver({
        database: dies,
        open: (url) => {
          const open = socket(url)
          return {
            ...open,
            async post(headers, body) {
              await open.post(headers, body)
              throw killed
            },
          }
        },
      }),
    ).rejects.toBe(killed)
    expect(got()).toEqual([first])
    await deliver()
    expect(got()).toEqual([first, first])
  })

  it('given up a day after its first failure, each is a dead letter: the next go on, and a replay brings one or a span back, in order', async () => {
    const from = clock.now()
    const [first = '', second = ''] = await happened(1, 1)
    receiver.answer = () => 503
    const givenUp = async (dead: number) => {
      const begun = clock.now().getTime()
      for (let tries = 0; tries < 20 && (await shown())?.dead !== dead; tries++) {
        clock.advance(Math.max(0, (await due())!.getTime() - clock.now().getTime()))
        await deliver()
      }
      expect(await shown()).toMatchObject({ dead })
      expect(clock.now().getTime() - begun).toBeGreaterThan(24 * HOUR)
    }
    await givenUp(1)
    expect(got().filter((one) => one === first)).toHaveLength(14)
    await givenUp(2)
    receiver.answer = () => 204
    const [third = ''] = await happened(1)
    await deliver()
    expect(got().at(-1)).toBe(third)
    expect(await shown()).toMatchObject({ undelivered: 0, dead: 2 })
    receiver.received.length = 0
    const target = { clientId: client, webhookId: id }
    expect(await hooks.replay({ ...target, clientId: 'other' }, { eventId: Number(first) })).toBeUndefined()
    expect(await hooks.replay(target, { eventId: 999_999_999 })).toBe(0)
    expect(await hooks.replay(target, { eventId: Number(second) })).toBe(1)
    await deliver()
    expect(got()).toEqual([second])
    expect(await hooks.replay(target, { from, to: clock.now() })).toBe(3)
    await deliver()
    expect(got()).toEqual([second, first, second, third])
    expect(await shown()).toMatchObject({ undelivered: 0, dead: 0 })
  })

  it('nothing is given up untried, or after one try, when it was we who were away for days', async () => {
    const [first = '', second = '', other = ''] = await happened(1, 1, 2)
    receiver.answer = ({ id }) => (id === first ? 500 : 204)
    await deliver()
    expect(got().toSorted()).toEqual([first, other].toSorted())
    const [later = ''] = await happened(3)
    clock.advance(30 * 24 * HOUR)
    receiver.answer = () => 204
    await deliver()
    expect(got().slice(2).toSorted()).toEqual([first, second, later].toSorted())
    expect(await shown()).toMatchObject({ undelivered: 0, dead: 0 })
  })

  it('one of a newer release waits for that one, with what stands behind it in its lane; all others go', async () => {
    const [first = '', unknown = '', behind = '', other = ''] = await happened(1, 1, 1, 2)
    await sql`update event set type = 'from_the_future' where id = ${unknown}::bigint`.execute(database.kysely)
    let looks = 0
    const present: DeliverDeps['present'] = async (events) => {
      looks += 1
      // One look too many would never be the last.
      if (looks > 5) throw new Error('again and again')
      return deps.present(events.filter(({ type }) => toldTypes.includes(type)))
    }
    await deliver({ present })
    expect(got().toSorted()).toEqual([first, other].toSorted())
    expect(await shown()).toMatchObject({ undelivered: 2, dead: 0, last_failure: null })
    expect(await due(), 'not at once').toEqual(new Date(clock.now().getTime() + 5_000))
    await deliver({ present })
    expect(got()).toHaveLength(2)
    await deliver()
    expect(got().slice(2)).toEqual([unknown, behind])
    expect(await due()).toBeNull()
  })

  it('an endpoint that fails as a whole is left alone for a while, paused after three days, and goes on after a replay', async () => {
    const from = clock.now()
    await happened(...Array.from({ length: 30 }, (_, n) => n + 1))
    receiver.answer = () => 500
    await deliver()
    // Eight at a time, and no more once five have failed.
    expect(got().length).toBeLessThan(15)
    expect((await due())!.getTime()).toBeGreaterThanOrEqual(clock.now().getTime() + 10_000)
    const tried = got().length
    await deliver()
    expect(got()).toHaveLength(tried)
    clock.advance(71 * HOUR)
    await happened(1)
    await deliver()
    expect(await shown()).toMatchObject({ paused_at: null, failing_since: from })
    clock.advance(2 * HOUR)
    await deliver()
    expect(await shown()).toMatchObject({ paused_at: clock.now(), undelivered: 0, dead: 31 })
    const before = got().length
    const [while_ = ''] = await happened(1)
    await deliver()
    expect(got()).toHaveLength(before)
    receiver.answer = () => 204
    await hooks.replay({ clientId: client, webhookId: id }, { from, to: clock.now() })
    await deliver()
    expect(got().slice(before)).toHaveLength(32)
    expect(receiver.received.findLast(({ body }) => body.connection_id === '1')?.id).toBe(while_)
    expect(await shown()).toMatchObject({ paused_at: null, failing_since: null, dead: 0 })
  })

  it('who answers 410 is asked no more', async () => {
    await happened(1, 2)
    receiver.answer = () => 410
    await deliver()
    expect(await shown()).toMatchObject({ paused_at: clock.now(), last_failure: '410' })
  })

  it('after a rotation two secrets are live, then the new one alone', async () => {
    const before = (await hooks.webhooks.rotate(client, id))?.expose() ?? ''
    const newest = (await hooks.webhooks.rotate(client, id))?.expose() ?? ''
    expect(await hooks.webhooks.rotate('other', id)).toBeUndefined()
    const verifying = async () => {
      await happened(1)
      await deliver()
      const last = receiver.received.at(-1)
      return [secret, before, newest].map((one) => last !== undefined && verifies(last, one))
    }
    expect(await verifying()).toEqual([false, true, true])
    clock.advance(7 * 24 * HOUR)
    expect(await verifying()).toEqual([false, false, true])
    const rows = await database.kysely.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(Buffer.from(rows.sealed_secret).toString('latin1')).not.toContain(newest.slice(10))
  })

  it('nothing goes to addresses that are not public, whatever the name says', async () => {
    for (const [url, failure] of [
      ['http://127.0.0.1:1/', 'unreachable'],
      ['https://10.0.0.1/', 'refused'],
      ['https://169.254.169.254/latest/meta-data', 'refused'],
      ['https://[::ffff:192.168.0.1]/', 'refused'],
      ['http://example.org/', 'refused'],
    ]) {
      const socket = deps.open(url ?? '')
      expect(await socket.post({}, '{}'), url).toEqual({ ok: false, failure })
      await socket.close()
    }
    const production = webhookSockets({ allowLoopback: false, now: () => clock.now() })(receiver.url)
    expect(await production.post({}, '{}')).toEqual({ ok: false, failure: 'refused' })
    expect(receiver.received).toEqual([])
  })

  it('redirects are no success, and a body that does not end costs nothing', async () => {
    const [first = ''] = await happened(1)
    receiver.answer = (_, response) => {
      response.writeHead(302, { location: receiver.url }).end()
      return undefined
    }
    await deliver()
    expect(await shown()).toMatchObject({ last_failure: '302', undelivered: 1 })
    receiver.answer = (_, response) => {
      response.writeHead(200)
      for (let n = 0; n < 100; n++) response.write('x'.repeat(1_000))
      return undefined
    }
    clock.advance(MINUTE)
    await deliver()
    expect(got()).toEqual([first, first])
    expect(await shown()).toMatchObject({ undelivered: 0 })
  })

  it('the courier puts what is due in line once, and again when nothing is heard of it', async () => {
    await happened(1)
    const jobs: string[] = []
    const enqueue = async (_tx: unknown, webhookId: string) => void jobs.push(webhookId)
    const courier = createCourier({ database, enqueue, report: () => {} })
    const own = () => jobs.filter((one) => one === id)
    await courier.look()
    await courier.look()
    expect(own()).toHaveLength(1)
    clock.advance(MINUTE)
    await courier.look()
    expect(own()).toHaveLength(2)
    await deliver()
    clock.advance(MINUTE)
    await courier.look()
    expect(own()).toHaveLength(2)
  })

  it('only what it asked for, and what happened since; ten of them at most', async () => {
    const made = await hooks.webhooks.create(client, { url: receiver.url, types: ['consent_ended'] })
    await happened(1)
    const [other] = await hooks.webhooks.list(client, made?.id)
    expect(other).toMatchObject({ undelivered: 0, types: ['consent_ended'] })
    for (let n = 0; n < 8; n++)
      expect(await hooks.webhooks.create(client, { url: receiver.url, types: [] })).toBeDefined()
    expect(await hooks.webhooks.create(client, { url: receiver.url, types: [] })).toBeUndefined()
    expect(await hooks.webhooks.remove('other', id)).toBe(false)
    expect(await hooks.webhooks.remove(client, id)).toBe(true)
    await deliver()
    expect(receiver.received).toEqual([])
  })

  it('a bank that is back is told to each client once, however many processes notice', async () => {
    clock.advance(HOUR)
    await tellProviderBack(database, '77')
    await tellProviderBack(database, '77')
    await putInLine(database)
    await deliver()
    expect(receiver.received).toMatchObject([{ body: { type: 'provider_available' } }])
    clock.advance(HOUR)
    await tellProviderBack(database, '77')
    await putInLine(database)
    await deliver()
    expect(receiver.received).toHaveLength(2)
  })

  it('events and their dead letters go after a week', async () => {
    await happened(1)
    const house = createHousekeeping(database, createTokenStore(database))
    const left = async () =>
      (await database.kysely.selectFrom('event').select('id').where('client_id', '=', client).execute()).length
    clock.advance(6 * 24 * HOUR)
    await house.forgetEvents(clock.now())
    expect(await left()).toBe(1)
    clock.advance(25 * HOUR)
    await house.forgetEvents(clock.now())
    expect(await left()).toBe(0)
    expect(await shown()).toMatchObject({ undelivered: 0, dead: 0 })
  })
})
