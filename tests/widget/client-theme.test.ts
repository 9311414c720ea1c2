import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { formFor, type PlainPage } from '../../apps/server/src/http/sandbox/person/plain-page.ts'
import { PlainBrowser } from '../durability/support/plain-browser.ts'
import { opening } from '../e2e/opening.ts'
import { useWorld } from '../e2e/world.ts'
import { appended, openPreviousSession } from '../previous/support/previous-client.ts'
import { describeInChromium } from '../support/browser.ts'
import { samplePng } from '../support/sample-png.ts'

const env: Record<string, string> = {}
let folder: string
// Before the world of the suite, which reads the file.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raccord-theme-'))
  const theme = { elements_color: '#2e7d32', scheme: 'dark', radius: 4 }
  const terms = { en: 'Terms of Maison Verte\nArticle 2 <b>bold</b>', fr: 'Conditions\nde Maison Verte' }
  const client = { id: 'sandbox', name: 'Maison Verte', own_licence: true, logo: './logo.png', theme, terms }
  await writeFile(join(folder, 'logo.png'), samplePng(120, 28))
  await writeFile(join(folder, 'clients.json'), JSON.stringify({ clients: [client] }))
  env['RACCORD_CLIENTS_FILE'] = join(folder, 'clients.json')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describeInChromium('a client’s theme and logo', (browsers) => {
  const at = useWorld({ env })
  const opens = opening(browsers, at)

  it('[new.design] are those of every page, without a request to anybody else, whatever the device prefers', async () => {
    const { person, page } = await opens({}, { colorScheme: 'light' })
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.reload()
    await person.sees('providers')
    const logo = person.find('header img.logo')
    expect(await logo.getAttribute('alt')).toBe('Maison Verte')
    expect(await logo.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])).toEqual([
      120, 28,
    ])
    expect(await colours(page)).toEqual({ paper: 'rgb(17, 19, 24)', radius: '4px', tile: 'dark' })
    expect(asked.map((url) => new URL(url).origin).filter((origin) => origin !== at().world.url)).toEqual([])

    const source = (await logo.getAttribute('src')) ?? ''
    expect(source).toMatch(/^\/v2\.1\/widget\/logo\/[0-9a-f]{32}\.png$/)
    const answer = await fetch(new URL(source, at().world.url))
    expect(Buffer.from(await answer.arrayBuffer()).equals(samplePng(120, 28))).toBe(true)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    await person.choosesBank()
    await person.sees('consent')
    expect(await person.find('header img.logo').count()).toBe(1)
    expect(await colours(page)).toMatchObject({ paper: 'rgb(17, 19, 24)' })
  })

  it('the client’s registered terms, over HTTP: each person’s language, beneath the fixed lines, never markup', async () => {
    const browser = new PlainBrowser()
    const consent = async (parameters: Record<string, string>): Promise<PlainPage> => {
      const { link } = await at().link(parameters)
      const list = await browser.open(link)
      const page = await browser.submit(formFor(list, 'choose_provider'), { provider_id: '100' })
      expect(page.kind).toBe('consent')
      return page
    }
    const french = await consent({ locale: 'fr' })
    expect(french.text).toContain('<p class="lines">Conditions\nde Maison Verte</p>')
    expect(french.text.indexOf('Conditions\nde')).toBeGreaterThan(french.text.indexOf('Comptes, soldes et opérations'))
    const italian = await consent({ locale: 'it' })
    expect(italian.text).toContain('Terms of Maison Verte\nArticle 2 &lt;b>bold&lt;/b>')
    const linked = await consent({ locale: 'fr', terms_body: 'Du lien' })
    expect(linked.text).toContain('Du lien')
    expect(linked.text).not.toContain('Conditions\nde')
    // What is agreed to is what was read.
    const again = await browser.submit(formFor(french, 'accept_consent'), { terms_version: 'fr.0123456789abcdef' })
    expect(again.kind).toBe('consent')
    expect((await browser.submit(formFor(again, 'accept_consent'))).kind).toBe('redirect')
    // The page of the previous widgets says the same.
    const links = await openPreviousSession(at().world.url, await at().api.newUser())
    const page = await browser.open(appended(links.terms, { locale: 'fr' }))
    expect(page.text).toContain('<p class="lines">Conditions\nde Maison Verte</p>')
  })

  it('the name stands for a logo that does not load', async () => {
    const { person, page } = await opens()
    browsers.expectConsole(/Failed to load resource/)
    await page.route('**/v2.1/widget/logo/*', (route) => route.abort())
    await page.reload()
    await person.sees('providers')
    const logo = person.find('header img.logo')
    expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(0)
    // Chromium draws the alternative text: wide enough for it, unlike an image without one.
    expect((await logo.boundingBox())?.width).toBeGreaterThan(60)
  })

  it.each([
    ['light wins over the client’s dark', { scheme: 'light' }, 'dark', 'rgb(255, 255, 255)'],
    ['auto follows a dark device', { scheme: 'auto' }, 'dark', 'rgb(17, 19, 24)'],
    ['auto follows a light device', { scheme: 'auto' }, 'light', 'rgb(255, 255, 255)'],
    ['a paper in the link', { scheme: 'light', paper: '#fffbeb' }, 'dark', 'rgb(255, 251, 235)'],
  ] as const)('the link: %s', async (_name, parameters, colorScheme, paper) => {
    const { person, page, context } = await opens(parameters, { colorScheme })
    await person.sees('providers')
    expect(await colours(page)).toMatchObject({ paper })
    await context.close()
  })

  it('what could not be read is drawn otherwise, and the session log says so', async () => {
    const warned = async (parameters: Record<string, string>) => {
      const { link } = await at().link(parameters)
      expect((await fetch(link)).status).toBe(200)
      const form = { client_id: 'sandbox', client_secret: 'sandbox-secret', grant_type: 'client_credentials' }
      const token = (await (await at().api.post('/token', form)).json()) as { access_token: string }
      const id = new URL(link).searchParams.get('session_id')
      const answer = await fetch(`${at().world.url}/v2.1/widget_sessions/${id}`, {
        headers: { authorization: `Bearer ${token.access_token}` },
      })
      return JSON.stringify(await answer.json())
    }
    const refused = await warned({ scheme: 'dim', radius: '99' })
    expect(refused).toContain('must be light, dark or auto')
    expect(refused).toContain('must be whole pixels from 0 to 24')
    const corrected = await warned({ scheme: 'light', elements_color: '#ffee00', paper: '#000' })
    expect(corrected).toContain('contrast under 4.5:1, drawn as #')
    expect(corrected).toContain('not a background for the light scheme')
  })

  it.each([
    '00000000000000000000000000000000.png',
    'logo.svg',
    '..%2f..%2fpackage.json',
    '%00.png',
    `${'a'.repeat(3000)}.png`,
  ])('no logo is no file: %s', async (name) => {
    const answer = await fetch(`${at().world.url}/v2.1/widget/logo/${name}`)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
  })

  it('the studio left as it is fixes nothing', async () => {
    const page = await (await fetch(`${at().world.url}/studio`)).text()
    expect(page).toContain('<code id="parameters">&amp;scheme=auto</code>')
  })

  it('the studio shows a screen so beside the controls, another when asked, and gives what to copy', async () => {
    const context = await browsers.open({ viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    await page.goto(`${at().world.url}/studio?elements_color=%232e7d32&scheme=dark&font=Open+Sans&paper=%23ffffff`)
    const frames = await page.locator('iframe').count()
    expect(frames).toBeGreaterThan(1)
    expect(frames).toBeLessThan(5)
    const beside = async (part: string) => (await page.locator(part).boundingBox()) ?? { x: 0, width: 0 }
    const controls = await beside('#studio')
    expect((await beside('.screens')).x).toBeGreaterThan(controls.x + controls.width)
    expect(await page.locator('#parameters').textContent()).toBe('&elements_color=%232e7d32&font=Open+Sans&scheme=dark')
    expect(await page.locator('section > p code').last().textContent()).toBe(
      "raccord clients design <client id> --elements-color '#2e7d32' --font 'Open Sans' --scheme dark --logo <file>",
    )
    // The accent is too dark for a dark page: said at once.
    expect(await page.locator('.warnings').textContent()).toContain('elements_color')
    await page.locator('select[name=scheme]').selectOption('light')
    await expect.poll(() => page.locator('#parameters').textContent()).toContain('scheme=light')
    expect(await page.locator('.warnings').count()).toBe(0)
    await page.locator('select[name=screen]').selectOption('error')
    await expect.poll(() => page.locator('iframe').first().getAttribute('data-name')).toMatch(/^error\//)
    const first = page.frameLocator('iframe >> nth=0').locator('body')
    await expect
      .poll(() => first.evaluate((body) => getComputedStyle(body).backgroundColor))
      .not.toBe('rgb(17, 19, 24)')
    await page.screenshot({
      path: process.env['RACCORD_E2E_SCREENS']
        ? join(process.env['RACCORD_E2E_SCREENS'], 'studio.png')
        : join(folder, 'studio.png'),
    })
  })
})

const colours = (page: Page) =>
  page.evaluate(() => {
    const style = getComputedStyle(document.documentElement)
    const tile = document.querySelector('#banks b, .banks b, b[class^=m]')
    const [red = 255] = /\d+/.exec(tile ? getComputedStyle(tile).backgroundColor : '')?.map(Number) ?? []
    return {
      tile: red < 90 ? 'dark' : 'light',
      paper: getComputedStyle(document.querySelector('.card') ?? document.body).backgroundColor,
      radius: style.getPropertyValue('--radius'),
    }
  })
