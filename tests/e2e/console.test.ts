import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { violationsOf } from '../../packages/widget/browser/judge.ts'
import { describeInChromium } from '../support/browser.ts'
import { Person } from './person.ts'
import { useWorld } from './world.ts'

const password = 'correct horse battery'
const bank = { id: '114', name: 'Société Galet' }

describeInChromium('an operator at his console', (browsers) => {
  const at = useWorld()
  let address = ''

  async function signIn(page: Page): Promise<void> {
    await page.goto(`${address}/console/sign-in`)
    await page.locator('#login').fill('dev')
    await page.locator('#password').fill(password)
    await page.locator('main button.primary').click()
    await page.waitForURL('**/console')
  }

  it('sets up his access by the word of the start, sees what just happened, and helps by a code', async () => {
    const { world } = at()
    const told = () => /console: open (\S+), name dev, set-up word (\S+)/.exec(world.raccord.output())
    await expect.poll(told).not.toBeNull()
    const [, link = '', word = ''] = told() ?? []
    address = new URL(link).origin
    // Somebody whose sign-in fails, and who reads his code from the page.
    const { link: widget } = await at().link({ provider_id: bank.id })
    const person = new Person(await (await browsers.open()).newPage())
    await person.page.goto(widget)
    await person.agrees()
    browsers.expectConsole(/40\d/)
    await person.signsInHere({ login: 'dev', password: 'not his' })
    await person.find('[aria-invalid], .card[data-kind="error"]').first().waitFor()

    const page = await (await browsers.open({ javaScriptEnabled: false })).newPage()
    await page.goto(link)
    await page.locator('#login').fill('dev')
    await page.locator('#word').fill(word)
    await page.locator('#password').fill(password)
    await page.locator('main button.primary').click()
    await page.waitForURL('**/console/you')
    await page.goto(`${address}/console`)
    await page.locator('tr', { hasText: bank.name }).locator('code', { hasText: 'wrong_credentials' }).waitFor()
  })

  it('closes a bank: its row says why, nobody begins there, and all is as before when it is open again', async () => {
    const page = await (await browsers.open({ javaScriptEnabled: false })).newPage()
    await signIn(page)
    await page.goto(`${address}/console/banks/${bank.id}`)
    const [past, future] = [-1, 1].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 16))
    await page.locator('#message_en').fill('Works on its systems tonight')
    await page.locator('#from').fill(past ?? '')
    await page.locator('#until').fill(future ?? '')
    await page.locator('main button.primary').click()
    await page.waitForURL('**?said=saved')

    for (const javaScriptEnabled of [true, false]) {
      const { link } = await at().link()
      const person = new Person(await (await browsers.open({ javaScriptEnabled })).newPage())
      await person.page.goto(link)
      await person.sees('providers')
      const row = person.find('button[name=provider_id]', { hasText: /Galet/ }).first()
      await person
        .find('small', { hasText: /Works on its systems tonight/ })
        .first()
        .waitFor()
      if (javaScriptEnabled) {
        // What is found while typing comes from the index, which says it too.
        await person.find('input[name=q]').fill('galet')
        await person
          .find('.banks small', { hasText: /Works on its systems tonight/ })
          .first()
          .waitFor()
      }
      await row.click()
      await person.sees('error')
      expect(await person.find('.card').textContent()).toMatch(/\d:\d\d/)
    }
    // A link that names the bank comes as far as the bank, and no farther.
    const { link } = await at().link({ provider_id: bank.id })
    const person = new Person(await (await browsers.open({ javaScriptEnabled: false })).newPage())
    await person.page.goto(link)
    await person.agrees()
    await person.sees('credentials')
    await person.signsInHere()
    await person.sees('error')

    await page.locator('input[name=on][value=no]').check()
    for (const id of ['#message_en', '#from', '#until']) await page.locator(id).fill('')
    await page.locator('main button.primary').click()
    await page.waitForURL('**?said=saved')
    const other = new Person(await (await browsers.open({ javaScriptEnabled: false })).newPage())
    await other.page.goto((await at().link()).link)
    await other.sees('providers')
    expect(await other.find('button[name=provider_id]', { hasText: /Galet/ }).count()).toBe(0)
    await page.locator('input[name=on][value=yes]').check()
    await page.locator('main button.primary').click()
    await other.page.reload()
    await other.find('button[name=provider_id]', { hasText: /Galet/ }).first().waitFor()
  })

  it('can read and use every page on a phone and a wide screen, light and dark, and signs in by a passkey', async () => {
    const paths = ['', '/sessions', '/connections', '/webhooks', '/clients', '/clients/sandbox', '/clients/new']
    paths.push('/clients/sandbox/rotate', '/banks', `/banks/${bank.id}`, '/audit', '/migration', '/you')
    const first = await browsers.open()
    await signIn(await first.newPage())
    const storageState = await first.storageState()
    for (const [width, colorScheme, locale] of [
      [408, 'light', 'fr-FR'],
      [1440, 'dark', 'en-GB'],
      [320, 'dark', 'en-GB'],
    ] as const) {
      const context = await browsers.open({ viewport: { width, height: 640 }, colorScheme, locale, storageState })
      const page = await context.newPage()
      // A small phone adds only what is widest.
      for (const path of width === 320 ? ['', '/audit', `/banks/${bank.id}`] : paths) {
        await page.goto(`${address}/console${path}`)
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        // What only the width changes is measured; colours and names are looked at once in each scheme.
        const asked = width === 408 || (width === 1440 && ['', '/banks', '/you'].includes(path))
        const violations = asked ? await violationsOf(page) : []
        expect([width, path, overflow, violations]).toEqual([width, path, expect.closeTo(0, 0), []])
      }
    }
    const page = await (await browsers.open({ storageState })).newPage()
    const session = await page.context().newCDPSession(page)
    await session.send('WebAuthn.enable')
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    })
    await page.goto(`${address}/console/you`)
    await page.locator('#passkey-name').fill('Virtual')
    browsers.expectConsole(/40\d/)
    await page.locator('#passkey-password').fill('not his')
    await page.locator('form[data-passkey=add] button').click()
    await page.locator('form[data-passkey=add] .wrong').waitFor()
    await page.locator('#passkey-password').fill(password)
    await page.locator('form[data-passkey=add] button').click()
    await page.waitForURL('**/console/you?said=passkey')
    await page.locator('form[action="/console/sign-out"] button').click()
    await page.waitForURL('**/console/sign-in')
    await page.locator('form[data-passkey=sign-in] button').click()
    await page.waitForURL('**/console')
    // Removed, it opens nothing any more.
    await page.goto(`${address}/console/you`)
    await page.locator('form[action^="/console/passkeys/"] button').click()
    await page.locator('form[action="/console/sign-out"] button').click()
    await page.waitForURL('**/console/sign-in')
    browsers.expectConsole(/400/)
    await page.locator('form[data-passkey=sign-in] button').click()
    await page.locator('form[data-passkey=sign-in] .wrong').waitFor()
  })
})
