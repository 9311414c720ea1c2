import type { Request } from 'playwright-core'
import { expect, it } from 'vitest'
import { type BrowserOptions, describeInChromium } from '../support/browser.ts'
import { connectionOf, opening } from './opening.ts'
import { Person } from './person.ts'
import { useWorld } from './world.ts'

/** The sandbox bank that has nothing but sign-in here. */
const embedded = { provider_id: '102', countries: 'FR' }

/** The bank's app on the person's phone: its address is in the bank's message. */
async function answersInApp(person: Person, decision: 'approve' | 'refuse'): Promise<void> {
  const said = await person.find('.says').innerText()
  const address = /https?:\/\/\S+\/app\/\S+/.exec(said)?.[0]
  if (address === undefined) throw new Error(`no address of the app in “${said}”`)
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams({ decision }) })
  if (!answer.ok) throw new Error(`the app answered ${answer.status}`)
}

describeInChromium('what a bank may ask', (browsers) => {
  const world = useWorld()
  const opens = opening(browsers, world)

  async function signsIn(login: string, parameters: Record<string, string> = {}, options?: BrowserOptions) {
    const opened = await opens({ ...embedded, ...parameters }, options)
    await opened.person.agrees()
    await opened.person.signsInHere({ login })
    return opened
  }

  const withoutScript = { javaScriptEnabled: false }
  it.each([
    ['otp', '123456', /••\s21/, {}],
    ['email', '123456', /m•••@example\.org/, {}],
    ['chip', '135791', /0430/, {}],
    ['offline', '135791', /code generator/, {}],
    ['flicker', '135791', /bars/, {}],
    ['photo_tan', '7654321', /[Ss]can/, {}],
    ['qr', '246810', /[Ss]can/, withoutScript],
    ['image', 'RACC7', /characters/, {}],
    ['question', 'Fido', /first pet/, withoutScript],
  ] as const)('%s', async (login, answer, words, options) => {
    const { person, user } = await signsIn(login, {}, options)
    await person.sees('challenge')
    expect(await person.find('main').innerText()).toMatch(words)
    const picture = person.find('.picture img')
    if (['photo_tan', 'qr', 'image'].includes(login)) {
      expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100)
    } else expect(await picture.count()).toBe(0)
    // What moves, moves only when asked to.
    if (login === 'flicker') await person.find('.flicker button').first().click()
    await person.entersCode(answer)
    await person.sees('success')
    expect(await connectionOf(world(), user)).toEqual({ status: 'SUCCESS', EMBEDDED: 'SUCCESS' })
  })

  it.each([
    ['with', {}],
    ['without', withoutScript],
  ])('a request in the app, approved; the page goes on by itself %s JavaScript', async (_, options) => {
    const { person, page } = await signsIn('push', {}, options)
    await person.sees('challenge')
    // Asked in vain some times: a page that is looked at stays the same page.
    await page.evaluate(() => document.body.setAttribute('data-mark', 'same')).catch(() => {})
    const looks = (request: Request) =>
      options === withoutScript ? request.isNavigationRequest() : request.url().includes('/progress')
    for (let look = 0; look < 3; look += 1) await page.waitForResponse((answer) => looks(answer.request()))
    if (options === withoutScript) await person.sees('challenge')
    else expect(await page.getAttribute('body', 'data-mark')).toBe('same')
    await answersInApp(person, 'approve')
    await person.sees('success')
  })

  it('a request in the app, confirmed too early: a word; Back leads to the sign-in; refused', async () => {
    const { person } = await signsIn('push')
    await person.sees('challenge')
    await person.does('challenge_done')
    await person.find('.notice[role=status]').waitFor()
    await person.does('back')
    await person.sees('credentials')
    // The bank came with the link: there is no list to go back to.
    expect(await person.find('input[value=back]').count()).toBe(0)
    await person.signsInHere({ login: 'push' })
    await person.sees('challenge')
    await answersInApp(person, 'refuse')
    await person.sees('error')
    await person.does('retry')
    await person.sees('credentials')
  })

  it('a request that did not arrive is sent once more, with another number', async () => {
    const { person } = await signsIn('push+resends(1)', {}, withoutScript)
    await person.sees('challenge')
    const first = await person.find('.says').innerText()
    await person.does('challenge_resend')
    await person.find('.says', { hasText: /request \d+/ }).waitFor()
    await expect.poll(() => person.find('.says').innerText()).not.toBe(first)
    expect(await person.find('input[value=challenge_resend]').count()).toBe(0)
    await answersInApp(person, 'approve')
    await person.does('challenge_done').catch(() => {})
    await person.sees('success')
  })

  it('a choice of ways, and another one', async () => {
    const { person } = await signsIn('choice')
    await person.sees('challenge')
    await person.find('input[value=photo]').check()
    await person.does('challenge')
    await person.find('.picture img').waitFor()
    await person.entersCode('123456')
    await person.sees('success')
  })

  it('several in a row, the second wrong at first', async () => {
    const { person } = await signsIn('otp+photo_tan+question')
    await person.entersCode('123456')
    await person.find('.picture img').waitFor()
    await person.entersCode('1234567')
    await person.find('.danger').waitFor()
    expect(await person.find('.picture img').count()).toBe(1)
    await person.entersCode('7654321')
    await person.find('input#answer[type=text]:not(.code)').waitFor()
    await person.entersCode('Rex')
    await person.find('.danger').waitFor()
    await person.entersCode('Fido')
    await person.sees('success')
  })

  it('wrong too often ends the sign-in, and a new one is a new chance', async () => {
    const { person } = await signsIn('otp')
    for (const code of ['000000', '111111']) {
      await person.entersCode(code)
      await person.find('.danger').waitFor()
    }
    await person.entersCode('222222')
    await person.sees('error')
    await person.does('retry')
    await person.signsInHere({ login: 'otp' })
    await person.entersCode('123456')
    await person.sees('success')
  })

  it('sent again as often as the bank does, after a pause', async () => {
    const { person, page } = await signsIn('otp+resends(1)')
    await person.sees('challenge')
    const again = person.find('[data-enhance=resend] button')
    expect(await again.isDisabled()).toBe(true)
    // Half a minute is not waited for: the pause is the page's kindness, the limit is the bank's.
    await page.evaluate(() => {
      document.querySelector<HTMLFormElement>('form:has(input[value=challenge_resend])')?.submit()
    })
    await again.waitFor({ state: 'detached' })
    await person.entersCode('123456')
    await person.sees('success')
  })

  it.each([
    ['with', {}],
    ['without', withoutScript],
  ])('one that expires: the page says so by itself, %s JavaScript', async (_, options) => {
    const { person } = await signsIn('otp+expires(8)', {}, options)
    await person.sees('challenge')
    expect(await person.find('[data-enhance=time-left]').innerText()).toMatch(/0:0\d|\d s/)
    await person.sees('error')
    expect(await person.find('main').innerText()).toMatch(/time|expire/i)
    await person.does('retry')
    await person.signsInHere({ login: 'otp' })
    await person.entersCode('123456')
    await person.sees('success')
  })

  it('abandoned and come back to: the same link goes on at the challenge', async () => {
    const { person, page, context, link } = await signsIn('otp+photo_tan')
    await person.entersCode('123456')
    await person.find('.picture img').waitFor()
    await page.close()
    const later = new Person(await context.newPage())
    await later.page.goto(link)
    await later.sees('challenge')
    await later.find('.picture img').waitFor()
    await later.entersCode('7654321')
    await later.sees('success')
  })

  it.each([
    ['en', 'text message', 'Enter the code'],
    ['fr', 'SMS', 'Saisissez'],
    ['it', 'SMS', 'codice'],
    ['es', 'SMS', 'código'],
    ['de', 'SMS', 'Code'],
  ])('in %s', async (locale, medium, title) => {
    const { person } = await signsIn('otp+push', { locale })
    await person.sees('challenge')
    expect(await person.find('main').innerText()).toMatch(new RegExp(`${medium}[^]*••\\s21`))
    expect(await person.title()).toContain(title)
    await person.entersCode('123456')
    await person.find('.ring').waitFor()
    await person.sees('challenge')
    await answersInApp(person, 'approve')
    await person.sees('success')
  })
})
