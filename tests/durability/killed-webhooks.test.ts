import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ApiClient } from '../support/api-client.ts'
import { databaseKinds } from '../support/raccord-process.ts'
import { startReceiver, verifies, type WebhookReceiver } from '../support/webhook-receiver.ts'
import { bankFile, customer } from './support/bank-file.ts'
import { type CrashWorld, startCrashWorld } from './support/crash-world.ts'
import { strollThrough } from './support/person.ts'
import { PlainBrowser } from './support/plain-browser.ts'

interface Webhook {
  readonly id: string
  readonly secret: string
  readonly undelivered: number
}

describe.each(databaseKinds())('webhooks of a server that is killed [%s]', (database) => {
  let world: CrashWorld
  let receiver: WebhookReceiver
  beforeEach(async () => {
    receiver = await startReceiver()
    world = await startCrashWorld({ database })
  })
  afterEach(async () => {
    await world.stop()
    await receiver.close()
  })

  async function call<T>(method: string, path: string, token: string, body?: object): Promise<T> {
    const answer = await fetch(`${world.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
  async function clientToken(): Promise<string> {
    const body = { grant_type: 'client_credentials', client_id: 'sandbox', client_secret: 'sandbox-secret' }
    return (await call<{ access_token: string }>('POST', '/token', '', body)).access_token
  }
  /** Waited for by their sum: the receiver hears each once at least. */
  const types = () => new Set(receiver.received.map(({ body }) => body.type))
  async function heard(...wanted: string[]): Promise<void> {
    while (!wanted.every((type) => types().has(type))) await receiver.count(receiver.received.length + 1)
  }

  it('between a commit and its delivery, and during one: everything comes all the same, in order', {
    timeout: 600_000,
  }, async () => {
    const token = await clientToken()
    const hook = await call<Webhook>('POST', '/v2.1/webhooks', token, { url: receiver.url })
    // The first is not answered: the server dies while it waits.
    receiver.answer = () => undefined
    const providers = await call<{ id: string }[]>('GET', '/v2.1/providers', token)
    const provider_id = providers[0]?.id ?? ''
    const told = () => call('POST', '/v2.1/sandbox/events', token, { type: 'provider_available', provider_id })
    await told()
    await receiver.count(1)
    await world.server.kill()
    receiver.answer = () => 204
    await world.server.start()
    await receiver.count(2)
    const [first, again] = receiver.received
    expect(again?.id).toBe(first?.id)
    expect(again && verifies(again, hook.secret)).toBe(true)

    // Committed, and nobody has looked yet.
    await told()
    await world.server.kill()
    await world.server.start()
    await receiver.count(3)

    const configurationUrl = world.files.put('/hook.txt', bankFile({ entries: 60, pageSize: 50 }))
    const api = new ApiClient(world.url)
    const user = await api.newUser()
    const link = await api.widgetLink(user, { redirect_url: world.files.put('/back', '') })
    await strollThrough(new PlainBrowser(), link, { ...customer, configurationUrl })
    await heard('connection_created', 'account_found', 'connection_synchronised', 'transactions_changed')
    const ofConnection = receiver.received
      .filter(({ body }) => body.connection_id !== undefined)
      .map(({ id }) => Number(id))
    expect(ofConnection).toEqual([...new Set(ofConnection)].toSorted((a, b) => a - b))

    // Whoever waits is answered when the process stops.
    const queue = await call<{ id: string }>('POST', '/v2.1/queues', user.accessToken)
    const url = `${world.url}/v2.1/queues/${queue.id}/events?wait=30`
    const waits = Array.from({ length: 11 }, () => api.fetch(user, url))
    // The eleventh is turned away: then ten wait.
    expect((await Promise.race(waits)).status).toBe(429)
    const stream = await fetch(url, {
      headers: { authorization: `Bearer ${user.accessToken}`, accept: 'text/event-stream' },
    })
    expect(await world.server.end()).toBe(0)
    expect(await stream.text()).toMatch(/^retry: /)
    const answers = (await Promise.all(waits)).filter(({ status }) => status === 200)
    expect(answers).toHaveLength(10)
    for (const answer of answers) expect(await answer.json()).toEqual([])
  })
})
