import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { ApiClient, type ApiUser } from '../support/api-client.ts'
import { databaseKinds } from '../support/raccord-process.ts'
import { bankFile, customer } from './support/bank-file.ts'
import type { BankCall } from './support/bank-proxy.ts'
import { type CrashWorld, startCrashWorld } from './support/crash-world.ts'
import { expectConnected, expectTidy } from './support/oracle.ts'
import { strollThrough } from './support/person.ts'
import { PlainBrowser } from './support/plain-browser.ts'

describe.each(databaseKinds())('other ends of a process [%s]', (database) => {
  let world: CrashWorld | undefined
  afterEach(() => world?.stop())

  /** A world, a user in front of his link, and what he is about to see. */
  async function begin() {
    world = await startCrashWorld({ database })
    const file = bankFile({ entries: 600, pageSize: 50 })
    const configurationUrl = world.files.put('/ends.txt', file)
    const api = new ApiClient(world.url)
    const user = await api.newUser()
    const link = await api.widgetLink(user, { redirect_url: world.files.put('/back', '') })
    const stroll = () => strollThrough(new PlainBrowser(), link, { ...customer, configurationUrl })
    return { world, api, user, file, stroll }
  }

  /** Once, when the bank has answered that call so many times. */
  function at(here: CrashWorld, call: BankCall, times: number, work: () => Promise<void>): { done: Promise<void> } {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    let made = 0
    here.proxy.beforeDelivery = async (made_) => {
      if (made_ !== call) return
      made += 1
      if (made === times) work().then(resolve, reject)
    }
    return { done: promise }
  }

  async function expectWell(here: CrashWorld, api: ApiClient, user: ApiUser, file: string): Promise<void> {
    await expectConnected(api, user, file)
    await here.endInPeace()
    await here.inspect((opened) => expectTidy(opened, 1))
  }

  it('SIGTERM in the middle of an import: exit 0 within ten seconds, and the next process finishes it', async () => {
    const { world: here, api, user, file, stroll } = await begin()
    let code: number | null | undefined
    const { done } = at(here, 'read transactions', 3, async () => {
      const ended = here.server.end('SIGTERM')
      code = await Promise.race([ended, sleep(120_000, undefined)])
      if (code === 0) await here.inspect(expectHandedBack)
      await here.server.start()
    })
    await stroll()
    await done
    expect(code).toBe(0)
    await expectWell(here, api, user, file)
  })

  it('killed, and killed again while it starts', async () => {
    const { world: here, api, user, file, stroll } = await begin()
    const { done } = at(here, 'read transactions', 3, async () => {
      await here.server.kill()
      for (const moment of [60, 250, 450, 700]) {
        here.server.spawn()
        await sleep(moment)
        await here.server.kill()
      }
      await here.server.start()
    })
    await stroll()
    await done
    await expectWell(here, api, user, file)
  })

  // Nothing here depends on our own database.
  it.runIf(database === 'pglite')('the bank is killed in the middle of an import', async () => {
    const { world: here, api, user, file, stroll } = await begin()
    const { done } = at(here, 'read transactions', 3, async () => {
      await here.bank.kill()
      await here.bank.start()
    })
    await stroll()
    await done
    await expectWell(here, api, user, file)
  })
})

async function expectHandedBack(opened: Parameters<typeof expectTidy>[0]): Promise<void> {
  const run = await opened.kysely.selectFrom('sync_run').select(['status', 'ended_at']).executeTakeFirstOrThrow()
  expect(run).toEqual({ status: 'running', ended_at: null })
}
