import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest'
import { ApiClient } from '../support/api-client.ts'
import { databaseKinds } from '../support/raccord-process.ts'
import { bankFile, customer } from './support/bank-file.ts'
import type { BankCall } from './support/bank-proxy.ts'
import { type CrashWorld, startCrashWorld } from './support/crash-world.ts'
import { expectConnected, expectTidy } from './support/oracle.ts'
import { strollThrough } from './support/person.ts'
import { PlainBrowser } from './support/plain-browser.ts'

/** Each of these once, at its first time; the order is that of the journey. */
const killedAt: readonly BankCall[] = [
  'create consent',
  'read consent',
  'read accounts',
  'read transactions',
  'send password',
  'send code',
]

describe.each(databaseKinds())('the server is killed when the bank has done it and we do not know yet [%s]', (kind) => {
  let world: CrashWorld
  beforeAll(async () => {
    world = await startCrashWorld({ database: kind })
  })
  afterAll(() => world?.stop())

  it('asks the bank how things stand, and the person does at most one step again', async () => {
    onTestFailed(() => world.tell())
    const api = new ApiClient(world.url)
    const file = bankFile({ entries: 250 })
    const configurationUrl = world.files.put('/calls.txt', file)
    const user = await api.newUser()
    const link = await api.widgetLink(user, { redirect_url: world.files.put('/back', '') })
    const left = new Set<BankCall>(killedAt)
    world.proxy.beforeDelivery = async (call) => {
      if (!left.delete(call)) return
      await world.server.kill()
      await world.server.start()
    }
    const { seen } = await strollThrough(new PlainBrowser(), link, { ...customer, configurationUrl })
    // Back to the password once, because nobody but the person knows it; no page of failure, nothing begun anew.
    expect(seen.filter((name) => name !== 'working' && name !== 'sync')).toEqual([
      ...['providers', 'consent', 'redirect', 'bank login', 'bank accounts', 'bank otp', 'offer'],
      ...['credentials', 'challenge', 'success'],
    ])
    expect([...left]).toEqual([])
    await expectConnected(api, user, file)
    await world.endInPeace()
    await world.inspect((opened) => expectTidy(opened, 1))
    const consents = await world.consents()
    expect(consents.filter(({ status }) => status === 'valid').map(({ approach }) => approach)).toEqual([
      'REDIRECT',
      'EMBEDDED',
    ])
    expect(world.proxy.count('send code')).toBe(1)
  })
})
