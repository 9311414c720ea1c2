import { beforeAll, describe, expect, it } from 'vitest'
import { type Endpoint, endpoints, type ParameterRow, parameters } from '../../packages/contract/src/parameters.ts'
import { themeNames } from '../../packages/contract/src/theme.ts'
import { useWorld } from '../e2e/world.ts'
import type { ApiUser } from '../support/api-client.ts'
import { badEncodings, badTexts, long, script } from './support/bad-values.ts'
import { expectCalm, expectRefused } from './support/calm.ts'
import { tagsOf } from './support/html.ts'
import { type Got, header } from './support/send.ts'
import { Visitor } from './support/visitor.ts'

const rows = Object.entries(parameters) as [string, ParameterRow][]
const urls = ['redirect_url', 'cancel_url', 'aspsp_callback_uri']
const foreign = [
  'https://evil.example/',
  'https://127.0.0.1@evil.example/',
  '//evil.example',
  'javascript:alert(1)//evil.example',
]

/** Each hostile value × each parameter × each endpoint (bad-input-pages.test.ts tries more values on the first one). */
describe('hostile parameters on every endpoint', () => {
  const at = useWorld()
  let user: ApiUser
  let connection: string
  beforeAll(async () => {
    user = await at().api.newUser()
    const person = new Visitor()
    const signIn = await person.choosesBank(await at().api.widgetLink(user), '102')
    await person.submit(signIn, 'credentials', { f_login: 'dev', f_password: 'dev' })
    const until = Date.now() + 180_000
    for (;;) {
      const [found] = await at().api.connections(user)
      if (found?.status === 'SUCCESS') {
        connection = found.id
        return
      }
      if (Date.now() > until) throw new Error(`the connection is ${found?.status}`)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  })

  /** A fresh session each: what a first opening says is what counts. */
  const linkOf = async (endpoint: Endpoint) => {
    const link = (await at().api.widgetLink(user)).replace('add_connection', endpoint)
    return endpoint === 'add_connection' ? link : `${link}&connection_id=${connection}`
  }
  const opens = async (endpoint: Endpoint, query: string, headers: Record<string, string> = {}): Promise<Got> =>
    new Visitor(headers).once(`${await linkOf(endpoint)}&${query}`)

  for (const endpoint of endpoints) {
    it(`${endpoint}: opens as it should without any of this`, async () => {
      const got = await opens(endpoint, 'nothing=1')
      expect(got.status).toBe(200)
      expectCalm(got, endpoint)
    })

    it(`${endpoint}: of a session given twice the first counts`, async () => {
      const got = await opens(endpoint, `session_id=${'a'.repeat(32)}`)
      expect(got.status).toBe(200)
      expectCalm(got, endpoint)
    })

    it(`${endpoint}: script in each parameter, and in all at once, is text or refused`, async () => {
      for (const [name] of rows) {
        const got = await opens(endpoint, `${name}=${encodeURIComponent(script)}`)
        expectCalm(got, name)
        expect(
          tagsOf(got.text).filter((tag) => tag.name === 'img' && !tag.attributes.get('src')?.startsWith('/')),
        ).toEqual([])
      }
      const all = rows.filter(([, { onBad }]) => onBad === 'default').map(([name]) => [name, script])
      const got = await opens(endpoint, new URLSearchParams(Object.fromEntries(all)).toString())
      expectCalm(got, 'all')
      expect(got.status).toBe(200)
    })

    // All of them on the first endpoint are another test's; one of each kind shows that the others read no differently.
    it.skipIf(endpoint === 'add_connection')(
      `${endpoint}: bad texts and broken encodings of each parameter`,
      async () => {
        const texts = [badTexts[2], badTexts[4], badTexts[14]].flatMap((one) => (one ? [one] : []))
        for (const [name] of rows) {
          for (const [what, text] of texts)
            expectCalm(await opens(endpoint, `${name}=${encodeURIComponent(text)}`), `${name} ${what}`)
          for (const [what, raw] of badEncodings.slice(2, 4))
            expectCalm(await opens(endpoint, `${name}=${raw}`), `${name} ${what}`)
        }
      },
    )

    it(`${endpoint}: a hundred thousand characters in each parameter, and as many as a URL carries`, async () => {
      const link = await linkOf(endpoint)
      for (const [name] of rows) {
        const got = await new Visitor().once(`${link}&${name}=${long}`)
        expectRefused(got, name)
        expect([413, 414, 431]).toContain(got.status)
      }
      for (const [name] of rows) expectCalm(await opens(endpoint, `${name}=${long.slice(0, 10_000)}`), name)
    })

    it(`${endpoint}: ten thousand favourites, or as many as a URL carries`, async () => {
      const ids = (count: number) => Array.from({ length: count }, (_, index) => index + 1).join(',')
      expect([413, 414, 431]).toContain((await opens(endpoint, `favorite_providers=${ids(10_000)}`)).status)
      const got = await opens(endpoint, `favorite_providers=${ids(2_500)}`)
      expect(got.status).toBe(200)
      expectCalm(got, 'many')
    })

    it(`${endpoint}: a language nobody speaks is the browser’s`, async () => {
      for (const locale of ['tlh', 'xx-YY', 'fr;q=0', 'FRANÇAIS', 'e', 'en/../it', '../fr', 'null', 'zh-Hant-TW']) {
        const got = await opens(endpoint, `locale=${encodeURIComponent(locale)}`, { 'accept-language': 'it' })
        expect(got.status, locale).toBe(200)
        expect(got.text, locale).toMatch(/<html lang="it"/)
      }
    })

    it(`${endpoint}: a link that is refused or over is answered in its own language`, async () => {
      const refused = await opens(endpoint, 'locale=fr_FR&redirect_url=https://evil.example/', {
        'accept-language': 'it',
      })
      expect([refused.status, refused.text]).toEqual([400, expect.stringMatching(/<html lang="fr"/)])
    })

    it(`${endpoint}: addresses of somebody else are refused, by name, and never repeated`, async () => {
      for (const name of [...urls, 'redirect_uri'])
        for (const url of foreign) {
          const got = await opens(endpoint, `${name}=${encodeURIComponent(url)}`)
          expectRefused(got, `${name} ${url}`)
          expect(got.status).toBe(400)
          expect(got.text).toContain(name)
          expect(JSON.stringify(got.headers) + got.text).not.toContain('evil.example')
        }
    })

    it(`${endpoint}: a page that nobody registered may not frame it and is told nothing`, async () => {
      for (const origin of ['https://evil.example', 'http://localhost.evil.example', 'null']) {
        const headers = {
          referer: `${origin}/page`,
          origin,
          'sec-fetch-dest': 'iframe',
          'sec-fetch-site': 'cross-site',
        }
        const got = await opens(endpoint, 'nothing=1', headers)
        expectCalm(got, origin)
        expect(header(got, 'content-security-policy')).toMatch(
          /frame-ancestors http:\/\/127\.0\.0\.1:\* http:\/\/localhost:\*;/,
        )
        expect(header(got, 'access-control-allow-origin')).toBe('')
        expect(got.text).not.toContain('data-events')
        expect(got.text).not.toContain('evil.example')
      }
    })
  }

  it('the design’s sheet, the logo and the index take nothing either', async () => {
    const { url } = at().world
    const visitor = new Visitor()
    for (const name of themeNames)
      for (const text of [script, long.slice(0, 10_000), '}body{display:none', 'url(//evil.example)', '</style>']) {
        const got = await visitor.once(`${url}/v2.1/widget/theme.css?${name}=${encodeURIComponent(text)}`)
        expect([got.status, got.text, header(got, 'content-type')], name).toEqual([200, '', 'text/css; charset=utf-8'])
      }
    for (const [what, raw] of badEncodings) {
      expectCalm(await visitor.once(`${url}/v2.1/widget/logo/${raw}.png`), what)
      expect((await visitor.once(`${url}/v2.1/widget/theme.css?paper=${raw}`)).status, what).toBe(200)
    }
  })
})
