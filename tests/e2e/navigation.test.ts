import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { ScreenKind } from '../../packages/contract/src/screens.ts'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { connectionOf, type Opened, opening } from './opening.ts'
import { Person } from './person.ts'
import { useWorld } from './world.ts'

describeInChromium('reload, back, second tab, twice', (browsers) => {
  const at = useWorld()
  const client = useClientApp()
  const opens = opening(browsers, at)

  /** At every screen of a whole journey: does this, and expects to be where he was. */
  async function atEveryStep({ person, page }: Opened, check: (kind: ScreenKind) => Promise<void>) {
    const stop = async (kind: ScreenKind) => {
      await person.sees(kind)
      await check(kind)
      await person.sees(kind)
    }
    await stop('providers')
    await person.choosesBank()
    await stop('consent')
    await person.agreesByPhone()
    await stop('redirect')
    await person.leavesForBank()
    await person.signsInAtBank()
    await stop('offer')
    await person.does('offer_accept')
    await stop('credentials')
    await person.signsInHere({ login: 'otp' })
    await stop('challenge')
    await person.entersCode('123456')
    await stop('accounts')
    await person.does('accounts')
    await stop('success')
    await page.locator('footer a.button').click()
    await page.waitForURL(`${client().url}/end?**`)
  }

  const parameters = () => ({
    consent_per_account: 'true',
    congrats_bypass_delay: '900',
    redirect_url: `${client().url}/end`,
    cancel_url: `${client().url}/cancelled`,
  })

  /** One connection: three accounts by the one way, savings and a loan by the other. */
  async function isWhole(opened: Opened) {
    expect(await connectionOf(at(), opened.user)).toEqual({
      status: 'SUCCESS',
      REDIRECT: 'SUCCESS',
      EMBEDDED: 'SUCCESS',
    })
    expect((await at().api.accounts(opened.user)).length).toBe(5)
  }

  it('a reload shows the same step again, at every step', async () => {
    const opened = await opens(parameters())
    await atEveryStep(opened, async () => void (await opened.page.reload()))
    await isWhole(opened)
  })

  it('opening the link again resumes, at every step before the end', async () => {
    const opened = await opens(parameters())
    await atEveryStep(opened, async (kind) => {
      if (kind !== 'success') await opened.page.goto(opened.link)
    })
    await isWhole(opened)
  })

  it('a second tab shows the same step, at every step', async () => {
    const opened = await opens(parameters())
    await atEveryStep(opened, async (kind) => {
      if (kind === 'success') return
      const tab = await opened.context.newPage()
      await tab.goto(opened.link)
      await new Person(tab).sees(kind)
      await tab.close()
    })
    await isWhole(opened)
  })

  it('the back button shows an earlier page, whose form does nothing but lead to where one was', async () => {
    const opened = await opens(parameters())
    const { page } = opened
    await atEveryStep(opened, async (kind) => {
      if (kind === 'providers' || kind === 'offer') return
      await page.goBack()
      await page.goForward()
    })
    await isWhole(opened)
  })

  it('a form of an earlier page, sent from a second tab, moves nothing', async () => {
    const opened = await opens(parameters())
    const { person, context, link } = opened
    await person.sees('providers')
    const old = new Person(await twin(context, link))
    await old.sees('providers')
    await person.choosesBank()
    await person.sees('consent')
    await old.choosesBank('Société Galet')
    await old.sees('consent')
    expect(await old.find('main').textContent()).not.toContain('Galet')
    await person.agreesByPhone()
    // On a low page the arrow stands for this button.
    await old.find('form:has([value=choose_other])').evaluate((form: HTMLFormElement) => form.requestSubmit())
    await old.sees('redirect')
    await person.page.reload()
    await person.sees('redirect')
  })

  it('a form sent twice at the same moment counts once, at every step', async () => {
    const opened = await opens(parameters())
    const { person, page, user } = opened
    await person.sees('providers')
    await twice(page, '#banks', 'provider_id', '100')
    await person.sees('consent')
    await twice(page, '#step')
    await person.signsInAtBank()
    await person.sees('offer')
    await twice(page, 'form:has([value=offer_accept])')
    await person.sees('credentials')
    await page.locator('#f_login').fill('otp')
    await page.locator('#f_password').fill('otp')
    const before = (await at().world.bank.consents()).length
    await twice(page, 'form:has([value=credentials])')
    await person.sees('challenge')
    expect((await at().world.bank.consents()).length).toBe(before + 1)
    await page.locator('#answer').fill('123456')
    await twice(page, 'form:has([value=challenge])')
    await person.sees('accounts')
    await twice(page, 'form:has([value=accounts])')
    await person.sees('success')
    expect(await connectionOf(at(), user)).toMatchObject({ REDIRECT: 'SUCCESS', EMBEDDED: 'SUCCESS' })
    expect((await at().api.accounts(user)).length).toBe(5)
    const labels = (await at().api.transactionsByPage(user, 500)).map(({ id }) => id)
    expect(new Set(labels).size).toBe(labels.length)
  })

  it('the departure link works once; used again it says so, and the journey goes on', async () => {
    browsers.expectConsole(/status of 409/)
    const { person, page, context } = await opens(parameters())
    await person.choosesBank()
    await person.agreesByPhone()
    const href = await page.locator('footer a.button').getAttribute('href')
    await person.leavesForBank()
    await page.locator('#login').waitFor()
    const tab = await context.newPage()
    const answer = await tab.goto(new URL(href ?? '', at().world.url).href)
    expect(answer?.status()).toBe(409)
    await person.signsInAtBank()
    await person.sees('offer')
  })

  it('back from the bank by the browser’s button: the bank can be opened again', async () => {
    const { person, page } = await opens(parameters())
    await person.goesToBank()
    await page.locator('#login').waitFor()
    await page.goBack()
    await page.reload()
    await person.sees('redirect_waiting')
    expect(await person.find('main').textContent()).not.toContain('tab')
    await person.does('depart_again')
    await person.signsInAtBank()
    await person.sees('offer')
  })

  it('the widget’s own back button leads to the bank list until something is connected', async () => {
    const { person } = await opens(parameters())
    await person.choosesBank()
    await person.sees('consent')
    await person.does('back')
    await person.choosesBank('Raccord Test Bank Classic')
    await person.agrees()
    await person.sees('credentials')
    await person.does('back')
    await person.choosesBank()
    await person.agreesByPhone()
    await person.does('back')
    await person.connectsByRedirect()
    await person.sees('offer')
    expect(await person.find('input[value=back]').count()).toBe(0)
  })

  it('reopening keeps what was agreed and follows the newest language', async () => {
    const { user, person, page, link } = await opens({ expected_account_types: 'OTHER', locale: 'en' })
    await person.choosesBank()
    await person.sees('consent')
    await page.goto(link.replace('expected_account_types=OTHER', 'expected_account_types=ALL').replace('=en', '=fr'))
    await person.sees('consent')
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
    await person.agrees()
    await person.signsInHere()
    await person.sees('success')
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
    expect((await at().api.accounts(user)).map(({ type }) => type).sort()).toEqual(['LOAN', 'SAVINGS'])
  })

  it('opening the link after the end begins a new journey', async () => {
    const { user, person, page, link } = await opens({ expected_account_types: 'OTHER' })
    for (const login of ['dev', 'otp']) {
      await person.choosesBank()
      await person.agrees()
      await person.signsInHere({ login })
      if (login === 'otp') await person.entersCode('123456')
      await person.sees('success')
      await page.goto(link)
    }
    await person.sees('providers')
    expect((await at().api.connections(user)).length).toBe(2)
  })
})

/** The widget once more in the same browser. */
async function twin(context: Opened['context'], link: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(link)
  return page
}

/** Sends a form by script and by the browser, both before the first answer is there. */
async function twice(page: Page, selector: string, name = '', value = ''): Promise<void> {
  await page.locator(selector).evaluate(
    (element, [key, chosen]) => {
      const form = element as HTMLFormElement
      const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>)
      if (key) body.set(key, chosen ?? '')
      const sent = [1, 2].map(() => fetch(form.action, { method: 'POST', body, redirect: 'manual' }))
      return Promise.all(sent).then(() => undefined)
    },
    [name, value],
  )
  // A page that grows may load itself anew just then; what is typed next must not be into a page that goes.
  await page.reload().catch(() => page.reload())
}
