import { describe, expect, it } from 'vitest'
import { formFor, type PlainPage } from '../../apps/server/src/http/sandbox/person/plain-page.ts'
import { PlainBrowser } from '../durability/support/plain-browser.ts'
import { useWorld } from '../e2e/world.ts'
import { badEncodings, badTexts, script } from '../security/support/bad-values.ts'
import { expectCalm } from '../security/support/calm.ts'
import { Visitor } from '../security/support/visitor.ts'
import { appended, openPreviousSession } from './support/previous-client.ts'
import { walk } from './support/walk.ts'

const names = [
  'redirect_uri',
  'captive_mode',
  'select_accounts',
  'channel_definition_id',
  'multiple_channels',
  'locale',
]
const lonely = ['terms', 'professional_account'] as const

const html = { accept: 'text/html', 'sec-fetch-dest': 'document' }
const pages = ['add_connection', 'edit_credentials', 'user_input', 'manage_accounts', 'terms', 'professional-account']

/** Deprecation and Sunset as RFC 9745 and RFC 8594 write them, and where to go. */
function isTold(answer: Response, base: string, path: string): void {
  const { headers } = answer
  expect(headers.get('deprecation')).toBe('@1767225600')
  expect(headers.get('sunset')).toBe('Fri, 31 Dec 2027 00:00:00 GMT')
  const successor =
    path === 'professional-account' ? '/v2.1/users/me' : `/v2.1/widget/${path === 'terms' ? 'add_connection' : path}`
  expect(headers.get('link')).toBe(
    `<${base}/docs/migration#endpoint.${path}>; rel="deprecation"; type="text/html", <${base}${successor}>; rel="successor-version"`,
  )
}

