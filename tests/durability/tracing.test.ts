import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient, type ApiUser } from '../support/api-client.ts'
import { type RaccordWorld, startWorld } from '../support/raccord-process.ts'
import { bankFile, customer, FileHost } from './support/bank-file.ts'
import { strollThrough } from './support/person.ts'
import { PlainBrowser } from './support/plain-browser.ts'

interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
}

/** An OTLP/HTTP receiver: takes what comes as a collector does, and keeps it. */
class Collector {
  readonly #server: Server
  readonly bodies: string[] = []
  constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      this.bodies.push(Buffer.concat(chunks).toString('utf8'))
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  }
  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1/traces`
  }
  get spans(): Span[] {
    type Batch = { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }
    return this.bodies.flatMap((body) =>
      (JSON.parse(body) as Batch).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    )
  }
  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}

const collector = new Collector()
const files = new FileHost()
let world: RaccordWorld
let api: ApiClient
let user: ApiUser

beforeAll(async () => {
  await files.listen()
  world = await startWorld({
    env: { RACCORD_TRACES_URL: await collector.listen(), RACCORD_METRICS_TOKEN: 'metrics-token-0123' },
  })
  api = new ApiClient(world.url)
  user = await api.newUser()
})
afterAll(async () => {
  await world?.stop()
  await collector.close()
  await files.close()
})

const metrics = async () => {
  const answer = await fetch(`${world.url}/metrics`, { headers: { authorization: 'Bearer metrics-token-0123' } })
  expect(answer.status).toBe(200)
  return answer.text()
}

it('a journey is told by spans from the request to the import, and by counts; neither names a person', async () => {
  const link = await api.widgetLink(user, { redirect_url: files.put('/back', '') })
  const configurationUrl = files.put('/bank.txt', bankFile({ entries: 60 }))
  await strollThrough(new PlainBrowser(), link, { ...customer, configurationUrl })

  const importOf = () => collector.spans.find(({ name }) => name === 'import')
  await expect.poll(importOf, { timeout: 60_000, interval: 200 }).toBeDefined()
  const roads = () => {
    const all = new Map(collector.spans.map((span) => [span.spanId, span]))
    return collector.spans
      .filter(({ name }) => name === 'import')
      .map((span) => {
        const road = [span.name]
        for (let at = all.get(span.parentSpanId ?? ''); at; at = all.get(at.parentSpanId ?? '')) road.unshift(at.name)
        return road.join(' → ')
      })
  }
  await expect
    .poll(roads, { timeout: 60_000, interval: 200 })
    .toContainEqual(expect.stringMatching(/^GET \/[^ ]+ → job sync → import$/))
  const names = new Set(collector.spans.map(({ name }) => name))
  for (const name of ['bank begin', 'bank resume', 'bank accounts', 'bank transactions', 'POST /token'])
    expect(names).toContain(name)
  const begun = collector.spans.find(({ name }) => name === 'bank begin')
  expect(collector.spans.find(({ spanId }) => spanId === begun?.parentSpanId)?.name).toMatch(
    /^(GET|POST) \/v2\.1\/widget/,
  )

  const text = await metrics()
  for (const line of [
    /^raccord_database_up 1$/m,
    /^raccord_sync_runs_total\{provider="100",outcome="success"\} [1-9]/m,
    /^raccord_journeys_opened_total\{endpoint="add_connection"\} 1$/m,
    /^raccord_journeys_ended_total\{endpoint="add_connection",step="\w+",end="success"\} 1$/m,
    /^raccord_journey_steps_total\{endpoint="add_connection",step="redirect"\} 1$/m,
    /^raccord_queue_jobs\{queue="sync",state="waiting"\} 0$/m,
    /^raccord_queue_dead_letters\{queue="sync"\} 0$/m,
    /^raccord_sync_runs_open 0$/m,
    /^raccord_consents_ending\{within="ended"\} 0$/m,
    /^raccord_database_sessions\{state="busy"\} \d/m,
    /^nodejs_eventloop_lag_p99_seconds /m,
  ])
    expect(text).toMatch(line)

  const session = new URL(link).searchParams.get('session_id') ?? 'none'
  const told = `${collector.bodies.join('\n')}\n${text}`
  for (const secret of [session, user.email, user.accessToken, customer.login, customer.password, 'Kerhervé', 'FR76'])
    expect(told).not.toContain(secret)
  expect(told).not.toMatch(/session_id|ticket=|[?&]\w+=/)
})

it('metrics go on without the database’s figures: nothing is told that nobody has counted', async () => {
  const text = await metrics()
  const named = new Set([...text.matchAll(/^(\w+)\{?/gm)].map((match) => match[1]))
  expect(named).toContain('raccord_figures_age_seconds')
  expect((await fetch(`${world.url}/metrics`)).status).toBe(401)
})
