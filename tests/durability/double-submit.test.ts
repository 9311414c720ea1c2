import { afterEach, describe, expect, it } from 'vitest'
import { ApiClient } from '../support/api-client.ts'
import { databaseKinds } from '../support/raccord-process.ts'
import { bankFile, customer } from './support/bank-file.ts'
import { type CrashWorld, startCrashWorld } from './support/crash-world.ts'
import { expectConnected, expectTidy } from './support/oracle.ts'
import { strollThrough } from './support/person.ts'
import { PlainBrowser } from './support/plain-browser.ts'

const cases = databaseKinds().map((database) => ({ database, replicas: database === 'postgres' ? 2 : 1 }))

describe.each(cases)('every form is sent twice at once [$database, $replicas server(s)]', ({ database, replicas }) => {
  let world: CrashWorld | undefined
  afterEach(() => world?.stop())

  it('reaches the bank once and yields one connection', async () => {
    world = await startCrashWorld({ database, replicas })
    const { url: publicUrl, urls, proxy } = world
    const file = bankFile({ entries: 120 })
    const configurationUrl = world.files.put('/twice.txt', file)
    const api = new ApiClient(world.url)
    const user = await api.newUser()
    const back = world.files.put('/back', '')
    const link = await api.widgetLink(user, { redirect_url: back, consent_per_account: 'true' })
    let turn = 0
    const browser = new PlainBrowser({
      twice: (url) => url.startsWith(publicUrl),
      route: (url) => url.replace(publicUrl, urls[turn++ % urls.length] ?? publicUrl),
    })
    const { seen } = await strollThrough(browser, link, { ...customer, configurationUrl })
    expect(seen.filter((name) => name !== 'working' && name !== 'sync')).toEqual([
      ...['providers', 'consent', 'redirect', 'bank login', 'bank accounts', 'bank otp', 'offer'],
      ...['credentials', 'challenge', 'accounts', 'success'],
    ])
    expect(browser.doubled).toEqual([
      ...['choose_provider', 'accept_consent', 'offer_accept', 'credentials', 'challenge', 'accounts'],
    ])
    expect(proxy.count('create consent')).toBe(2)
    expect(proxy.count('send password')).toBe(1)
    expect(proxy.count('send code')).toBe(1)
    await expectConnected(api, user, file)
    await world.endInPeace()
    await world.inspect((opened) => expectTidy(opened, 1))
    expect((await world.consents()).map(({ status }) => status)).toEqual(['valid', 'valid'])
  })
})
