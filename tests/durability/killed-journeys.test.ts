import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest'
import { ApiClient } from '../support/api-client.ts'
import { databaseKinds } from '../support/raccord-process.ts'
import { bankFile, customer } from './support/bank-file.ts'
import { type CrashWorld, startCrashWorld } from './support/crash-world.ts'
import { Killer } from './support/killer.ts'
import { expectConnected, expectTidy } from './support/oracle.ts'
import { strollThrough } from './support/person.ts'
import { PlainBrowser } from './support/plain-browser.ts'

const SEED = Number(process.env['RACCORD_CRASH_SEED'] ?? 20_261_122)
const KILLS = Number(process.env['RACCORD_KILLS'] ?? 16)
const KILLS_A_JOURNEY = 6

describe.each(databaseKinds())('the server is killed at random moments [%s]', (database) => {
  let world: CrashWorld
  beforeAll(async () => {
    world = await startCrashWorld({ database })
  })
  afterAll(() => world?.stop())

  it('the person goes on where he was, and nothing is lost or doubled', async () => {
    onTestFailed(() => world.tell())
    const api = new ApiClient(world.url)
    let kills = 0
    let people = 0
    let over = 0
    while (kills < KILLS) {
      const seed = SEED + people
      // Every second one imports thousands, so that some kills fall into the import.
      const file = bankFile({ entries: people % 2 === 0 ? 120 : 3_000 })
      const keeps = people % 3 === 1 ? 'Livret A' : undefined
      const configurationUrl = world.files.put(`/${people}.txt`, file)
      const user = await api.newUser()
      const link = await api.widgetLink(user, {
        redirect_url: world.files.put('/back', 'back at the client'),
        ...(keeps ? { consent_per_account: 'true' } : {}),
      })
      const killer = new Killer(world.server, seed, KILLS_A_JOURNEY)
      const browser = new PlainBrowser({ onRequest: (request) => killer.onRequest(request) })
      const { seen, back, takenOver } = await strollThrough(browser, link, {
        ...{ ...customer, configurationUrl },
        ...(keeps ? { keeps } : {}),
      })
      await killer.rest()
      kills += killer.moments.length
      people += 1
      over += takenOver
      console.info(`seed ${seed}: ${seen.join(' → ')}\n  killed ${killer.moments.join(', ')}`)
      const [connection] = await api.connections(user)
      expect(new URL(back).search).toBe(`?status=success&result=created&connection_id=${connection?.id}`)
      await expectConnected(api, user, file, keeps)
    }
    await world.endInPeace()
    await world.inspect((opened) => expectTidy(opened, people, over))
    expect(kills).toBeGreaterThanOrEqual(KILLS)
  })
})
