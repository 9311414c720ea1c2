import { CompiledQuery, sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { fillDatabase } from '../../../../../tests/support/fill-database.ts'
import { isClientSecret } from '../../clients/client-secret.ts'
import { seedChannel, seedConnection } from '../../http/api/testing/seed-bank-data.ts'
import { tallied } from '../../metrics/tallies.ts'
import { createClientStore } from '../../store/repositories/client-store.ts'
import { createTallyStore } from '../../store/repositories/tally-store.ts'
import { type ConsoleHarness, openConsoleHarness } from './testing/console-harness.ts'

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly Plan[]
}

const growing =
  /^(app_user|connection|channel|journey|journey_fact|widget_session|sync_run|webhook_delivery|event|operator_action)$/
const scans = (plan: Plan): string[] => [
  ...(plan['Node Type'] === 'Seq Scan' && growing.test(plan['Relation Name'] ?? '')
    ? [plan['Relation Name'] ?? '']
    : []),
  ...(plan.Plans ?? []).flatMap(scans),
]
const nothing = {
  runEnded: () => {},
  channelFailed: () => {},
  journeyOpened: () => {},
  journeyStep: () => {},
  journeyEnded: () => {},
  journeyError: () => {},
}
const DAY = 86_400_000

describeEachDatabase('pages of the console', (open) => {
  let at: ConsoleHarness
  let cookie: string
  let userId: number
  const text = async (path: string) => (await at.get(path, cookie)).text.replaceAll(/\s+/g, ' ')
  const plain = async (path: string) => (await text(path)).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  const seenIn = (page: string) => /name="seen" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const seen = async (path: string) => seenIn(await text(path))
  /** As a person does: the form is opened before it is sent. */
  const save = async (path: string, fields: Record<string, string>) =>
    at.post(path, { ...fields, seen: await seen(path) }, cookie)
  const actions = async () =>
    at.database.kysely
      .selectFrom('operator_action')
      .select(['actor', 'source', 'action', 'subject', 'detail'])
      .orderBy('id')
      .execute()

  beforeAll(async () => {
    at = await openConsoleHarness(open)
    await fillDatabase(at.database, 1_500)
    await fillJourneysAndDeliveries(at.database)
    cookie = await at.signIn('olga', 'operator')
    const user = await at.database.kysely
      .insertInto('app_user')
      .values({ client_id: 'filled', email: 'ada@people.example', password_hash: '-', created_at: at.clock.now() })
      .returning('id')
      .executeTakeFirstOrThrow()
    userId = user.id
  })

  it('tell what happened by bank, step and error, whichever process saw it', async () => {
    const now = () => at.clock.now()
    const fail = (error: unknown) => {
      throw error
    }
    const [one, other] = [1, 2].map(() => tallied(nothing, createTallyStore(at.database), now, fail))
    for (const status of ['success', 'failed', 'success']) one?.counts.runEnded({ providerId: '12', status })
    other?.counts.runEnded({ providerId: '12', status: 'partial' })
    other?.counts.channelFailed({ providerId: '12', failure: 'bank_unavailable' })
    other?.counts.journeyError('credentials', 'wrong_credentials', '12')
    other?.counts.journeyError('credentials', 'wrong_credentials', '12')
    one?.counts.journeyEnded('add_connection', 'consent', 'cancelled', '12')
    one?.counts.journeyEnded('add_connection', 'sync', 'success', '12')
    await Promise.all([one?.drain(), other?.drain()])
    at.clock.advance(2 * 3_600_000)
    cookie = await at.signIn('oscar', 'operator')
    one?.counts.runEnded({ providerId: '7', status: 'success' })
    await one?.drain()
    const page = await plain('/console')
    // 12: nothing within the hour; 4 runs, 1 journey to its end and 2 errors within the day, of which 4 were good.
    expect(page).toContain('Crédit Fictif – 57.1% 4 of 7 wrong_credentials × 2')
    expect(page).toContain('Banca &lt;Esempio&gt; 100% 1 of 1 100% 1 of 1')
    expect(page).toContain('Consent Cancelled 1')
    expect(page).toContain('wrong_credentials 2')
    expect(page).toContain('1 ended well within 24 hours, 1 without success')
    at.clock.advance(DAY)
    cookie = await at.signIn('osman', 'operator')
    expect(await plain('/console')).toContain('No bank was asked for anything within 24 hours')
  })

  it('forget what nobody looks at any more', async () => {
    at.clock.advance(32 * DAY)
    const { counts, drain } = tallied(nothing, createTallyStore(at.database), () => at.clock.now(), console.error)
    counts.journeyOpened('add_connection')
    await drain()
    const rows = await at.database.kysely.selectFrom('tally').select(['span', 'kind']).orderBy('span').execute()
    expect(rows).toEqual([
      { span: 'hour', kind: 'opened' },
      { span: 'minutes', kind: 'opened' },
    ])
    cookie = await at.signIn('otto', 'operator')
  })

  it('show what stands, counted once for many who look and again a little later', async () => {
    const now = at.clock.now()
    const late = await seedConnection(at.database, userId, { status: 'PARTIAL_SUCCESS' })
    await seedChannel(at.database, late, {
      ...{ status: 'FAILED', failure: 'bank_unavailable', last_end_at: now, sealed_state: Buffer.from([0]) },
      ...{ next_sync_at: new Date(now.getTime() - 2 * 3_600_000), limited_until: new Date(now.getTime() + 3_600_000) },
      consent_until: new Date(now.getTime() + 3 * DAY).toISOString().slice(0, 10),
    })
    await seedJourney('REFA-2345', 'credentials')
    at.deadJobs.push({ name: 'sync', exhausted: 3 })
    at.sent.length = 0
    const page = await plain('/console')
    expect(page).toMatch(/Late by more than an hour 1 /)
    expect(page).toMatch(/Waiting for a bank’s quota 1 /)
    expect(page).toMatch(/Consents that end within 7 days 1 /)
    expect(page).toMatch(/Dead letters 3 /)
    expect(page).toMatch(/Journeys under way, by step Sign in 1 /)
    const counts = () =>
      at.sent.filter(({ text: statement }) => statement.includes('insert into standing_figure')).length
    expect(counts()).toBe(1)
    await Promise.all(Array.from({ length: 5 }, () => at.get('/console', cookie)))
    expect(counts()).toBe(1)
    at.clock.advance(16_000)
    // Shown as it was, while it is counted anew for the next one.
    await Promise.all(Array.from({ length: 5 }, () => at.get('/console', cookie)))
    await expect.poll(counts).toBe(2)
    const lists = await plain('/console/connections')
    for (const part of ['late by more than an hour', 'quota is used up', 'end within 30 days', 'Failed last'])
      expect(lists).toMatch(new RegExp(`${part} .*?${late} Crédit Fictif filled FAILED bank_unavailable`))
    expect(lists).toMatch(/By state SUCCESS 1,500 PARTIAL_SUCCESS 1 /)
    expect(lists).toMatch(/Channels by failure bank_unavailable 1 /)
  })

  it('cost a few statements, however much there is, and none reads a growing table from end to end', async () => {
    await at.database.kysely.executeQuery(CompiledQuery.raw('analyze'))
    // Who asks is one of them. Exact, so that a page that grows dearer says so.
    const budget = {
      '': 6,
      '/connections': 7,
      '/webhooks': 5,
      '/clients': 2,
      '/banks': 1,
      '/audit': 2,
      '/migration': 3,
    }
    const cost: Record<string, number> = {}
    for (const path of [...Object.keys(budget), '/sessions?code=REFA-2345']) {
      // Nobody counts meanwhile.
      await at.get('/console', cookie)
      at.sent.length = 0
      await at.get(`/console${path}`, cookie)
      const statements = at.sent.splice(0)
      cost[path] = statements.length
      for (const { text: statement, parameters } of statements)
        expect([path, statement, await explained(statement, parameters)]).toEqual([path, statement, []])
    }
    expect(cost).toEqual({ ...budget, '/sessions?code=REFA-2345': 5 })
  })

  it('open the log of a session by its code, and say who it is for a reason that is written down', async () => {
    for (const typed of ['REFA-2345', 'refa 2345', ' refa2345 ']) {
      const page = await plain(`/console/sessions?code=${encodeURIComponent(typed)}`)
      expect(page).toContain('add_connection · REFA-2345 OPEN')
      expect(page).toContain('provider_chosen provider_id 12')
      expect(page).toContain('failed error wrong_credentials')
      expect(page).not.toContain('ada@people.example')
    }
    expect(await plain('/console/sessions?code=AAAA-AAAA')).toContain('No session has the code AAAA-AAAA')
    const ask = (reason: string) => at.post('/console/sessions/person', { code: 'REFA-2345', reason }, cookie)
    const refused = await ask('x')
    expect([refused.status, refused.text.includes('ada@people.example')]).toEqual([400, false])
    expect((await ask('Case 4711: asks for a call')).text).toContain('ada@people.example')
    expect((await actions()).at(-1)).toEqual({
      ...{ actor: 'otto', source: 'console', action: 'person.shown', subject: String(userId) },
      detail: { reason: 'Case 4711: asks for a call' },
    })
    // What was shown once is shown to nobody else.
    expect(await plain('/console/sessions?code=REFA-2345')).not.toContain('ada@people.example')
  })

  it('list webhooks with what they have not got, and put it in line again', async () => {
    await seedWebhook('wh_broken', new Date(at.clock.now().getTime() - 3_600_000))
    const old = 6 * 60_000
    at.clock.advance(old)
    const page = await plain('/console/webhooks')
    expect(page).toMatch(/https:\/\/client\.example\/hook filled · wh_broken Failing since .* · status 500 0 1 /)
    expect(page).not.toContain('token=secret')
    expect(page).toMatch(/consent_ending \d+ wh_broken 12 status 500/)
    const answer = await at.post('/console/webhooks/wh_broken/replay', { hours: '6' }, cookie)
    expect(answer.headers['location']).toBe('/console/webhooks?replayed=1')
    at.clock.advance(old)
    expect(await plain('/console/webhooks?replayed=1')).toMatch(/1 events are in line again.*wh_broken Active 1 0 /)
    expect((await actions()).at(-1)).toMatchObject({ action: 'webhook.replayed', subject: 'wh_broken', actor: 'otto' })
    expect((await at.post('/console/webhooks/wh_none/replay', { hours: '6' }, cookie)).status).toBe(404)
  })

  it('add a client, change it and rotate its secret, which is shown once', async () => {
    const fields = {
      ...{ id: 'shop', name: 'The Shop', redirect_urls: 'https://shop.example/back\r\nhttps://shop.example/other' },
      ...{ origins: 'https://shop.example', elements_color: '#067647', font_color: '', paper: '', radius: '4' },
    }
    const wrong = await at.post('/console/clients', { ...fields, redirect_urls: 'http://shop.example/<b>' }, cookie)
    expect(wrong.status).toBe(400)
    expect(wrong.text).toContain('&lt;b&gt;')
    const secretIn = (page: string) => /class="secret">([\w-]{43})</.exec(page)?.[1] ?? ''
    const first = secretIn((await at.post('/console/clients', fields, cookie)).text)
    const store = createClientStore(at.database)
    expect(isClientSecret(await store.find('shop'), first)).toBe(true)
    expect(await store.find('shop')).toMatchObject({
      redirectUrls: ['https://shop.example/back', 'https://shop.example/other'],
      theme: { elements_color: '#067647', radius: '4' },
    })
    expect((await at.post('/console/clients', fields, cookie)).text).toContain('There is a client with this id already')

    const changed = { ...fields, name: 'Shop & Co', redirect_urls: 'https://shop.example/back', elements_color: '' }
    expect((await save('/console/clients/shop', changed)).status).toBe(303)
    expect(await store.find('shop')).toMatchObject({ name: 'Shop & Co', theme: { radius: '4' } })
    expect((await store.find('shop'))?.theme.elements_color).toBeUndefined()
    const bad = await save('/console/clients/shop', { ...changed, elements_color: 'red; }' })
    expect([bad.status, bad.text.includes('elements_color')]).toEqual([400, true])

    // Asked first; a page that is only opened changes nothing.
    expect((await at.get('/console/clients/shop/rotate', cookie)).text).toContain('gets a new secret')
    expect(isClientSecret(await store.find('shop'), first)).toBe(true)
    const second = secretIn((await at.post('/console/clients/shop/rotate', {}, cookie)).text)
    for (const secret of [first, second]) expect(isClientSecret(await store.find('shop'), secret)).toBe(true)
    const everything = [
      ...(await Promise.all(['/clients', '/clients/shop', '/audit'].map((path) => text(`/console${path}`)))),
      JSON.stringify(await actions()),
    ].join()
    for (const secret of [first, second]) expect(everything).not.toContain(secret)
    expect((await actions()).slice(-3).map(({ action, subject }) => [action, subject])).toEqual([
      ['client.added', 'shop'],
      ['client.changed', 'shop'],
      ['client.secret_rotated', 'shop'],
    ])

    const preview = await at.get('/console/clients/shop/preview', cookie)
    expect(preview.text).toContain('Shop &amp; Co')
    expect(preview.text).toContain('radius=4')
    expect(preview.text).not.toContain('<script')
    expect(preview.headers['content-security-policy']).toContain("form-action 'none'")
  })

  it('say something of a bank, close it for a while, take it out of the lists', async () => {
    const fields = { on: 'yes', message_en: ' Slow <today> ', message_fr: 'Lente', from: '', until: '' }
    const wrong = await at.post('/console/banks/12', { ...fields, from: '2026-04-20T10:00' }, cookie)
    expect([wrong.status, wrong.text.includes('Give both instants')]).toEqual([400, true])
    expect((await at.post('/console/banks/12', { ...fields, message_en: 'x'.repeat(161) }, cookie)).status).toBe(400)
    const window = { from: '2026-04-20T10:00', until: '2026-04-20T12:00' }
    expect((await save('/console/banks/12', { ...fields, ...window })).status).toBe(303)
    expect(at.notes.of('12')).toEqual({
      ...{ providerId: '12', switchedOff: false, message: { en: 'Slow <today>', fr: 'Lente' } },
      closed: { from: new Date('2026-04-20T10:00Z'), until: new Date('2026-04-20T12:00Z') },
    })
    expect(await text('/console/banks/12')).toContain('value="2026-04-20T10:00"')
    expect(await plain('/console/banks?q=credit')).toMatch(/Crédit Fictif 12 · FR Maintenance from .* Says something/)
    expect(await plain('/console/banks?q=banca')).not.toContain('Crédit')
    await save('/console/banks/12', { on: 'no' })
    expect(at.notes.of('12')).toEqual({ providerId: '12', switchedOff: true, message: {} })
    await save('/console/banks/12', { on: 'yes' })
    expect(at.notes.all()).toEqual([])
    expect((await actions()).slice(-5).map(({ action }) => action)).toEqual([
      ...['bank.noted', 'bank.noted', 'bank.paused', 'bank.noted', 'bank.resumed'],
    ])
    expect((await at.post('/console/banks/404', { on: 'no' }, cookie)).status).toBe(404)
  })

  it('never undo unseen what another operator has done meanwhile', async () => {
    const bank = '/console/banks/12'
    const [one, other] = [await seen(bank), await seen(bank)]
    expect((await at.post(bank, { on: 'no', message_en: 'Fraud', seen: one }, cookie)).status).toBe(303)
    const typed = { on: 'yes', message_en: 'Slow' }
    // Refused for a mistake, the form is still of what stood there when it was opened.
    const mistaken = await at.post(bank, { ...typed, from: 'x', seen: other }, cookie)
    expect([mistaken.status, seenIn(mistaken.text)]).toEqual([400, other])
    for (const late of [other, '']) {
      const refused = await at.post(bank, { ...typed, seen: late }, cookie)
      expect(refused.status).toBe(409)
      expect(refused.text).toContain('somebody else has changed this')
      expect(refused.text).toMatch(/<dd>Fraud<.*value="Slow"/s)
    }
    expect(at.notes.of('12')).toMatchObject({ switchedOff: true, message: { en: 'Fraud' } })
    // Seen now, it may be replaced.
    const again = seenIn((await at.post(bank, { ...typed, seen: other }, cookie)).text)
    expect((await at.post(bank, { ...typed, seen: again }, cookie)).status).toBe(303)
    expect(at.notes.of('12')).toMatchObject({ switchedOff: false, message: { en: 'Slow' } })

    const fields = { name: 'Till', redirect_urls: 'https://till.example/back', origins: '' }
    await at.post('/console/clients', { id: 'till', ...fields }, cookie)
    const till = '/console/clients/till'
    const opened = await seen(till)
    expect((await save(till, { ...fields, name: 'Till one' })).status).toBe(303)
    // A new secret is nothing that the form could undo.
    await at.post(`${till}/rotate`, {}, cookie)
    const refused = await at.post(till, { ...fields, radius: '4', seen: opened }, cookie)
    expect([refused.status, /<dd>Till one<.*value="Till"/s.test(refused.text)]).toEqual([409, true])
    expect(await createClientStore(at.database).find('till')).toMatchObject({ name: 'Till one', theme: {} })
    const replaced = { ...fields, radius: '4', seen: seenIn(refused.text) }
    expect((await at.post(till, replaced, cookie)).status).toBe(303)
    expect(await createClientStore(at.database).find('till')).toMatchObject({ name: 'Till', theme: { radius: '4' } })
  })

  it('read the audit from the newest on, a page at a time', async () => {
    await sql`insert into operator_action (at, actor, source, action, subject)
      select now(), 'root@host', 'cli', 'client.changed', 'nr' || n from generate_series(1, 150) n`.execute(
      at.database.kysely,
    )
    const first = await text('/console/audit')
    expect(first.match(/<code>client\.changed<\/code>/g)).toHaveLength(100)
    expect(first).toContain('nr150')
    const older = /href="(\/console\/audit\?before=\d+)"/.exec(first)?.[1] ?? ''
    const second = await text(older)
    expect(second).toContain('nr50')
    expect(second).toContain('Case 4711')
    expect(await plain('/console/audit?before=1')).toContain('Nothing yet')
  })

  it('tell who still uses the previous widgets', async () => {
    const at0 = at.clock.now()
    await at.database.kysely
      .insertInto('deprecated_use')
      .values({
        ...{ client_id: 'shop', kind: 'parameter', name: 'redirect_uri', count: 5 },
        ...{ day: at0.toISOString().slice(0, 10), first_at: at0, last_at: at0 },
      })
      .execute()
    const page = await plain('/console/migration')
    expect(page).toMatch(/Shop &amp; Co In use Last used .* redirect_uri parameter 5 /)
    expect(page).toMatch(/Filled Never used/)
  })

  it('speak French, and English where a language has no text yet', async () => {
    const french = await at.get('/console', cookie, { 'accept-language': 'fr-CH' })
    expect(french.text).toContain('<html lang="fr">')
    expect(french.text).toContain('Vue d’ensemble')
    await at.post('/console/you/language', { locale: 'fr' }, cookie)
    expect((await at.get('/console/audit', cookie, { 'accept-language': 'en' })).text).toContain(
      'Ce que les opérateurs',
    )
  })

  async function explained(statement: string, parameters: readonly unknown[]): Promise<string[]> {
    if (/^(begin|commit|rollback)/.test(statement)) return []
    const { rows } = await at.database.kysely.executeQuery<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      CompiledQuery.raw(`explain (format json) ${statement}`, [...parameters]),
    )
    at.sent.length = 0
    return scans(rows[0]?.['QUERY PLAN'][0].Plan ?? { 'Node Type': 'none' })
  }

  async function seedJourney(reference: string, place: string): Promise<void> {
    const now = at.clock.now()
    const db = at.database.kysely
    const hash = Buffer.from(reference)
    await db
      .insertInto('widget_session')
      .values({
        ...{ id_hash: hash, client_id: 'filled', user_id: userId, created_at: now, seen_at: now },
        ...{ expires_at: new Date(now.getTime() + 1_800_000), refusals: '[]' },
      })
      .execute()
    const journey = await db
      .insertInto('journey')
      .values({
        ...{ session_hash: hash, client_id: 'filled', user_id: userId, endpoint: 'add_connection', params: '{}' },
        ...{ display: '{}', reference, sealed_session: Buffer.from([0]), place, created_at: now },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const facts = [
      { kind: 'provider_chosen', providerId: '12' },
      { kind: 'failed', error: 'wrong_credentials' },
    ]
    await db
      .insertInto('journey_fact')
      .values(
        facts.map((fact, seq) => ({
          ...{ journey_id: journey.id, seq: seq + 1, at: now, kind: fact.kind, data: JSON.stringify(fact) },
        })),
      )
      .execute()
  }

  async function seedWebhook(id: string, since: Date): Promise<void> {
    const db = at.database.kysely
    const event = await db
      .insertInto('event')
      .values({
        ...{ seq: 1, type: 'consent_ending', client_id: 'filled', user_id: userId, provider_id: '12', at: since },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('webhook')
      .values({
        ...{ id, client_id: 'filled', url: 'https://client.example/hook?token=secret', types: [], created_at: since },
        ...{ sealed_secret: Buffer.from([0]), failing_since: since, last_failure: 'status 500' },
      })
      .execute()
    await db
      .insertInto('webhook_delivery')
      .values({
        ...{ webhook_id: id, event_id: event.id, lane: 0, seq: 1, attempts: 12, next_at: since, since },
        ...{ dead_at: at.clock.now(), failure: 'status 500' },
      })
      .execute()
  }
})

/** Of people who came and went, and a webhook that has much to catch up with. */
async function fillJourneysAndDeliveries({ kysely: db }: ConsoleHarness['database']): Promise<void> {
  await sql`insert into widget_session (id_hash, client_id, user_id, created_at, seen_at, expires_at)
    select decode(md5(id::text), 'hex'), 'filled', id, '2026-03-01', '2026-03-01', '2026-03-02' from app_user`.execute(
    db,
  )
  await sql`insert into journey (session_hash, client_id, user_id, endpoint, params, display, reference, sealed_session,
      created_at, finished_at)
    select id_hash, 'filled', user_id, 'add_connection', '{}', '{}', 'FILL-' || user_id, '\\x00', created_at, created_at
    from widget_session`.execute(db)
  await sql`insert into journey_fact (journey_id, seq, at, kind, data)
    select id, 1, created_at, 'provider_left', '{"kind":"provider_left"}' from journey`.execute(db)
  await sql`insert into event (seq, type, client_id, user_id, provider_id, at)
    select -id, 'consent_ending', 'filled', id, '100', '2026-03-01' from app_user`.execute(db)
  await sql`insert into webhook (id, client_id, url, types, sealed_secret, created_at)
    values ('wh_filled', 'filled', 'https://filled.example/', '{}', '\\x00', '2026-03-01')`.execute(db)
  await sql`insert into webhook_delivery (webhook_id, event_id, lane, seq, next_at, since)
    select 'wh_filled', id, 0, seq, at, at from event`.execute(db)
  await sql`insert into operator_action (at, actor, source, action, subject)
    select '2026-03-01', 'root@host', 'cli', 'client.changed', 'filled' from app_user`.execute(db)
}
