import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { type CrashWorld, startCrashWorld } from './support/crash-world.ts'
import { KillableProcess } from './support/killable-process.ts'
import { randomFrom } from './support/killer.ts'

const SEED = Number(process.env['RACCORD_CRASH_SEED'] ?? 9_001)
const ROUNDS = 6
const client = { client_id: 'sandbox', client_secret: 'sandbox-secret' }

let world: CrashWorld
beforeAll(async () => {
  world = await startCrashWorld({ database: 'pglite' })
})
afterAll(() => world?.stop())

it('refuses a second process on the same data with a sentence', async () => {
  const second = new KillableProcess(
    'apps/server/dist/main.mjs',
    { RACCORD_PORT: String(await freePort()), RACCORD_DATA: world.dataDir, RACCORD_TESTBANK_URL: world.url },
    /Raccord ready/,
  )
  await expect(second.start()).rejects.toThrow(/not ready/)
  expect(second.output.trim().split('\n').at(-1)).toMatch(/^Raccord can't go on: .*in use by process \d+.*\.$/)
  expect(await second.end()).toBe(1)
  await second.dispose()
  expect((await fetch(`${world.url}/health/ready`)).status).toBe(200)
})

it('keeps everything that it acknowledged, however often it is killed', async () => {
  const random = randomFrom(SEED)
  const acknowledged: { id: string; email: string }[] = []
  let number = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const token = await clientToken()
    let dead = false
    const writers = Array.from({ length: 3 }, async () => {
      while (!dead) {
        number += 1
        const email = `writer-${number}@example.org`
        const answer = await post('/v2.1/users', { email, password: `pw-${number}-abcdefgh` }, token).catch(
          () => undefined,
        )
        if (answer === undefined) return
        const id = /(\d+)$/.exec(answer.headers.get('location') ?? '')?.[1]
        if (answer.status === 201 && id !== undefined) acknowledged.push({ id, email })
      }
    })
    // After some writes of this round, and a moment into the next one.
    const enough = acknowledged.length + 1 + Math.floor(random() * 8)
    await expect.poll(() => acknowledged.length, { interval: 1 }).toBeGreaterThanOrEqual(enough)
    await sleep(random() * 60)
    await world.server.kill()
    dead = true
    await Promise.all(writers)
    await world.server.start()
  }
  await world.server.end()
  const kept = await world.inspect((opened) => opened.kysely.selectFrom('app_user').select(['id', 'email']).execute())
  const keptById = new Map(kept.map(({ id, email }) => [String(id), email]))
  expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS)
  expect(acknowledged.filter(({ id, email }) => keptById.get(id) !== email)).toEqual([])
})

async function clientToken(): Promise<string> {
  const answer = await post('/token', { ...client, grant_type: 'client_credentials' })
  return String(((await answer.json()) as Record<string, unknown>)['access_token'])
}

function post(path: string, body: object, token?: string): Promise<Response> {
  return fetch(world.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  })
}
