import { devices } from 'playwright-core'
import { expect, it } from 'vitest'
import { violationsOf } from '../../packages/widget/browser/judge.ts'
import { connectionOf, type Opened, opening } from '../e2e/opening.ts'
import { Person } from '../e2e/person.ts'
import { useWorld } from '../e2e/world.ts'
import { type BrowserOptions, describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { readQr } from './qr-reader.ts'

const computer: BrowserOptions = { viewport: { width: 1280, height: 800 } }
const { viewport, userAgent, isMobile, hasTouch } = devices['Pixel 7'] ?? {}
const handheld: BrowserOptions = {
  ...(viewport ? { viewport } : {}),
  ...(userAgent ? { userAgent } : {}),
  isMobile: isMobile ?? true,
  hasTouch: hasTouch ?? true,
}

describeInChromium('from the computer to the phone by QR code', (browsers) => {
  const at = useWorld()
  const client = useClientApp()
  const opens = opening(browsers, at)

  async function atRedirect(options: BrowserOptions = computer): Promise<Opened> {
    const opened = await opens({ expected_account_types: 'PAYMENT', congrats_bypass_delay: '900' }, options)
    await opened.person.choosesBank()
    await opened.person.agreesByPhone()
    return opened
  }

  async function phone(options: BrowserOptions = {}): Promise<Person> {
    const context = await browsers.open({ ...handheld, ...options })
    return new Person(await context.newPage())
  }

  /** Scans what the computer shows; resolves to the number on the phone. */
  async function scans({ page }: Opened, hand: Person): Promise<string> {
    await hand.page.goto(await readQr(page))
    await hand.sees('phone')
    return /\d{3}\s\d{3}/.exec(await hand.title())?.[0] ?? ''
  }

  async function types({ person }: Opened, number: string): Promise<void> {
    await person.find('#number').fill(number)
    await person.does('phone_number')
  }
  /** The session log, as the client reads it. */
  const factsOf = async ({ link }: Opened) => {
    const client = { client_id: 'sandbox', client_secret: 'sandbox-secret', grant_type: 'client_credentials' }
    const { access_token: token } = (await (await at().api.post('/token', client)).json()) as { access_token: string }
    const id = new URL(link).searchParams.get('session_id')
    const answer = await fetch(`${at().world.url}/v2.1/widget_sessions/${id}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const log = (await answer.json()) as { journeys: { events: { type: string; answer?: string }[] }[] }
    return log.journeys.flatMap(({ events }) => events)
  }

  it('the phone shows a number, it is typed into the computer, which waits, and goes on by itself', async () => {
    const opened = await atRedirect()
    const { page, person, link } = opened
    const said = await readQr(page)
    expect(said).toContain('/v2.1/widget/phone?ticket=')
    expect(said).not.toContain(new URL(link).searchParams.get('session_id'))
    const hand = await phone()
    const number = await scans(opened, hand)
    await person.sees('phone_number')
    // The computer's page gives no hint of it: it has to be read off the phone.
    expect((await page.content()).replace(/\D/g, '')).not.toContain(number.replace(/\D/g, ''))
    // A phone that only shows its number is nobody in this session.
    expect(hand.page.url()).not.toContain('session_id')
    await types(opened, number)
    await person.sees('on_phone')
    await hand.leavesForBank()
    await hand.signsInAtBank()
    await hand.sees('returned')
    await person.sees('success')
    expect(await connectionOf(at(), opened.user)).toMatchObject({ status: 'SUCCESS', REDIRECT: 'SUCCESS' })
  })

  it('a code works once', async () => {
    browsers.expectConsole(/410/)
    const opened = await atRedirect()
    const said = await readQr(opened.page)
    const hand = await phone()
    const number = await scans(opened, hand)
    // The same phone may reload; nobody else gets in, before or after.
    await hand.page.reload()
    expect(await hand.title()).toContain(number)
    const other = await phone()
    await other.page.goto(said)
    expect(await other.find('.phone-number').count()).toBe(0)
    await types(opened, number)
    await opened.person.sees('on_phone')
    await other.page.goto(said)
    expect(await other.find('.phone-number').count()).toBe(0)
    expect(other.page.url()).not.toContain('session_id')
  })

  it('wrong numbers let nobody in, are counted and written down; after three the code is dead', async () => {
    browsers.expectConsole(/410|422/)
    const opened = await atRedirect()
    const { person } = opened
    const hand = await phone()
    const number = (await scans(opened, hand)).replace(/\D/g, '')
    await person.sees('phone_number')
    const wrong = String(number === '999999' ? 100_000 : Number(number) + 1)
    // What is no number at all is no try.
    await types(opened, '12')
    expect(await person.find('.danger').innerText()).toContain('6 digits')
    await types(opened, wrong)
    await person.find('.danger', { hasText: /2 more times/ }).waitFor()
    // Refusing this phone and asking for another code gives no new tries.
    await person.does('phone_none')
    await person.sees('redirect')
    await expect.poll(() => hand.find('.phone-number').count()).toBe(0)
    expect(hand.page.url()).not.toContain('session_id')
    expect((await factsOf(opened)).at(-1)).toMatchObject({ type: 'phone_refused', answer: 'none' })
    // Neither the number nor anything of the phone is told to the client.
    expect(Object.keys((await factsOf(opened)).find(({ type }) => type === 'phone_arrived') ?? {}).sort()).toEqual([
      ...['date', 'seq', 'type'],
    ])
    const again = await phone()
    const second = (await scans(opened, again)).replace(/\D/g, '')
    await person.sees('phone_number')
    const alsoWrong = String(second === '999999' ? 100_000 : Number(second) + 1)
    await types(opened, alsoWrong)
    await person.find('.danger', { hasText: /once more/ }).waitFor()
    await types(opened, alsoWrong)
    await person.sees('redirect')
    expect((await factsOf(opened)).at(-1)).toMatchObject({ type: 'phone_refused', answer: 'wrong_number' })
    expect(await person.find('.handover').count()).toBe(0)
    await expect.poll(() => again.find('.phone-number').count()).toBe(0)
    // Another bank is no way to more tries, and the way on this computer is as open as before.
    await person.does('back')
    await person.choosesBank()
    await person.agreesByPhone()
    expect(await person.find('.handover').count()).toBe(0)
    await person.leavesForBank()
    await person.signsInAtBank()
    await person.sees('success')
  })

  it('dies when the journey moves on without it', async () => {
    browsers.expectConsole(/410/)
    const opened = await atRedirect()
    const said = await readQr(opened.page)
    await opened.person.leavesForBank()
    const hand = await phone()
    await hand.page.goto(said)
    expect(await hand.find('.phone-number').count()).toBe(0)
    expect(hand.page.url()).not.toContain('session_id')
  })

  it('goes on here instead: the phone is out again', async () => {
    const opened = await atRedirect()
    const hand = await phone()
    await types(
      opened,
      await scans(opened, hand).then(async (number) => {
        await opened.person.sees('phone_number')
        return number
      }),
    )
    await opened.person.sees('on_phone')
    await hand.sees('redirect')
    await opened.person.does('depart_again')
    await opened.person.sees('redirect')
    await hand.page.reload()
    await hand.sees('unbound')
    await opened.person.leavesForBank()
    await opened.person.signsInAtBank()
    await opened.person.sees('success')
  })

  it('works with JavaScript off on both', async () => {
    const opened = await atRedirect({ ...computer, javaScriptEnabled: false })
    const hand = await phone({ javaScriptEnabled: false })
    const number = await scans(opened, hand)
    await opened.page.reload()
    await types(opened, number)
    await opened.person.sees('on_phone')
    // Both pages reload themselves every few seconds.
    await hand.leavesForBank()
    await hand.signsInAtBank()
    await hand.sees('returned')
    await opened.person.sees('success')
  })

  it('goes to a phone whose browser keeps no cookies', async () => {
    const opened = await atRedirect()
    const hand = await phone({ cookies: 'off' })
    const number = await scans(opened, hand)
    await opened.person.sees('phone_number')
    await types(opened, number)
    await hand.sees('redirect')
    await opened.person.sees('on_phone')
  })

  it('returns to the computer although the client has a page for the way back', async () => {
    const opened = await opens(
      { expected_account_types: 'PAYMENT', congrats_bypass_delay: '900', aspsp_callback_uri: `${client().url}/host` },
      computer,
    )
    await opened.person.choosesBank()
    await opened.person.agreesByPhone()
    const hand = await phone()
    const number = await scans(opened, hand)
    await opened.person.sees('phone_number')
    await types(opened, number)
    await hand.leavesForBank()
    await hand.signsInAtBank()
    await hand.sees('returned')
    await opened.person.sees('success')
  })

  it('is open to everybody on a computer too', async () => {
    const { page, person } = await atRedirect()
    expect(await person.find('.handover').isVisible()).toBe(true)
    expect(await violationsOf(page)).toEqual([])
  })

  it('is offered on a computer only', async () => {
    const shown = async (options: BrowserOptions) => (await atRedirect(options)).person.find('.handover').isVisible()
    expect(await shown(computer)).toBe(true)
    expect(await shown({ viewport: { width: 408, height: 600 } })).toBe(false)
    expect(await shown(handheld)).toBe(false)
    const asked = async (options: BrowserOptions) => {
      const { person } = await opens({ expected_account_types: 'PAYMENT' }, options)
      await person.choosesBank()
      await person.sees('consent')
      return person.find('.by-phone button').isVisible()
    }
    expect(await asked(computer)).toBe(true)
    expect(await asked(handheld)).toBe(false)
  })
})
