import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeInChromium } from '../support/browser.ts'
import { Person } from './person.ts'
import { useWorld } from './world.ts'

/** The client application that README sends people to first: from signing in to it to the transactions it reads. */
describeInChromium('the demo client', (browsers) => {
  const at = useWorld({ database: 'pglite' })

  async function opensWidget(page: Page, email: string, button: RegExp, types = 'PAYMENT'): Promise<void> {
    await page.goto(`${at().world.url}/demo`)
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password').fill('correct horse')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByLabel('Which accounts').selectOption(types)
    await page.getByRole('button', { name: button }).click()
  }

  async function readsAccounts(page: Page): Promise<void> {
    // What was just connected is there already, read by API.
    expect(await page.locator('caption').first().textContent()).toBe('Your new accounts')
    expect(await page.locator('table').first().locator('tbody tr').count()).toBe(3)
    await page.getByRole('link', { name: 'See all accounts' }).click()
    await page.getByRole('heading', { name: 'Accounts' }).waitFor()
    expect(await page.locator('tbody tr').count()).toBe(3)
    await page.locator('tbody a').first().click()
    await page.getByRole('heading', { name: 'Transactions' }).waitFor()
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(0)
  }

  for (const javaScriptEnabled of [true, false]) {
    it(`leads to the widget and back to the data, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
      const page = await (await browsers.open({ javaScriptEnabled })).newPage()
      await opensWidget(page, `page-${javaScriptEnabled}@example.com`, /Open the widget/)
      const person = new Person(page)
      await person.connectsByRedirect()
      await person.finishes()
      await page.getByRole('heading', { name: 'The bank is connected.' }).waitFor()
      await readsAccounts(page)
    })
  }

  it('hosts the widget in a frame; the bank opens in a tab of its own and leads back to the same page', async () => {
    const page = await (await browsers.open({ viewport: { width: 900, height: 900 } })).newPage()
    await opensWidget(page, 'frame@example.com', /Open it in a frame/)
    const person = new Person(page, page.frameLocator('iframe'))
    const tab = page.waitForEvent('popup')
    await person.goesToBank()
    const bankTab = await tab
    await person.signsInAtBank({}, bankTab)
    await bankTab.waitForURL('**/demo/frame**')
    const there = new Person(bankTab, bankTab.frameLocator('iframe'))
    await there.sees('success')
    await there.finishes()
    await bankTab.waitForURL('**/demo/return?status=success**')
    expect(await bankTab.locator('iframe').count()).toBe(0)
    await readsAccounts(bankTab)
  })
})
