import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { violationsOf } from '../../packages/widget/browser/judge.ts'
import { describeInChromium } from '../support/browser.ts'
import { freePort } from '../support/free-port.ts'
import { type PlayedOpenId, startOpenId } from '../support/openid/start-openid.ts'
import { type RaccordWorld, startWorld } from '../support/raccord-process.ts'

describeInChromium('an operator by his organisation’s sign-in', (browsers) => {
  let provider: PlayedOpenId
  let world: RaccordWorld
  let address = ''

  beforeAll(async () => {
    const port = await freePort()
    address = `http://localhost:${port}`
    provider = await startOpenId([`${address}/console/openid/return`])
    world = await startWorld({
      env: {
        ...{ RACCORD_PORT: String(port), RACCORD_CONSOLE_OIDC_ISSUER: provider.issuer },
        RACCORD_CONSOLE_OIDC_CLIENT_ID: 'console',
        RACCORD_CONSOLE_OIDC_CLIENT_SECRET: 'the-console-s-secret-of-the-provider',
        ...{ RACCORD_CONSOLE_OIDC_NAME: 'Example ID', RACCORD_CONSOLE_OIDC_SCOPE: 'openid groups' },
        RACCORD_CONSOLE_OIDC_OPERATORS: 'raccord-operators, raccord-admins',
        RACCORD_CONSOLE_OIDC_VIEWERS: 'raccord-viewers',
      },
    })
  })
  afterAll(async () => {
    await Promise.all([provider?.stop(), world?.stop()])
  })

  async function goThere(page: Page, login: string): Promise<void> {
    await page.goto(`${address}/console`)
    await page.locator('a[href="/console/openid"]').click()
    await page.waitForURL(`${provider.issuer}/**`)
    await page.locator('input[name=login]').fill(login)
    await page.locator('button').click()
  }

  it.each([true, false])(
    'comes back signed in, JavaScript %s, and stays so from page to page',
    async (javaScriptEnabled) => {
      const page = await (await browsers.open({ javaScriptEnabled })).newPage()
      await goThere(page, 'olga')
      await page.waitForURL(`${address}/console`)
      await page.goto(`${address}/console/clients/new`)
      await page.locator('main form[method=post]').first().waitFor()
      await page.goto(`${address}/console/you`)
      await page.locator('strong', { hasText: 'openid:olga-0001' }).waitFor()
      expect(await page.locator('input[type=password]').count()).toBe(0)
      await page.locator('form[action="/console/sign-out"] button').click()
      await page.waitForURL('**/console/sign-in')
    },
  )

  it('changes nothing as a viewer, and is told in his language that there is no role for him', async () => {
    const viewer = await (await browsers.open({ javaScriptEnabled: false })).newPage()
    await goThere(viewer, 'victor')
    await viewer.waitForURL(`${address}/console`)
    await viewer.goto(`${address}/console/clients/sandbox`)
    await viewer.locator('main form').waitFor()
    expect(await viewer.locator('main button').count()).toBe(0)

    browsers.expectConsole(/403/)
    const context = await browsers.open({ locale: 'fr-FR', viewport: { width: 320, height: 640 } })
    const nobody = await context.newPage()
    await goThere(nobody, 'nora')
    await nobody.getByText('Example ID vous connaît comme nora-0001 et ne vous donne aucun rôle ici').waitFor()
    const overflow = await nobody.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect([overflow, await violationsOf(nobody)]).toEqual([expect.closeTo(0, 0), []])
    // The answer is in his history: opened again it opens nothing.
    browsers.expectConsole(/400/)
    await nobody.reload()
    await nobody.getByText('Cette connexion a expiré ou a déjà servi').waitFor()
  })
})
