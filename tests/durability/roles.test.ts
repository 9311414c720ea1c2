import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ApiClient } from '../support/api-client.ts'
import { databaseKinds } from '../support/raccord-process.ts'
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts'
import { bankFile, customer } from './support/bank-file.ts'
import { type CrashWorld, startCrashWorld } from './support/crash-world.ts'
import { expectConnected, expectTidy } from './support/oracle.ts'
import { strollThrough } from './support/person.ts'
import { PlainBrowser } from './support/plain-browser.ts'

describe.runIf(databaseKinds().includes('postgres'))('one process answers, two others do the jobs', () => {
  let world: CrashWorld
  let receiver: WebhookReceiver
  beforeEach(async () => {
    receiver = await startReceiver()
    world = await startCrashWorld({ database: 'postgres', roles: ['web', 'worker', 'worker'] })
  })
  afterEach(async () => {
    await world.stop()
    await receiver.close()
  })

  it('each does its part; what happens is told in order, again only where a worker was killed as it told it', async () => {
    const [web, first] = world.servers
    const [, workerUrl = ''] = world.urls
    const api = new ApiClient(world.url)
    const hook = await api.post('/v2.1/webhooks', { url: receiver.url }, await api.clientToken())
    expect(hook.status).toBe(201)
    const status = async (path: string) => (await fetch(`${workerUrl}${path}`)).status
    expect([await status('/health/live'), await status('/health/ready'), await status('/metrics')]).toEqual([
      200, 200, 200,
    ])
    for (const path of ['/v2.1/providers', '/token', '/docs', '/bank/callback/100', '/health/none'])
      expect([path, await status(path)]).toEqual([path, 404])

    const file = bankFile({ entries: 300, pageSize: 50 })
    const configurationUrl = world.files.put('/roles.txt', file)
    const user = await api.newUser()
    const link = await api.widgetLink(user, { redirect_url: world.files.put('/back', '') })
    let killed = false
    let untilKilled = 0
    world.proxy.beforeDelivery = async (call) => {
      if (call !== 'read transactions' || killed) return
      killed = true
      await first?.kill()
      untilKilled = receiver.received.length
    }
    await strollThrough(new PlainBrowser(), link, { ...customer, configurationUrl })
    expect(killed).toBe(true)
    await expectConnected(api, user, file)
    expect(web?.output).not.toContain('"operation":"transactions.read"')
    const told = () => receiver.received.filter(({ body }) => body.type === 'connection_synchronised').length
    while (told() < 2) await receiver.count(receiver.received.length + 1)
    await world.endInPeace()
    await world.inspect((opened) => expectTidy(opened, 1))
    const ids = receiver.received.map(({ body }) => body.id)
    // What the killed worker had sent, or was sending, and not yet written down comes once more (at least once, WIRE §8); nothing else does.
    const heard = [...new Set(ids)]
    const repeated = ids.filter((id, at) => ids.indexOf(id) < at)
    expect(heard.slice(0, untilKilled + 1)).toEqual(expect.arrayContaining(repeated))
    expect(repeated).toEqual([...new Set(repeated)])
    expect(heard).toEqual(heard.toSorted((a, b) => Number(a) - Number(b)))
  })
})
