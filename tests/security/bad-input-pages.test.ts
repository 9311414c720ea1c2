import { beforeAll, describe, expect, it } from 'vitest'
import { formFor, linkTo } from '../../apps/server/src/http/sandbox/person/plain-page.ts'
import { endpoints, parameters } from '../../packages/contract/src/parameters.ts'
import { typesOf } from '../e2e/opening.ts'
import { useWorld } from '../e2e/world.ts'
import type { ApiUser } from '../support/api-client.ts'
import { badEncodings, badTexts, long, script } from './support/bad-values.ts'
import { expectCalm, expectRefused } from './support/calm.ts'
import { tagsOf } from './support/html.ts'
import { header, send } from './support/send.ts'
import { type Seen, Visitor } from './support/visitor.ts'

const form = 'application/x-www-form-urlencoded'
const unknownSession = 'A'.repeat(32)

/** Answers to pages, forms and links of the widget, over real HTTP, while a journey is under way that must survive it all. */
describe('bad input to the pages', () => {
  const at = useWorld()
  let user: ApiUser
  let other: ApiUser
  let person: Visitor
  /** His journey, at the form for his credentials. */
  let page: Seen
  let fields: Record<string, string>
  let base: string

  beforeAll(async () => {
    base = at().world.url
    const opened = await at().link({ expected_account_types: 'OTHER' })
    user = opened.user
    other = await at().api.newUser()
    person = new Visitor()
    page = await person.choosesBank(opened.link, '100')
    expect(page.kind).toBe('credentials')
    fields = Object.fromEntries(formFor(page, 'credentials').fields)
  })

  const get = (path: string, headers?: Record<string, string>) =>
    person.once(base + path, { ...(headers ? { headers } : {}) })
  const post = (body: string | Buffer, headers: Record<string, string> = {}, path = '/v2.1/widget/journey') =>
    person.once(base + path, { method: 'POST', body, headers: { 'content-type': form, ...headers } })
  const encoded = (more: Record<string, string>) => new URLSearchParams({ ...fields, ...more }).toString()

  /** A new session of somebody else; users are dear (Argon2id), sessions are not. */
  const newLink = (more: Record<string, string> = {}): Promise<string> => at().api.widgetLink(other, more)

  describe('links of the widget', () => {
    for (const endpoint of endpoints)
      it(`${endpoint}: no session, a broken one, somebody else’s, two at once`, async () => {
        const path = `/v2.1/widget/${endpoint}`
        const sessions = ['', `session_id=${unknownSession}`, 'session_id=', 'session_id[]=x', 'session_id[a]=x']
        for (const [, text] of badTexts) sessions.push(`session_id=${encodeURIComponent(text)}`)
        for (const [, raw] of badEncodings) sessions.push(`session_id=${raw}`)
        for (const query of sessions) expectRefused(await get(`${path}?${query}`), query)
        const mine = fields['session_id'] ?? ''
        // The first counts.
        expectRefused(await get(`${path}?session_id=${unknownSession}&session_id=${mine}`), 'two sessions')
      })

    it('connection ids that are no ids, nobody’s, or another person’s', async () => {
      const third = await at().api.newUser()
      const theirs = new Visitor()
      const signIn = await theirs.choosesBank(await at().api.widgetLink(third), '102')
      await theirs.submit(signIn, 'credentials', { f_login: 'dev', f_password: 'dev' })
      await expect.poll(async () => (await at().api.connections(third))[0]?.status).toBe('SUCCESS')
      const real = (await at().api.connections(third))[0]?.id ?? ''
      expect(real).toMatch(/^\d+$/)
      for (const endpoint of ['edit_credentials', 'user_input', 'manage_accounts']) {
        const link = (await newLink()).replace('add_connection', endpoint)
        for (const id of [undefined, '0', '1', real, '9007199254740993', 'abc', '-1', '1.5', '%00', '%FF', script]) {
          const url =
            id === undefined ? link : `${link}&connection_id=${id.startsWith('%') ? id : encodeURIComponent(id)}`
          expectRefused(await new Visitor().once(url), `${endpoint} ${id}`)
        }
        expectRefused(await new Visitor().once(`${link}&connection_id=0&connection_id=${real}`), `${endpoint} twice`)
      }
    })

    for (const name of Object.keys(parameters).filter((name) => name !== 'connection_id'))
      it(`${name}: every bad value ends in a page`, async () => {
        for (const [what, text] of badTexts) {
          const link = await newLink({ [name]: text })
          expectCalm(await new Visitor().once(link), `${name} ${what}`)
        }
        const link = await newLink()
        for (const [what, raw] of badEncodings)
          expectCalm(await new Visitor().once(`${link}&${name}=${raw}`), `${name} ${what}`)
        for (const raw of [
          `${name}[]=1`,
          `${name}[a][b]=1`,
          `${name}=1&${name}=2&${name}=3`,
          name,
          `${name}=1;${name}=2`,
        ])
          expectCalm(await new Visitor().once(`${link}&${raw}`), raw)
      })

    it('script in every text parameter is text', async () => {
      const texts = { terms_header: script, terms_body: `${script}\nsecond`, font: script, font_color: script }
      const visitor = new Visitor()
      const list = await visitor.open(await newLink({ ...texts, elements_color: script, q: script }))
      const consent = await visitor.submit(list, 'choose_provider', { provider_id: '100' })
      expect(consent.kind).toBe('consent')
      for (const seen of [list, consent]) {
        expectCalm(seen.got, seen.url)
        // The client's logo and the marks of banks, which this server draws, and nothing that a link brought.
        const images = tagsOf(seen.text).filter(({ name }) => name === 'img')
        const own = /^\/(logos\/\d+\.svg|v2\.1\/widget\/logo\/[0-9a-f]{32}\.png)$/
        expect(images.filter(({ attributes }) => !own.test(attributes.get('src') ?? ''))).toEqual([])
        expect(images.filter(({ attributes }) => attributes.has('onerror'))).toEqual([])
      }
      expect(consent.text).toContain('&lt;script>alert(1)&lt;/script>')
    })

    it('script in the search is text', async () => {
      const visitor = new Visitor()
      const list = await visitor.open(await newLink())
      const searched = await visitor.open(`${list.url}&q=${encodeURIComponent(script)}`)
      expectCalm(searched.got, 'q')
      const field = tagsOf(searched.text).find(({ attributes }) => attributes.get('name') === 'q')
      expect(field?.attributes.get('value')).toBe(script)
    })

    it('names of the prototype are parameters like any unknown one', async () => {
      const link = await newLink()
      const names = ['__proto__', '__proto__[x]', 'constructor', 'constructor.prototype', 'toString', 'hasOwnProperty']
      for (const name of names) expectCalm(await new Visitor().once(`${link}&${name}=1`), name)
      const { pollutedByTest } = {} as { pollutedByTest?: string }
      expect(pollutedByTest).toBeUndefined()
    })

    it('a hundred thousand characters, ten thousand favourites: too long for a URL, said so', async () => {
      const link = new URL(await newLink())
      const favourites = Array.from({ length: 10_000 }, (_, index) => index + 1).join(',')
      for (const [name, value] of [
        ['terms_body', long],
        ['favorite_providers', favourites],
      ] as const) {
        const got = await send(base, `${link.pathname}${link.search}&${name}=${value}`)
        expectRefused(got, name)
        expect([413, 414, 431]).toContain(got.status)
      }
      // As many as a URL can carry.
      const some = Array.from({ length: 2500 }, (_, index) => index + 1).join(',')
      const got = await send(base, `${link.pathname}${link.search}&favorite_providers=${some}`)
      expect(got.status).toBe(200)
    })

    it('a huge header is refused as such', async () => {
      const link = new URL(await newLink())
      const got = await send(base, link.pathname + link.search, { headers: { 'x-anything': long.slice(0, 40_000) } })
      expectRefused(got, 'header')
    })
  })

  describe('other pages', () => {
    const paths = ['journey', 'progress', 'depart', 'providers.json'].map((name) => `/v2.1/widget/${name}`)
    const names = ['session_id', 't', 'ticket', 'tab', 'q', 'all', 'refresh', 'do', 'v', 'l', 'c', 'state', 'code']

    for (const path of [...paths, '/success', '/bank/callback/100', '/bank/callback/nobody', '/favicon.ico', '/demo'])
      it(`${path}: any query`, async () => {
        for (const name of names) {
          for (const [what, text] of badTexts)
            expectCalm(await get(`${path}?${name}=${encodeURIComponent(text)}`), `${name} ${what}`)
          for (const [what, raw] of badEncodings) expectCalm(await get(`${path}?${name}=${raw}`), `${name} ${what}`)
          for (const raw of [`${name}[]=1`, `${name}=1&${name}=2`, `__proto__[${name}]=1`, name])
            expectCalm(await get(`${path}?${raw}`), raw)
        }
        expectCalm(await get(`${path}?session_id=${fields['session_id']}&q=${long.slice(0, 10_000)}`), 'long')
      })

    it('paths: assets, callbacks and pages with anything in them', async () => {
      const prefixes = [
        '/assets/',
        '/bank/callback/',
        '/v2.1/widget/',
        '/v2.1/providers/',
        '/demo/accounts/',
        '/demo/',
        '/',
      ]
      const parts = [...badTexts.map(([, text]) => encodeURIComponent(text)), ...badEncodings.map(([, raw]) => raw)]
      parts.push('..%2f..%2fetc%2fpasswd', '%2e%2e/%2e%2e/etc/passwd', 'a\u00ff\u00fe', '%5c..%5c', 'x'.repeat(4000))
      for (const prefix of prefixes)
        for (const part of parts) expectCalm(await get(prefix + part), prefix + part.slice(0, 40))
    })

    it('other methods are refused by name', async () => {
      const all = [...paths, '/success', '/bank/callback/100', '/bank/confirm', '/assets/x.js', '/favicon.ico']
      for (const path of all)
        for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']) {
          const got = await person.once(base + path, { method, headers: { 'content-type': form }, body: 'a=1' })
          expectRefused(got, `${method} ${path}`)
        }
    })
  })

  describe('forms', () => {
    it('each field missing, wrong, doubled, an array, too long', async () => {
      for (const name of Object.keys(fields)) {
        const without = Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name))
        expectCalm(await post(new URLSearchParams(without).toString()), `${name} missing`)
        for (const [what, text] of badTexts) {
          // These are right as they are.
          if (name.startsWith('f_') && text.trim() !== '') continue
          expectCalm(await post(encoded({ [name]: text })), `${name} ${what}`)
        }
        const rest = new URLSearchParams(without).toString()
        for (const [what, raw] of badEncodings) expectCalm(await post(`${rest}&${name}=${raw}`), `${name} ${what}`)
        expectCalm(await post(`${encoded({})}&${name}=x`), `${name} doubled`)
        expectCalm(await post(`${rest}&${name}[]=1&${name}[a]=2`), `${name} array`)
        expectRefused(await post(encoded({ [name]: long })), `${name} long`)
      }
    })

    it('every action of the widget with nothing in it, out of its turn', async () => {
      const actions = [
        'choose_provider',
        'challenge',
        'challenge_choice',
        'challenge_resend',
        'challenge_done',
        'accounts',
      ]
      const later = ['share', 'offer_accept', 'offer_decline', 'offer_stop', 'success_stop', 'disconnect', 'renew']
      const others = [
        'disconnect_confirm',
        'manage_done',
        'take_over',
        'depart_again',
        'cancel',
        'owner_yes',
        'accept_consent',
      ]
      for (const name of [...actions, ...later, ...others]) {
        const body = new URLSearchParams({ ...fields, do: name, account: '1', answer: 'x', provider_id: '999999' })
        const got = await post(body.toString())
        expectCalm(got, name)
        expect([303, 422], name).toContain(got.status)
      }
      expect((await person.open(page.url)).kind).toBe('credentials')
    })

    it('the same as JSON, with arrays, objects, numbers and prototypes for texts', async () => {
      const json = { 'content-type': 'application/json' }
      for (const name of Object.keys(fields))
        for (const value of [null, 1, true, [], ['a'], {}, { a: { b: 1 } }, long])
          expectCalm(await post(JSON.stringify({ ...fields, [name]: value }), json), `${name} ${typeof value}`)
      for (const raw of [
        '',
        '{',
        'null',
        '[]',
        '1',
        '"x"',
        '{"__proto__":{"a":1}}',
        '{"constructor":{"prototype":{}}}',
      ])
        expectCalm(await post(raw, json), raw)
      expectCalm(await post(`{"do":${'['.repeat(5000)}${']'.repeat(5000)}}`, json), 'deep')
    })

    it('other content types, broken lengths, invalid bytes', async () => {
      for (const type of [
        'text/plain',
        'application/xml',
        'multipart/form-data; boundary=x',
        'a/b',
        '',
        'application/json;;',
      ])
        expectCalm(await post(encoded({}), { 'content-type': type }), type)
      expectCalm(await post(Buffer.from([0xff, 0xfe, 0x00, 0x3d, 0x80])), 'bytes')
      expectCalm(await post(`${'a=&'.repeat(20_000)}`), 'twenty thousand names')
      expectRefused(await post(long), 'too large')
    })

    it('the bank’s way back and its question: any state, any proof', async () => {
      for (const [what, text] of badTexts) {
        expectRefused(await get(`/bank/callback/100?state=${encodeURIComponent(text)}`), what)
        const body = new URLSearchParams({ do: 'owner_yes', proof: text }).toString()
        expectRefused(await post(body, {}, '/bank/confirm'), what)
        expectRefused(await post(new URLSearchParams({ do: text, proof: 'x' }).toString(), {}, '/bank/confirm'), what)
      }
      expectRefused(await post('do=owner_yes&proof=a&proof=b', {}, '/bank/confirm'), 'two proofs')
      expectRefused(await post('', {}, '/bank/confirm'), 'nothing')
      expectRefused(await get(`/bank/callback/100?state=${'s'.repeat(9000)}`), 'long state')
    })

    it('the sign-in page and the comparison: any parameter, any field', async () => {
      const asked = { response_type: 'code', client_id: 'sandbox', redirect_uri: 'http://127.0.0.1:1/back', state: 's' }
      const names = [
        ...Object.keys(asked),
        'scope',
        'code_challenge',
        'code_challenge_method',
        'response_mode',
        'locale',
      ]
      for (const name of names) {
        for (const [what, text] of badTexts) {
          const query = new URLSearchParams({ ...asked, [name]: text }).toString()
          const got = await get(`/signin?${query}`)
          expectCalm(got, `${name} ${what}`)
          // Led on to the client's own address at most, as it was given.
          expect(header(got, 'location'), `${name} ${what}`).toMatch(
            /^(?:http:\/\/127\.0\.0\.1:1\/back\?[\x21-\x7e]*)?$/,
          )
          expectRefused(await post(`${query}&f_email=&f_password=`, {}, '/signin'), `${name} ${what}`)
        }
        for (const [what, raw] of badEncodings) expectCalm(await get(`/signin?${name}=${raw}`), `${name} ${what}`)
        expectCalm(await get(`/signin?${new URLSearchParams(asked)}&${name}=1&${name}=2`), `${name} twice`)
      }
      for (const [what, text] of badTexts)
        for (const typed of [
          { f_email: text, f_password: 'x' },
          { f_email: 'a@b.example', f_password: '' },
        ]) {
          const body = new URLSearchParams({ ...asked, ...typed, __proto__: text }).toString()
          expectRefused(await post(body, {}, '/signin'), what)
        }
      expectRefused(
        await post(`${new URLSearchParams(asked)}&f_email=a&f_email=b&f_password=c`, {}, '/signin'),
        'two emails',
      )
      for (const [what, text] of badTexts) {
        const body = new URLSearchParams({ line: text, people: text }).toString()
        expectRefused(await post(body, {}, '/compare'), what)
        expectCalm(await get(`/compare/back?${encodeURIComponent(text)}=${encodeURIComponent(text)}`), what)
        expectCalm(await get(`/migration?days=${encodeURIComponent(text)}`), what)
      }
      expectRefused(await post('line=/widget/add_connection&line=/widget/terms', {}, '/compare'), 'two lines')
    })

    it('the demo’s forms', async () => {
      for (const path of ['/demo/users', '/demo/connect', '/demo/sign-out', '/demo/nothing'])
        for (const [what, text] of badTexts) {
          const body = new URLSearchParams({ email: text, password: text, ['__proto__']: text, show: text }).toString()
          const got = await send(base, path, { method: 'POST', headers: { 'content-type': form }, body })
          expectCalm(got, `${path} ${what}`)
        }
    })
  })

  it('after all that he signs in, on the same page, and nothing is lost', async () => {
    const before = await person.open(page.url)
    expect(before.kind).toBe('credentials')
    await person.submit(before, 'credentials', { f_login: 'dev', f_password: 'dev' })
    await expect.poll(async () => (await person.open(page.url)).kind).toBe('success')
    expect(linkTo(await person.open(page.url), /\/success/)).toContain('/success')
    expect(await typesOf(at(), user)).toEqual(['LOAN', 'SAVINGS'])
    expect((await at().api.transactionsByPage(user, 500)).length).toBeGreaterThan(20)
  })
})
