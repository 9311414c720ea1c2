import { afterEach, describe, expect, it } from 'vitest'
import { ApiClient } from '../support/api-client.ts'
import { databaseKinds } from '../support/raccord-process.ts'
import { bankFile, customer } from './support/bank-file.ts'
import { type CrashWorld, startCrashWorld } from './support/crash-world.ts'
import { expectConnected, expectTidy } from './support/oracle.ts'
import { strollThrough } from './support/person.ts'
import { PlainBrowser } from './support/plain-browser.ts'

describe.runIf(databaseKinds().includes('postgres'))('two replicas on one PostgreSQL', () => {
  let world: CrashWorld | undefined
  afterEach(() => world?.stop())

  async function begin() {
    world = await startCrashWorld({ database: 'postgres', replicas: 2 })
    const file = bankFile({ entries: 1_500, pageSize: 50 })
    const configurationUrl = world.files.put('/replicas.txt', file)
    const api = new ApiClient(world.url)
    const user = await api.newUser()
    const link = await api.widgetLink(user, { redirect_url: world.files.put('/back', '') })
    return { world, api, user, file, link, person: { ...customer, configurationUrl } }
  }

  it('one journey, each request to the other one', async () => {
    const { world: here, api, user, file, link, person } = await begin()
    let turn = 0
    const browser = new PlainBrowser({ route: (url) => url.replace(here.url, here.urls[turn++ % 2] ?? here.url) })
    await strollThrough(browser, link, person)
    await expectConnected(api, user, file)
    await here.endInPeace()
    await here.inspect((opened) => expectTidy(opened, 1))
    expect(here.proxy.count('create consent')).toBe(2)
    expect(here.proxy.count('send code')).toBe(1)
  })

  it('one is killed in the middle of a call: the other one takes it up at once', async () => {
    const { world: here, user, file, link, person } = await begin()
    const [victim] = here.servers
    let alive = 0
    const browser = new PlainBrowser({ route: (url) => url.replace(here.url, here.urls[alive] ?? here.url) })
    let killedDuringCall = false
    here.proxy.beforeDelivery = async (call) => {
      if (call !== 'send code' || killedDuringCall) return
      killedDuringCall = true
      await victim?.kill()
      alive = 1
    }
    const api = new ApiClient(here.urls[1] ?? '')
    await strollThrough(browser, link, person)
    expect(killedDuringCall).toBe(true)
    expect(here.proxy.count('send code')).toBe(1)
    await expectConnected(api, user, file)
    await here.endInPeace()
    await here.inspect((opened) => expectTidy(opened, 1))
  })

  it('the one that imports is killed: the other one finishes the import', async () => {
    const { world: here, user, file, link, person } = await begin()
    let survivor: number | undefined
    const browser = new PlainBrowser({ route: (url) => url.replace(here.url, here.urls[survivor ?? 0] ?? here.url) })
    let pages = 0
    here.proxy.beforeDelivery = async (call) => {
      if (call !== 'read transactions') return
      pages += 1
      if (pages < 4 || survivor !== undefined) return
      // Its log tells which of the two has had the pages so far.
      const victim = here.servers.findIndex(({ output }) => output.includes('"operation":"transactions.read"'))
      survivor = victim === 0 ? 1 : 0
      await here.servers[victim]?.kill()
    }
    await strollThrough(browser, link, person)
    await expectConnected(new ApiClient(here.urls[survivor ?? 0] ?? ''), user, file)
    expect(survivor).toBeDefined()
    await here.endInPeace()
    await here.inspect((opened) => expectTidy(opened, 1))
  })
})
