import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it, onTestFailed } from 'vitest'
import { ApiClient } from '../support/api-client.ts'
import { describePostgres } from '../support/databases.ts'
import { startReceiver, verifies, type WebhookReceiver } from '../support/webhook-receiver.ts'
import { bankFile, customer } from './support/bank-file.ts'
import { type CrashWorld, startCrashWorld } from './support/crash-world.ts'
import { randomFrom } from './support/killer.ts'
import { expectConnected, expectTidy } from './support/oracle.ts'
import { strollThrough } from './support/person.ts'
import { PlainBrowser } from './support/plain-browser.ts'

/** `RACCORD_KILLS=200 npm test -- tests/durability/killed` kills as often, here and where one embedded server is. */
const KILLS = Number(process.env['RACCORD_KILLS'] ?? 4)
const SEED = Number(process.env['RACCORD_CRASH_SEED'] ?? 20_261_130)

describePostgres('two workers, killed in turn at random moments', () => {
  let world: CrashWorld
  let receiver: WebhookReceiver
  beforeAll(async () => {
    receiver = await startReceiver()
    world = await startCrashWorld({ database: 'postgres', roles: ['web', 'worker', 'worker'] })
  })
  afterAll(async () => {
    await world?.stop()
    await receiver.close()
  })

  it('nothing is lost, no entry doubled, every webhook comes at least once', { timeout: 7_200_000 }, async () => {
    onTestFailed(() => world.tell())
    const random = randomFrom(SEED)
    const api = new ApiClient(world.url)
    const token = await clientToken(world.url)
    const hook = await post<{ secret: string }>(`${world.url}/v2.1/webhooks`, token, { url: receiver.url })
    let kills = 0
    /** One dies whenever the bank has been asked a few times more: in the middle of a reading as a rule. */
    const killOne = async (): Promise<void> => {
      const victim = world.servers[1 + (kills % 2)]
      if (!victim) throw new Error('no worker')
      kills += 1
      await victim.kill()
      await victim.start()
    }
    let people = 0
    while (kills < KILLS) {
      const file = bankFile({ entries: 300 + Math.floor(random() * 2_000) })
      const configurationUrl = world.files.put(`/${people}.txt`, file)
      const user = await api.newUser()
      const link = await api.widgetLink(user, { redirect_url: world.files.put('/back', 'back at the client') })
      let requests = 0
      let due = 2 + Math.floor(random() * 8)
      let dying: Promise<void> | undefined
      const browser = new PlainBrowser({
        onRequest: () => {
          requests += 1
          if (dying || requests < due || kills >= KILLS) return
          dying = killOne().finally(() => {
            dying = undefined
            due = requests + 2 + Math.floor(random() * 8)
          })
        },
      })
      await strollThrough(browser, link, { ...customer, configurationUrl })
      await dying
      people += 1
      await expect.poll(async () => (await api.connections(user))[0]?.status).toBe('SUCCESS')
      await expectConnected(api, user, file)
    }
    const told = await world.inspect(async ({ kysely }) => {
      const { rows } = await sql<{ id: number; connection: number }>`
        select id, connection_id as connection from event where connection_id is not null order by id`.execute(kysely)
      return rows
    })
    expect(told.length).toBeGreaterThanOrEqual(people * 4)
    const heard = () => new Set(receiver.received.map(({ id }) => Number(id)))
    while (!told.every(({ id }) => heard().has(id))) await receiver.count(receiver.received.length + 1)
    expect(receiver.received.every((one) => verifies(one, hook.secret))).toBe(true)
    const first = [...heard()]
    for (const connection of new Set(told.map((row) => row.connection))) {
      const own = new Set(told.filter((row) => row.connection === connection).map(({ id }) => id))
      const order = first.filter((id) => own.has(id))
      expect(order, 'in order within a connection').toEqual(order.toSorted((a, b) => a - b))
    }
    await world.endInPeace()
    await world.inspect((opened) => expectTidy(opened, people))
    console.info(`${kills} kills, ${people} people, ${receiver.received.length} deliveries of ${told.length} events`)
  })
})

async function post<T>(url: string, token: string, body: object): Promise<T> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

async function clientToken(url: string): Promise<string> {
  const body = { grant_type: 'client_credentials', client_id: 'sandbox', client_secret: 'sandbox-secret' }
  return (await post<{ access_token: string }>(`${url}/token`, '', body)).access_token
}
