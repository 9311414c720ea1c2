import { expect, it } from 'vitest'
import { languages } from '../../apps/home/src/messages/catalogue.ts'
import { violationsOf } from '../../packages/widget/browser/judge.ts'
import { describeInChromium } from '../support/browser.ts'
import { entersBy, password, useHousehold } from './household.ts'
import { Person } from './person.ts'

describeInChromium('ways to banks, set up on a page', (browsers) => {
  const at = useHousehold((bank) => ({ RACCORD_ENABLE_BANKING_URL: `${bank}/enable-banking` }))
  const page = () => `${at().url}/home/ways-in`

  it('Enable Banking: the key, what to register, a wrong id, the right one; its banks come without a restart', async () => {
    const tab = await (await browsers.open({ javaScriptEnabled: false })).newPage()
    await tab.goto(at().url)
    await entersBy(tab, at().setUpWord() ?? '', 'Ada')
    await tab.waitForURL('**/home')
    await tab.goto(page())
    await tab.locator('form[action$="/enable-banking/key"] button').click()
    const certificate = await tab.locator('#certificate').inputValue()
    const redirect = await tab.locator('#redirect').inputValue()
    expect(redirect).toBe(`${at().url}/bank/callback/enable-banking`)
    // As their control panel takes it.
    const answer = await fetch(`${at().bankUrl}/enable-banking/api/applications`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'At home', certificate, environment: 'SANDBOX', redirect_urls: [redirect] }),
    })
    const { app_id: id } = (await answer.json()) as { readonly app_id: string }
    browsers.expectConsole(/400/)
    await tab.locator('#application').fill(crypto.randomUUID())
    await tab.locator('form[action$="/ways-in/enable-banking"] button').click()
    await tab.locator('.notice.danger').waitFor()
    expect(await tab.locator('#application').inputValue()).not.toBe('')
    await tab.locator('#application').fill(id)
    await tab.locator('form[action$="/ways-in/enable-banking"] button').click()
    expect(await tab.locator('.notice').first().innerText()).toContain('At home')

    await tab.goto(`${at().url}/home/banks`)
    await tab.locator('form[action$="/banks/connect"] button').first().click()
    const person = new Person(tab)
    await person.sees('providers')
    const banks = await tab.locator('#banks button[value^="8"]').count()
    expect(banks).toBeGreaterThan(5)
    // After a restart, too: it is kept. Away from the list, whose pictures are still coming.
    await tab.goto('about:blank')
    await at().restart()
    await tab.goto(page())
    await tab.locator('form[action$="/enable-banking/check"] button').click()
    expect(await tab.locator('.notice').first().innerText()).toContain('At home')
    await tab.locator('form[action$="/enable-banking/forget"] button').click()
    await tab.locator('form[action$="/enable-banking/key"]').waitFor()
    await tab.goto(`${at().url}/home/banks`)
    await tab.locator('form[action$="/banks/connect"] button').first().click()
    await person.sees('providers')
    expect(await tab.locator('#banks button[value^="8"]').count()).toBe(0)
  })

  it('FinTS: a number, a bank of one’s own, what it says of the number; the bank is in the list at once', async () => {
    const tab = await signedIn()
    await tab.goto(page())
    browsers.expectConsole(/400/)
    await tab.locator('#product').fill('no such number')
    await tab.locator('form[action$="/ways-in/fints"] button').click()
    await tab.locator('#product-wrong').waitFor()
    await tab.locator('#product').fill('F7A4B1C2D3E4F5A6B7C8D9E01')
    await tab.locator('form[action$="/ways-in/fints"] button').click()
    await tab.locator('details summary').last().click()
    await tab.locator('#code').fill('10010111')
    await tab.locator('#name').fill('Bank around the corner')
    await tab.locator('#url').fill(`${at().bankUrl}/fints`)
    await tab.locator('form[action$="/fints/banks"] button').last().click()
    await tab.locator('form[action$="/10010111/remove"]').waitFor()
    await tab.locator('form[action$="/fints/check"] button').click()
    const says = await tab.locator('#fints .rows small').first().innerText()
    expect(says).toMatch(/10010111 · /)
    await tab.goto(`${at().url}/home/banks`)
    await tab.locator('form[action$="/banks/connect"] button').first().click()
    await new Person(tab).sees('providers')
    expect(await tab.locator('#banks').innerText()).toContain('Bank around the corner')
  })

  for (const { code } of languages)
    it(`can be read on a small phone, and by everybody, ${code}`, async () => {
      const dark = code === 'de' || code === 'it'
      const tab = await signedIn({
        locale: code,
        colorScheme: dark ? 'dark' : 'light',
        viewport: { width: 320, height: 640 },
      })
      await tab.goto(page())
      if ((await tab.locator('form[action$="/enable-banking/key"]').count()) > 0)
        await tab.locator('form[action$="/enable-banking/key"] button').click()
      expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
      expect(await violationsOf(tab)).toEqual([])
      const shots = process.env['RACCORD_E2E_SCREENS']
      if (shots) await tab.screenshot({ path: `${shots}/ways-in-${code}.png`, fullPage: true })
    })

  it('are nobody’s but the owner’s', async () => {
    const owner = await signedIn()
    await owner.goto(`${at().url}/home/household`)
    await owner.locator('#name').fill('Ben')
    await owner.locator('main .card button.primary').click()
    const word = (await owner.locator('.word').textContent()) ?? ''
    const tab = await (await browsers.open()).newPage()
    await tab.goto(`${at().url}/home/join`)
    await entersBy(tab, word, 'Ben')
    await tab.waitForURL('**/home')
    browsers.expectConsole(/404/)
    expect((await tab.goto(page()))?.status()).toBe(404)
    expect((await tab.goto(`${page()}/enable-banking/certificate`))?.status()).toBe(404)
  })

  async function signedIn(options: Parameters<typeof browsers.open>[0] = {}) {
    const tab = await (await browsers.open(options)).newPage()
    await tab.goto(`${at().url}/home/sign-in`)
    await tab.locator('#login').fill('ada')
    await tab.locator('#password').fill(password)
    await tab.locator('main button.primary').first().click()
    await tab.waitForURL('**/home')
    return tab
  }
})