describe('what answers of the previous addresses say of themselves', () => {
  const at = useWorld()

  it.each(pages)('/widget/%s: pages, refusals and errors alike', async (path) => {
    const { world, api } = at()
    const url = `${world.url}/widget/${path}`
    const links = await openPreviousSession(world.url, await api.newUser())
    const link = path === 'professional-account' ? links.professional_account : links[path as 'terms']
    const get = (address: string, init: RequestInit = {}) =>
      fetch(address, { headers: html, redirect: 'manual', ...init })
    const form = new URLSearchParams({ session_id: 'x' })
    const answers = [
      [path === 'add_connection' || path === 'terms' || path === 'professional-account' ? 200 : 404, await get(link)],
      [400, await get(appended(link, { redirect_uri: 'https://evil.example/' }))],
      [410, await get(url)],
      [405, await get(url, { method: 'DELETE' })],
      [path === 'terms' || path === 'professional-account' ? 410 : 405, await get(url, { method: 'POST', body: form })],
    ] as const
    for (const [status, answer] of answers) {
      expect(answer.status).toBe(status)
      isTold(answer, world.url, path)
    }
    expect(await answers[1][1].text()).toContain('redirect_uri')
    // The new ones say nothing of the kind.
    expect((await get(url.replace('/widget/', '/v2.1/widget/'))).headers.get('deprecation')).toBeNull()
  })

  it('a form of another site, or without the page’s proof, accepts nothing', async () => {
    const { world, api } = at()
    const user = await api.newUser()
    const { terms } = await openPreviousSession(world.url, user)
    const opened = await fetch(terms, { headers: html })
    const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const page = /name="page" value="([^"]+)"/.exec(await opened.text())?.[1] ?? ''
    const session_id = new URL(terms).searchParams.get('session_id') ?? ''
    const post = (body: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(`${world.url}/widget/terms`, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...html, cookie, ...headers },
        body: new URLSearchParams(body),
      })
    const right = { session_id, do: 'accept_terms', page }
    expect((await post(right, { origin: 'https://evil.example' })).status).toBe(403)
    for (const body of [
      { ...right, page: '' },
      { ...right, page: `0.${'A'.repeat(22)}` },
      { ...right, do: 'other' },
    ])
      expect((await post(body)).headers.get('location')).not.toContain('done=1')
    const accepted = async () =>
      (await (await fetch(terms, { headers: { ...html, cookie } })).text()).includes('accept_terms')
    expect(await accepted()).toBe(true)
    expect((await post(right)).headers.get('location')).toContain('done=1')
    expect(await accepted()).toBe(false)
  })

  it('the page that the answers point to is there', async () => {
    const { world } = at()
    const rules = await (await fetch(`${world.url}/docs/migration`)).text()
    for (const path of ['widget_session', ...pages]) expect(rules).toContain(`id="endpoint.${path}"`)
  })

  it('what was used stands in the session’s log and in the client’s report, with what takes its place', async () => {
    const { world, api } = at()
    const links = await openPreviousSession(world.url, await api.newUser(), { captive_mode: 'false' })
    const browser = new PlainBrowser()
    await browser.submit(formFor(await browser.open(links.terms), 'accept_terms'))
    // Nothing begins with this one, and the client reads why.
    await fetch(appended(links.add_connection, { redirect_uri: 'https://evil.example/' }))
    const back = 'http://127.0.0.1:9/back'
    await walk(browser, appended(links.add_connection, { channel_definition_id: '10200', redirect_uri: back }), {
      bank: '102',
    })
    const credentials = { client_id: 'sandbox', client_secret: 'sandbox-secret' }
    const token = await api.post('/token', { ...credentials, grant_type: 'client_credentials' })
    const { access_token } = (await token.json()) as { access_token: string }
    const read = async (path: string) =>
      (await fetch(world.url + path, { headers: { authorization: `Bearer ${access_token}` } })).json()
    const log = (await read(`/v2.1/widget_sessions/${new URL(links.terms).searchParams.get('session_id')}`)) as {
      refused_links: { endpoint: string; parameter: string; rule: string }[]
      journeys: { deprecations: { parameter: string; use: string }[]; events: { type: string }[] }[]
    }
    expect(log.refused_links).toMatchObject([
      { endpoint: 'add_connection', parameter: expect.stringMatching(/^redirect_ur[il]$/) },
    ])
    expect(JSON.stringify(log)).not.toContain('evil.example')
    expect(log.journeys[0]?.deprecations.map(({ parameter, use }) => `${parameter} → ${use}`).sort()).toEqual([
      'captive_mode → wait_sync_end',
      'channel_definition_id → expected_account_types',
      'redirect_uri → redirect_url',
    ])
    const types = log.journeys[0]?.events.map(({ type }) => type) ?? []
    expect(types.slice(0, 3)).toEqual(['previous_opened', 'provider_chosen', 'consent_given'])
    // Written beside the answers: nobody waited for it.
    const used = ['/widget_session', '/widget/terms', '/widget/add_connection', 'captive_mode', 'channel_definition_id']
    await expect
      .poll(async () => JSON.stringify(await read('/v2.1/migration_report')))
      .toMatch(new RegExp(used.map((name) => `(?=.*"${name}")`).join('')))
  })

  it('begun again in another browser: the link still means what it said', async () => {
    const { world, api } = at()
    const links = await openPreviousSession(world.url, await api.newUser())
    await new PlainBrowser().open(links.add_connection)
    const other = new PlainBrowser()
    const asked = await other.open(links.add_connection)
    expect(asked.kind).toBe('unbound')
    const list = await other.submit(formFor(asked, 'take_over'))
    const choice = await other.submit(formFor(list, 'choose_provider'), { provider_id: '100' })
    expect(choice.kind).toBe('channel_choice')
    // A way that is none of the two, or of another bank, is no answer.
    for (const channel of ['10200', '10099', 'x'])
      expect((await other.submit(formFor(choice, 'choose_channel'), { channel })).kind).toBe('channel_choice')
  })

  it('every parameter, on links and on the session’s call: a page or a 400, never a fault', async () => {
    const { world, api } = at()
    const user = await api.newUser()
    const links = await openPreviousSession(world.url, user)
    const token = { client_id: 'sandbox', client_secret: 'sandbox-secret', access_token: user.accessToken }
    for (const name of names) {
      const raws = [
        ...badTexts.map(([, text]) => `${name}=${encodeURIComponent(text)}`),
        ...badEncodings.map(([, raw]) => `${name}=${raw}`),
        ...[`${name}[]=1`, `${name}=1&${name}=2`, name],
      ]
      const pages = [links.add_connection, links.terms, links.professional_account]
      for (const [place, raw] of raws.entries()) {
        // They read their parameters alike: each gets a third.
        expectCalm(await new Visitor().once(`${pages[place % pages.length]}&${raw}`), raw)
        const answer = await fetch(`${world.url}/widget_session?${raw}`, {
          method: 'POST',
          body: new URLSearchParams(token),
        })
        expect([200, 400], raw).toContain(answer.status)
        expect(answer.headers.get('sunset')).not.toBeNull()
      }
    }
  })

  it('forms with anything in them: shown again as text, and nothing is kept', async () => {
    const { world, api } = at()
    const user = await api.newUser()
    const links = await openPreviousSession(world.url, user)
    const browser = new PlainBrowser()
    for (const link of lonely) {
      const page: PlainPage = await browser.open(links[link])
      const form = formFor(page, link === 'terms' ? 'accept_terms' : 'professional_account')
      for (const [what, text] of [...badTexts, ['long', 'x'.repeat(9_000)] as const]) {
        const filled = {
          f_company_name: text,
          f_country: text,
          f_registration_number: text,
          f_legal_form: text,
          f_role: text,
        }
        const answer =
          link === 'terms' ? await browser.submit(form, { do: text, page: text }) : await browser.submit(form, filled)
        expect(answer.status, what).toBeLessThan(500)
        expect(answer.text).not.toContain(script)
      }
    }
    const me = await api.get<Record<string, unknown>>(user, '/v2.1/users/me')
    expect(me['professional_account']).toBeUndefined()
    expect((await browser.open(links.terms)).text).toContain('accept_terms')
  })
})

