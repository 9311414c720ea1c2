import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { connectionOf, opening } from '../e2e/opening.ts'
import { useWorld } from '../e2e/world.ts'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { accessibilityTree } from './accessibility-tree.ts'
import { tabTo } from './tab-to.ts'

describeInChromium('a whole journey by keyboard alone', (browsers) => {
  const at = useWorld()
  const client = useClientApp()

  it('search, consent, the bank, the offered step, a wrong password, a wrong code, accounts, and back to the client', async () => {
    browsers.expectConsole(/status of 422/)
    const redirect_url = `${client().url}/keyboard`
    const opens = opening(browsers, at)
    const { person, page, user } = await opens({
      redirect_url,
      consent_per_account: 'true',
      congrats_bypass_delay: '900',
    })
    const begins = (tag: string) => expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe(tag)
    const primary = () => pressTabbedTo(page, 'footer .button')

    await person.sees('providers')
    await begins('INPUT')
    await page.keyboard.type('racord test bank')
    await expect.poll(async () => said(page, 'status')).toMatch(/^\d+ banks? found$/)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Raccord Test Bank')
    await page.keyboard.press('Enter')

    await person.sees('consent')
    await begins('H1')
    // Of the 30 minutes less one that renewing spares, two are left when more time is offered.
    const idle = page.locator('[data-enhance=idle][data-seconds="1620"]')
    const kept = await page.request.get(new URL((await idle.getAttribute('data-poll')) ?? '', page.url()).href)
    expect(kept.status()).toBe(200)
    await tabTo(page, 'a[href="#terms"]')
    await page.keyboard.press('Enter')
    await page.locator('#terms').waitFor()
    await primary()

    await page.locator('#login').waitFor()
    await tabTo(page, '#login')
    await page.keyboard.type('dev')
    await tabTo(page, '#password')
    await page.keyboard.type('dev')
    await pressTabbedTo(page, 'button[value=approve]')
    await page.locator('input[name=step][value=accounts]').waitFor({ state: 'attached' })
    await pressTabbedTo(page, 'button[value=approve]')

    await person.sees('offer')
    await begins('H1')
    await expect.poll(async () => said(page, 'status')).toMatch(/^Back to Demo Budget in \d+\ss$/)
    await tabTo(page, '.countdown button')
    await page.keyboard.press('Space')
    await person.find('[role=timer]').waitFor({ state: 'detached' })
    await primary()

    await person.sees('credentials')
    await begins('H1')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('f_login')
    await page.keyboard.type('otp')
    await tabTo(page, '.secret button')
    await page.keyboard.press('Space')
    await expect.poll(async () => said(page, 'status')).toBe('Your password is visible')
    // Nothing typed: said in the title, in an alert that has focus, and by its link with the field.
    await primary()
    await expect.poll(() => page.title()).toMatch(/^Error: /)
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert')
    await tabTo(page, '.danger a')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('f_password')
    await page.keyboard.type('otp')
    await page.keyboard.press('Enter')

    await person.sees('challenge')
    await begins('H1')
    for (const code of ['000000', '123456']) {
      await tabTo(page, '#answer')
      await page.keyboard.type(code)
      await page.keyboard.press('Enter')
      if (code === '123456') break
      await expect.poll(() => page.title()).toMatch(/^Error: /)
      const wrong = (await accessibilityTree(page)).find(({ invalid }) => invalid)
      expect(wrong?.description).toContain('That code was not accepted')
    }

    await person.sees('accounts')
    await begins('H1')
    await tabTo(page, 'input[name=account]')
    await page.keyboard.press('Space')
    await expect.poll(() => page.locator('footer .button').innerText()).toMatch(/^Share \d accounts$/)
    await primary()

    await person.sees('success')
    await begins('H1')
    await tabTo(page, '.countdown button')
    await page.keyboard.press('Enter')
    await person.find('[role=timer]').waitFor({ state: 'detached' })
    await primary()
    await page.waitForURL(`${redirect_url}?status=success**`)
    expect(await connectionOf(at(), user)).toMatchObject({ status: 'SUCCESS', EMBEDDED: 'SUCCESS' })
  })
})

async function pressTabbedTo(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector)
  await page.keyboard.press('Enter')
}

/** What regions of this kind say at the moment. */
async function said(page: Page, role: string): Promise<string> {
  const texts = await page.locator(`[role=${role}]`).allTextContents()
  return texts.filter(Boolean).join(' ')
}
