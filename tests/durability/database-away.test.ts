import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkTo } from '../../apps/server/src/http/sandbox/person/plain-page.ts'
import { ApiClient, type ApiUser } from '../support/api-client.ts'
import type { RunningProcess } from '../support/child-process.ts'
import { onServer } from '../support/postgres-template.ts'
import { type RunningBank, startRaccord, startTestBank } from '../support/raccord-process.ts'
import { bankFile, customer, FileHost } from './support/bank-file.ts'
import { type OwnPostgres, postgresPrograms, startOwnPostgres } from './support/outage.ts'
import { strollThrough } from './support/person.ts'
import { PlainBrowser } from './support/plain-browser.ts'

const programs = await postgresPrograms()
const SLOW = { interval: 100 }

/** What the bank's way back would have asked for, had it not been kept back. */
class AtTheCallback extends Error {
  readonly url: string
  constructor(url: string) {
    super('the browser is at the callback')
    this.url = url
  }
}

describe.runIf(programs !== undefined)('PostgreSQL stops and starts under a running server', () => {
  let postgres: OwnPostgres
  let bank: RunningBank
  let raccord: RunningProcess
  let dataDir: string | undefined
  let api: ApiClient
  let user: ApiUser
  const files = new FileHost()
  beforeAll(async () => {
    postgres = await startOwnPostgres(programs ?? '')
    await files.listen()
    bank = await startTestBank()
    dataDir = await mkdtemp(join(tmpdir(), 'raccord-away-'))
    raccord = await startRaccord({
      RACCORD_TESTBANK_URL: bank.url,
      RACCORD_DATA: dataDir,
      DATABASE_URL: postgres.url,
    })
    api = new ApiClient(raccord.url)
    user = await api.newUser()
  })
  afterAll(async () => {
    await raccord?.stop()
    await bank?.stop()
    await files.close()
    await postgres?.stop()
    if (dataDir !== undefined) await rm(dataDir, { recursive: true, force: true })
  })

  const status = async (path: string, init?: RequestInit) => (await fetch(raccord.url + path, init)).status
  const ready = () => expect.poll(() => status('/health/ready'), SLOW)
  const client = { client_id: 'sandbox', client_secret: 'sandbox-secret' }
  const signIn = () =>
    `/signin?${new URLSearchParams({ response_type: 'code', client_id: 'sandbox', redirect_uri: 'http://127.0.0.1/back' })}`

  /** Every door, while nothing can be read or written behind it. */
  async function expectSaidSo(link: string): Promise<void> {
    const session = new URL(link).searchParams.get('session_id') ?? ''
    const json: readonly (readonly [string, RequestInit])[] = [
      ['/token', post({ ...client, grant_type: 'client_credentials' })],
      ['/v2.1/connections', { headers: { authorization: `Bearer ${user.accessToken}` } }],
      ['/v2.1/widget_session', post({ ...client, access_token: user.accessToken })],
      ['/widget_session', post({ ...client, access_token: user.accessToken })],
      [`/v2.1/widget/progress?session_id=${session}`, {}],
    ]
    for (const [path, init] of json) {
      const answer = await fetch(raccord.url + path, init)
      expect(answer.status, path).toBe(503)
      expect(Number(answer.headers.get('retry-after') ?? (path.includes('progress') ? 1 : 0)), path).toBeGreaterThan(0)
      expect(await answer.json(), path).toMatchObject({ error: 'temporarily_unavailable' })
    }
    const pages = [
      link,
      `/v2.1/widget/journey?session_id=${session}`,
      `/widget/add_connection?session_id=${session}`,
      `/widget/terms?session_id=${session}`,
      signIn(),
    ]
    for (const [language, words] of [
      ['en', 'Try again'],
      ['fr', 'Réessayer'],
      ['it', 'Riprova'],
      ['es', 'Intentar de nuevo'],
      ['de', 'Noch einmal versuchen'],
    ] as const) {
      for (const path of pages) {
        const url = new URL(path, raccord.url)
        const answer = await fetch(url, { headers: { 'accept-language': language } })
        const text = await answer.text()
        expect(answer.status, url.pathname).toBe(503)
        expect(answer.headers.get('retry-after'), url.pathname).toMatch(/^\d+$/)
        expect(text, url.pathname).toContain(words)
        expect(text, url.pathname).toContain(`href="${(url.pathname + url.search).replaceAll('&', '&amp;')}"`)
      }
    }
  }

  it('is lived through in the middle of what people do', async () => {
    const person = { ...customer, configurationUrl: files.put('/busy.txt', bankFile({ entries: 60 })) }
    const strolls = async () => {
      const link = await api.widgetLink(await api.newUser(), { redirect_url: files.put('/back', '') })
      await strollThrough(new PlainBrowser(), link, person)
    }
    for (const after of ['consent.create', 'accounts.list']) {
      const asked = () => raccord.output().split(`"operation":"${after}"`).length
      const before = asked()
      // What was under way may fail: whoever is there presses again.
      const going = Promise.allSettled([strolls(), strolls(), strolls()])
      await expect.poll(asked, { interval: 5 }).toBeGreaterThan(before)
      await postgres.halt()
      await ready().toBe(503)
      expect(await status('/health/live')).toBe(200)
      await postgres.resume()
      await ready().toBe(200)
      await going
    }
    expect(raccord.output()).not.toContain("can't go on")
  })

  it('says so at every door, finishes the return that met it, and goes on by itself', async () => {
    const link = await api.widgetLink(user, { redirect_url: files.put('/back', '') })
    const person = { ...customer, configurationUrl: files.put('/bank.txt', bankFile({ entries: 60 })) }
    let armed = true
    const browser = new PlainBrowser({
      onRequest: (request, url) => {
        if (armed && request.startsWith('GET /bank/callback/')) throw new AtTheCallback(url)
      },
    })
    const callback = await strollThrough(browser, link, person).catch((error: unknown) => error)
    if (!(callback instanceof AtTheCallback)) throw new Error('no way back from the bank', { cause: callback })
    armed = false

    await postgres.halt()
    await ready().toBe(503)
    expect(await (await fetch(`${raccord.url}/health/ready`)).json()).toMatchObject({ error: 'not_ready' })
    expect(await status('/health/live')).toBe(200)
    await expectSaidSo(link)
    const met = await browser.open(callback.url)
    expect(met).toMatchObject({ status: 503, kind: 'error' })

    await postgres.resume()
    await ready().toBe(200)
    const back = new URL(callback.url)
    const pressed = linkTo(met, /^\/bank\/callback\//)
    expect(pressed).toBe(callback.url)
    const after = await browser.open(pressed)
    expect(after.status).toBe(200)
    const { seen } = await strollThrough(browser, link, person)
    expect(seen.at(-1)).toBe('success')
    // Workers and listeners have come back too: the run was made, and its entries are there.
    await expect
      .poll(async () => (await api.connections(user)).map(({ status: end }) => end), SLOW)
      .toEqual(['SUCCESS'])
    for (const secret of [back.searchParams.get('code'), back.searchParams.get('state')])
      if (secret) expect(raccord.output()).not.toContain(secret)
    expect(raccord.output()).toContain('database_unavailable')
    expect(raccord.output()).toContain('database_back')
  })

  it('the same where it takes no writes (a standby, or by setting)', async () => {
    const set = async (value: 'on' | 'off') => {
      await onServer(postgres.url, (server) =>
        server.query(`alter system set default_transaction_read_only = ${value}`),
      )
      await onServer(postgres.url, (server) => server.query('select pg_reload_conf()'))
    }
    await set('on')
    await ready().toBe(503)
    expect(await status('/token', post({ ...client, grant_type: 'client_credentials' }))).toBe(503)
    // What can be read is read.
    expect(await status('/v2.1/connections', { headers: { authorization: `Bearer ${user.accessToken}` } })).toBe(200)
    await onServer(postgres.url, (server) =>
      server.query('set transaction read write; alter system reset default_transaction_read_only'),
    ).catch(() =>
      onServer(`${postgres.url}?options=-c%20default_transaction_read_only%3Doff`, (server) =>
        server.query('alter system reset default_transaction_read_only'),
      ),
    )
    await onServer(postgres.url, (server) => server.query('select pg_reload_conf()'))
    await ready().toBe(200)
    expect(await status('/token', post({ ...client, grant_type: 'client_credentials' }))).toBe(200)
  })

  it('the same where all its connections are taken', async () => {
    const { default: pg } = await import('pg')
    const held: InstanceType<typeof pg.Client>[] = []
    const takeAll = async () => {
      for (;;) {
        const taken = new pg.Client({ connectionString: postgres.url, application_name: 'greedy' })
        taken.on('error', () => {})
        const got = await taken.connect().then(
          () => true,
          () => false,
        )
        if (!got) return
        held.push(taken)
      }
    }
    await takeAll()
    // Those that the server had are ended, and taken before it has them again.
    // One that ends late leaves a place that the server may be the first to take: so it is robbed before each question.
    const robbed = async (ask: () => Promise<number>) => {
      await held[0]?.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'raccord'")
      await takeAll()
      return ask()
    }
    await expect.poll(() => robbed(() => status('/health/ready')), SLOW).toBe(503)
    const token = () => status('/token', post({ ...client, grant_type: 'client_credentials' }))
    await expect.poll(() => robbed(token), SLOW).toBe(503)
    await Promise.all(held.map((taken) => taken.end()))
    await ready().toBe(200)
    expect(await status('/token', post({ ...client, grant_type: 'client_credentials' }))).toBe(200)
  })
})

function post(body: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
