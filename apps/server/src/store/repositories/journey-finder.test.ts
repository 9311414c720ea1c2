import { randomBytes } from 'node:crypto'
import { readParameters } from '@raccord/contract'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { AdjustableClock } from '../../clock.ts'
import type { JourneyFinder, Opening } from '../../journey/ports.ts'
import type { Database } from '../database.ts'
import { createJourneyFinder } from './journey-finder.ts'
import type { Sealer } from './journey-rows.ts'

const sealer: Sealer = { seal: (text) => Buffer.from(text), open: (sealed) => Buffer.from(sealed).toString('utf8') }

describeEachDatabase('the first opening of a session', (open) => {
  const clock = AdjustableClock.fixed('2026-03-10T09:00:00Z')
  let database: Database
  let finder: JourneyFinder
  let userId: number

  beforeAll(async () => {
    database = await open({ clock })
    const client = { id: 'shop', name: 'Shop', secret_hashes: [], created_at: clock.now() }
    await database.kysely.insertInto('client').values(client).execute()
    const row = { client_id: 'shop', email: 'u@example.org', password_hash: '-', created_at: clock.now() }
    userId = (await database.kysely.insertInto('app_user').values(row).returning('id').executeTakeFirstOrThrow()).id
    finder = createJourneyFinder(database, sealer)
  })

  async function newSession(more: Partial<Opening> = {}): Promise<Opening> {
    const sessionHash = randomBytes(32)
    const times = { created_at: clock.now(), seen_at: clock.now(), expires_at: new Date(clock.now().getTime() + 1e7) }
    const session = { id_hash: sessionHash, client_id: 'shop', user_id: userId, ...times }
    await database.kysely.insertInto('widget_session').values(session).execute()
    const parameters = readParameters('add_connection', { provider_id: '100' }).values
    const endpoint = 'add_connection'
    return { sessionHash, sessionId: 's', clientId: 'shop', userId, endpoint, parameters, facts: [], ...more }
  }
  const browsersOf = async ({ sessionHash }: Opening) => {
    const found = database.kysely.selectFrom('widget_session').select('browser_hashes')
    const { browser_hashes } = await found.where('id_hash', '=', sessionHash).executeTakeFirstOrThrow()
    return browser_hashes.map((hash) => Buffer.from(hash).toString('hex'))
  }

  it.each([
    { facts: [] },
    { facts: [{ kind: 'provider_chosen', providerId: '100', locked: true }] as unknown as Opening['facts'] },
  ])('makes browser and journey the session’s at once', async (more) => {
    const opening = await newSession(more)
    const browser = randomBytes(32)
    const journey = await finder.openFirst(opening, browser, clock.now())
    expect(journey).toMatchObject({ endpoint: 'add_connection', sessionId: 's', facts: more.facts })
    expect(journey?.parameters.provider_id).toBe('100')
    expect(await browsersOf(opening)).toEqual([browser.toString('hex')])
    expect(await finder.newest(opening.sessionHash)).toEqual(journey)
  })

  it('is nobody’s where the journey can’t be begun: the next browser is as good as the first', async () => {
    for (const facts of [[], [{ kind: 'provider_chosen', providerId: '100' }] as unknown as Opening['facts']]) {
      const opening = await newSession({ facts })
      const lost = { ...opening, userId: 4_000_000_000 }
      await expect(finder.openFirst(lost, randomBytes(32), clock.now())).rejects.toThrow()
      expect(await browsersOf(opening)).toEqual([])
      expect(await finder.openFirst(opening, randomBytes(32), clock.now())).toBeDefined()
    }
  })

  it('is one browser’s, of several at once', async () => {
    const opening = await newSession()
    const browsers = Array.from({ length: 6 }, () => randomBytes(32))
    const opened = await Promise.all(browsers.map((browser) => finder.openFirst(opening, browser, clock.now())))
    const first = opened.findIndex((journey) => journey !== undefined)
    expect(opened.filter(Boolean)).toHaveLength(1)
    expect(await browsersOf(opening)).toEqual([browsers[first]?.toString('hex')])
  })
})
