import type { OfferScreen, ReturnMessage, Screen } from '@raccord/contract'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { providerIndex } from '../src/components/search/provider-index.ts'
import { accountRows, returnMessage, societeGenerale, tile, usualFrame } from '../src/fixture.ts'
import { noBrowser, sharedBrowser } from './chromium.ts'
import { type Gallery, openGallery } from './gallery.ts'

const offer: OfferScreen = {
  kind: 'offer',
  provider: societeGenerale,
  accounts: [],
  transactions: 0,
  waits: true,
  leaves: true,
}

const otp = { kind: 'otp', medium: 'sms', maxLength: 6, format: 'digits', canResend: true } as const
const many = Array.from({ length: 120 }, (_, index) => tile(String(1000 + index), `Banque Numéro ${index}`))
const banks = [...many, tile('5', 'Société Générale', { aliases: ['SG'], trouble: 'degraded' })]

describe.skipIf(noBrowser)('enhancers', () => {
  let browser: Browser
  let gallery: Gallery
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    gallery = await openGallery()
    browser = await sharedBrowser()
  })
  afterAll(async () => {
    await gallery?.close()
  })
  beforeEach(async () => {
    gallery.pages.clear()
    gallery.posted.length = 0
    complaints = []
    page = await browser.newPage({ viewport: { width: 408, height: 600 }, locale: 'en-GB' })
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
    page.on('pageerror', (error) => complaints.push(String(error)))
  })
  afterEach(async () => {
    expect(complaints).toEqual([])
    await page.close()
  })

  const frame = { ...usualFrame('en'), action: '/page', self: '/page?session_id=s', poll: '/poll' }
  const open = async (screen: Screen) => {
    gallery.pages.set('/page', () => ({ screen, frame }))
    await page.goto(`${gallery.origin}/page`)
  }
  const submits = () => gallery.posted.map((body) => body.get('do'))

  describe('search', () => {
    const rows = () => page.locator('.banks li').allInnerTexts()

    it('finds by index what the page does not show, marks it, says how many', async () => {
      gallery.json.set('/index', () => JSON.parse(providerIndex(banks)))
      await open({
        kind: 'providers',
        favourites: [tile('1000', 'Banque Numéro 0')],
        providers: banks,
        showCountry: false,
        indexUrl: '/index',
      })
      expect(await rows()).toHaveLength(40)
      await page.fill('#q', 'sosiete gen')
      await expect
        .poll(async () => (await rows()).map((row) => row.split('\n').slice(1)))
        .toEqual([['Société Générale', 'Slow at the moment']])
      expect(await page.locator('#favourites').isVisible()).toBe(false)
      await expect.poll(() => page.locator('[role=status]').first().innerText()).toBe('1 bank found')
      await page.fill('#q', 'general')
      expect(await page.locator('mark').allInnerTexts()).toEqual(['Général'])
      await page.keyboard.press('Enter')
      await page.keyboard.press('Enter')
      await expect.poll(() => gallery.posted[0]?.get('provider_id')).toBe('5')
      expect(submits()).toEqual(['choose_provider'])
    })

    it('searches other names without an index, walks by arrows, clears by Escape, says when nothing is found', async () => {
      await open({ kind: 'providers', favourites: [], providers: banks, showCountry: false })
      expect(await rows()).toHaveLength(121)
      await page.fill('#q', 'sg')
      expect((await rows())[0]).toContain('Société Générale')
      await page.fill('#q', 'xyzzy')
      expect(await page.locator('#no-bank').isVisible()).toBe(true)
      await page.keyboard.press('Escape')
      // Those below the edge of the screen follow a moment later.
      await expect.poll(async () => (await rows()).length).toBe(121)
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Numéro 1')
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('ArrowUp')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('q')
    })

    it('sends a group and a bank by the same form, favourites first among equals', async () => {
      const group = tile('g/network', 'Banque Réseau', { members: 3 })
      const favourite = tile('7', 'Banque Favorite')
      gallery.json.set('/index', () => JSON.parse(providerIndex([...banks, favourite, group])))
      await open({
        kind: 'providers',
        favourites: [favourite],
        providers: banks,
        showCountry: false,
        indexUrl: '/index',
      })
      await page.fill('#q', 'banque')
      await expect.poll(async () => (await rows())[0]?.split('\n').at(-1)).toBe('Banque Favorite')
      await page.fill('#q', 'reseau')
      await expect.poll(rows).toHaveLength(1)
      expect((await rows())[0]).toContain('3 banks')
      await page.click('.banks button')
      await expect.poll(() => gallery.posted[0]?.get('provider_id')).toBe('g/network')
    })
  })

  it('sends a form once however often it is pressed', async () => {
    await open({
      kind: 'consent',
      provider: societeGenerale,
      accountTypes: ['LOAN'],
      perAccount: false,
      renewal: false,
      next: 'sign_in',
    })
    await page.evaluate(() => {
      const button = document.querySelector<HTMLButtonElement>('.button')
      for (let press = 0; press < 5; press++) button?.click()
    })
    await page.waitForLoadState()
    await expect.poll(submits).toEqual(['accept_consent'])
  })

  it('shows and hides a password, and hides it before it is sent', async () => {
    const field = { id: 'p', label: 'Password', type: 'password', required: true } as const
    await open({ kind: 'credentials', provider: societeGenerale, fields: [field], accountTypes: ['LOAN'] })
    await page.fill('#f_p', 'secret')
    await page.click('text=Show')
    expect(await page.getAttribute('#f_p', 'type')).toBe('text')
    await expect.poll(() => page.locator('.secret [role=status]').innerText()).toBe('Your password is visible')
    await page.evaluate(() => document.addEventListener('submit', (event) => event.preventDefault()))
    await page.keyboard.press('Tab')
    await page.click('.button')
    expect(await page.getAttribute('#f_p', 'type')).toBe('password')
  })

  it('puts focus on what went wrong', async () => {
    await open({ kind: 'challenge', provider: societeGenerale, challenge: otp, error: 'wrong_otp' })
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert')
    await page.click('.danger a')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('answer')
  })

  it('takes a pasted code, keeps a new one back for a while', async () => {
    await page.clock.install({ time: 0 })
    await page.clock.pauseAt(1_000)
    await open({ kind: 'challenge', provider: societeGenerale, challenge: otp, expiresInSeconds: 65 })
    await page.clock.runFor(200)
    await page.fill('#answer', 'Code : 123 4567')
    expect(await page.inputValue('#answer')).toBe('123456')
    await expect
      .poll(() => page.locator('[data-enhance=resend] button').innerText())
      .toBe('A new code can be sent in 30 s')
    expect(await page.locator('[data-enhance=resend] button').isDisabled()).toBe(true)
    await expect.poll(() => page.locator('[data-enhance=time-left]').innerText()).toBe('Time left: 1:05')
  })

  it('counts the chosen accounts on the button', async () => {
    await open({ kind: 'accounts', provider: societeGenerale, accounts: accountRows, unsupported: [] })
    expect(await page.innerText('.button')).toBe('Share 3 accounts')
    await page.click('text=Select none')
    expect(await page.innerText('.button')).toBe('Share the selected accounts')
    await page.check('input[value="2"]')
    expect(await page.innerText('.button')).toBe('Share 1 account')
    await page.click('.button')
    await expect.poll(() => gallery.posted[0]?.getAll('account')).toEqual(['2'])
  })

  it('draws new figures in place and goes on when another screen comes', async () => {
    let transactions = 10
    let screen: Screen = {
      kind: 'sync',
      provider: societeGenerale,
      stage: 'transactions',
      accounts: 3,
      accountsDone: 3,
      transactions,
    }
    const shown = () => ({ screen, frame: { ...frame, revision: String(transactions) } })
    gallery.pages.set('/page', shown)
    gallery.json.set('/poll', () => ({ revision: transactions }))
    await page.goto(`${gallery.origin}/page`)
    await page.evaluate(() => document.body.setAttribute('data-same', ''))
    transactions = 421
    screen = { ...screen, transactions }
    await expect.poll(() => page.innerText('.current')).toContain('421 transactions')
    expect(await page.locator('body[data-same]').count()).toBe(1)
    // A page that is lost on its way is asked for again, without anything new to tell.
    await page.route('**/page?*', (route) => route.abort(), { times: 1 })
    transactions = 422
    screen = { ...screen, transactions }
    await expect.poll(() => page.innerText('.current'), { timeout: 60_000 }).toContain('422 transactions')
    expect(complaints.splice(0)).toEqual(['Failed to load resource: net::ERR_FAILED'])
    transactions = 423
    screen = { kind: 'working', provider: societeGenerale }
    await expect.poll(() => page.innerText('h1')).toBe('One moment')
  })

  it('counts on where it waits for the reader, and touches nothing but the figures', async () => {
    const reading = { stage: 'starting', accounts: 0, accountsDone: 0, transactions: 0 } as const
    let screen: Screen = { ...offer, waits: false, skipInSeconds: 900, reading }
    let revision = '1'
    gallery.pages.set('/page', () => ({ screen, frame: { ...frame, revision } }))
    gallery.json.set('/poll', () => ({ revision }))
    await page.goto(`${gallery.origin}/page`)
    expect(await page.innerText('.lead')).not.toMatch(/\d/)
    await page.focus('.button')
    screen = { ...offer, waits: false, skipInSeconds: 900, accounts: accountRows.slice(0, 3) }
    revision = '2'
    await expect.poll(() => page.innerText('.lead')).toContain('3 accounts')
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('button')
  })

  it('begins to count when the reading has ended, in place', async () => {
    const reading = { stage: 'finishing', accounts: 2, accountsDone: 2, transactions: 9 } as const
    let screen: Screen = { ...offer, reading }
    let revision = '1'
    gallery.pages.set('/page', () => ({ screen, frame: { ...frame, revision } }))
    gallery.json.set('/poll', () => ({ revision }))
    await page.goto(`${gallery.origin}/page`)
    await page.focus('#decline button')
    expect(await page.locator('[role=timer]').count()).toBe(0)
    screen = { ...offer, skipInSeconds: 1, accounts: accountRows.slice(0, 2) }
    revision = '2'
    await page.locator('[role=timer]').waitFor()
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('quiet')
    expect(await page.locator('.accounts li').count()).toBe(2)
    await expect.poll(submits).toContain('offer_decline')
  })

  it('goes on without the offer when its time is up, and not when stopped', async () => {
    await open({ ...offer, skipInSeconds: 1 })
    await expect.poll(submits).toContain('offer_decline')
    gallery.posted.length = 0
    gallery.pages.set('/page', () => ({
      screen: offer,
      frame,
    }))
    await page.waitForTimeout(300)
    await open({ ...offer, skipInSeconds: 900 })
    await page.click('text=Stop')
    await expect.poll(submits).toEqual(['offer_stop'])
  })

  it('counts down in front of somebody only', async () => {
    await page.addInitScript(() => {
      Object.defineProperty(document, 'hidden', { get: () => !('seen' in window) })
    })
    await page.clock.install({ time: 0 })
    await page.clock.pauseAt(1_000)
    await open({ ...offer, skipInSeconds: 8 })
    await page.clock.runFor(60_000)
    expect(submits()).toEqual([])
    expect(await page.innerText('[role=timer]')).toContain('8\u00a0s')
    await page.evaluate(() => Object.assign(window, { seen: true }))
    await page.clock.runFor(9_000)
    await expect.poll(submits).toContain('offer_decline')
  })

  describe('leaving', () => {
    const target = () => `${gallery.origin}/blank?status=success`
    const success = (more: Partial<Extract<Screen, { kind: 'success' }>>, origins?: string[]): Screen => {
      const message: ReturnMessage = {
        targetOrigins: origins ?? [gallery.origin],
        data: { ...returnMessage.data, redirect_url: target() },
      }
      return {
        kind: 'success',
        provider: societeGenerale,
        result: 'created',
        accounts: [],
        unsupported: [],
        target: target(),
        message,
        ...more,
      }
    }
    // A host page on the same server that frames the widget and writes down what it is told.
    const framed = async (screen: Screen) => {
      gallery.pages.set('/page', () => ({ screen, frame }))
      await page.goto(`${gallery.origin}/blank`)
      await page.evaluate(() => {
        const heard: unknown[] = []
        Object.assign(window, { heard })
        addEventListener('message', (event) => heard.push(event.data))
        const child = document.createElement('iframe')
        child.src = '/page'
        document.body.append(child)
      })
      return page.frameLocator('iframe')
    }
    const heard = () => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)

    it('tells the host once, then takes its own frame to the client, never the top', async () => {
      const inside = await framed(success({}))
      await inside.locator('a[data-leave]').click()
      await expect.poll(() => page.frames()[1]?.url()).toBe(target())
      expect(await heard()).toEqual([{ ...returnMessage.data, redirect_url: target() }])
      expect(page.url()).toBe(`${gallery.origin}/blank`)
    })

    it('leaves by itself when the time is up, telling once', async () => {
      await framed(success({ goInSeconds: 1 }))
      await expect.poll(() => page.frames()[1]?.url()).toBe(target())
      expect(await heard()).toHaveLength(1)
    })

    it('tells no other origin', async () => {
      const inside = await framed(success({}, ['https://compta.example']))
      await inside.locator('a[data-leave]').click()
      await expect.poll(() => page.frames()[1]?.url()).toBe(target())
      expect(await heard()).toEqual([])
      complaints = complaints.filter((line) => !line.includes('postMessage'))
    })

    it('leaves at once from the leaving screen', async () => {
      const data = { ...returnMessage.data, status: 'cancelled' } as const
      await framed({ kind: 'leaving', target: target(), message: { targetOrigins: [gallery.origin], data } })
      await expect.poll(() => page.frames()[1]?.url()).toBe(target())
      expect(await heard()).toEqual([data])
    })
  })

  it('works with JavaScript off: search form, stop, refresh by meta', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const plain = await context.newPage()
    gallery.pages.set('/page', () => ({
      screen: { kind: 'providers', favourites: [], providers: banks, showCountry: false },
      frame,
    }))
    await plain.goto(`${gallery.origin}/page`)
    await plain.fill('#q', 'sg')
    await plain.click('.search button')
    expect(new URL(plain.url()).search).toBe('?session_id=s&do=search&q=sg')
    await plain.click('.banks button >> nth=0')
    expect(submits()).toEqual(['choose_provider'])
    gallery.pages.set('/page', () => ({
      screen: {
        kind: 'success',
        provider: societeGenerale,
        result: 'created',
        accounts: [],
        unsupported: [],
        target: `${gallery.origin}/blank`,
        goInSeconds: 1,
      },
      frame,
    }))
    await plain.goto(`${gallery.origin}/page`)
    await plain.waitForURL(`${gallery.origin}/blank`)
    await context.close()
  })
})