describe('after the sunset', () => {
  const at = useWorld({
    env: { RACCORD_PREVIOUS_DEPRECATED_SINCE: '2026-01-01', RACCORD_PREVIOUS_SUNSET: '2026-02-01' },
  })

  it.each([
    ['fr', 'Cette adresse n’est plus utilisée', '1er février 2026'],
    ['en', 'This address is no longer in use', '1 February 2026'],
    ['it', 'Questo indirizzo non è più in uso', '1° febbraio 2026'],
    ['es', 'Esta dirección ya no se usa', '1 de febrero de 2026'],
    ['de', 'Diese Adresse wird nicht mehr verwendet', '1. Februar 2026'],
  ])('a page in %s that says what to do, and whom to tell', async (language, title, day) => {
    const { world } = at()
    for (const path of pages) {
      const answer = await fetch(`${world.url}/widget/${path}?session_id=whoever`, {
        headers: { ...html, 'accept-language': language },
      })
      expect(answer.status).toBe(410)
      expect(answer.headers.get('sunset')).toBe('Sun, 01 Feb 2026 00:00:00 GMT')
      expect(answer.headers.get('content-security-policy')).toContain('frame-ancestors *')
      const text = await answer.text()
      expect(text).toContain(title)
      expect(text).toContain(day)
      expect(text).toContain('POST /v2.1/widget_session')
      expect(text).not.toContain('<form')
    }
  })

  it('JSON for programs, and the widgets of today go on', async () => {
    const { world, api } = at()
    const answer = await fetch(`${world.url}/widget_session`, { method: 'POST', body: new URLSearchParams({}) })
    expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([410, 'previous_widgets_gone'])
    const link = await api.widgetLink(await api.newUser(), { captive_mode: 'false' })
    expect((await fetch(link, { headers: html })).status).toBe(200)
  })
})
