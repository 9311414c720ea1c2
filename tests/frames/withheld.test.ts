import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { Person } from '../e2e/person.ts'
import { useWorld } from '../e2e/world.ts'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { hostPage, openHost } from './host.ts'

const framed = (page: Page) => new Person(page, page.frameLocator('iframe'))
const frameUrl = (page: Page) => page.frames()[1]?.url() ?? ''

/** Whether a script of this frame may keep anything at all. */
const storage = (page: Page) =>
  page.frames()[1]?.evaluate(() =>
    (['localStorage', 'sessionStorage'] as const).map((name) => {
      try {
        window[name].setItem('probe', '1')
        return 'open'
      } catch (error) {
        return (error as Error).name
      }
    }),
  )

describeInChromium('a frame of another site from which everything is withheld', (browsers) => {
  const at = useWorld()
  const client = useClientApp()
  const payment = () => ({ redirect_url: `${client().localUrl}/back`, expected_account_types: 'PAYMENT' })

  for (const javaScriptEnabled of [true, false]) {
    const script = javaScriptEnabled ? 'on' : 'off'

    it(`no cookies, no storage, JavaScript ${script}: the person says whose accounts these are, once, and is done`, async () => {
      const { user, link } = await at().link({ ...payment(), congrats_bypass_delay: '900' })
      const context = await browsers.open({ cookies: 'off', javaScriptEnabled })
      client().put('/withheld', 'text/html; charset=utf-8', hostPage(link))
      const page = await context.newPage()
      await page.goto(`${client().localUrl}/withheld`)
      const person = framed(page)
      await person.sees('providers')
      if (javaScriptEnabled) expect(await storage(page)).toEqual(['SecurityError', 'SecurityError'])
      await person.choosesBank()
      const tab = await person.agreesInFrame()
      await person.signsInAtBank({}, tab)
      const there = new Person(tab)
      await there.sees('confirm_owner')
      expect(await at().api.connections(user)).toEqual([])
      await there.does('owner_yes')
      await there.sees('returned')
      await person.find('.card').waitFor()
      if (!javaScriptEnabled && (await person.find('.card').getAttribute('data-kind')) === 'consent')
        await person.find('footer a.quiet').click()
      await person.finishes()
      await expect.poll(() => frameUrl(page)).toContain('/back?status=success')
      expect((await at().api.connections(user)).length).toBe(1)
      expect(await context.cookies()).toEqual([])
    })

    it(`no cookies, aspsp_callback_uri opens the same session_id again, JavaScript ${script}`, async () => {
      const callback = `${client().localUrl}/withheld-again-${script}`
      const { user, link } = await at().link({
        ...payment(),
        aspsp_callback_uri: callback,
        congrats_bypass_delay: '900',
      })
      const context = await browsers.open({ cookies: 'off', javaScriptEnabled })
      client().put(`/withheld-again-${script}`, 'text/html; charset=utf-8', hostPage(link))
      client().put('/withheld-first', 'text/html; charset=utf-8', hostPage(link))
      const page = await context.newPage()
      await page.goto(`${client().localUrl}/withheld-first`)
      const person = framed(page)
      await person.choosesBank()
      const tab = await person.agreesInFrame()
      await person.signsInAtBank({}, tab)
      // Neither the departure's cookie nor the frame's came along: nothing is read before he says so.
      await new Person(tab).sees('confirm_owner')
      expect(await at().api.connections(user)).toEqual([])
      await new Person(tab).does('owner_yes')
      await tab.waitForURL(callback)
      // The same link in a browser that can prove nothing: it names neither the bank nor the person.
      const again = framed(tab)
      await again.find('.card').waitFor()
      const text = (await again.find('.card').textContent()) ?? ''
      expect(['unbound', 'done']).toContain(await again.find('.card').getAttribute('data-kind'))
      expect(text).not.toContain('Raccord Test Bank')
      // The frame that began it goes on.
      if (!javaScriptEnabled && (await person.find('.card').getAttribute('data-kind')) === 'consent')
        await person.find('footer a.quiet').click()
      await person.finishes()
      await expect.poll(() => frameUrl(page)).toContain('/back?status=success')
      expect((await at().api.connections(user)).length).toBe(1)
    })
  }

  it('a client with nothing registered: the page that frames it by its checked referrer hears, nobody else', async () => {
    const { link } = await at().link({ expected_account_types: 'OTHER', congrats_bypass_delay: '900' })
    const context = await browsers.open({ cookies: 'first-party' })
    const { page, listener } = await openHost(context, client(), '/referred', hostPage(link))
    const person = framed(page)
    await person.choosesBank()
    await person.agrees()
    await person.signsInHere()
    await person.sees('success')
    const feed = JSON.parse((await person.find('body').getAttribute('data-events')) ?? '{}') as { origins: string[] }
    expect(feed.origins).toEqual([client().localUrl])
    await person.finishes()
    await expect.poll(() => listener.closings()).toMatchObject([{ redirect_url: '/success', status: 'success' }])
    expect(new Set(listener.heard.map(({ own, origin }) => `${own} ${origin}`))).toEqual(
      new Set([`true ${at().world.url}`]),
    )

    // A page that sends no referrer may show it, and is told nothing.
    const silent = await at().link({ expected_account_types: 'OTHER' })
    const html = hostPage(silent.link).replace('<iframe', '<meta name="referrer" content="no-referrer"><iframe')
    const other = await openHost(context, client(), '/silent', html)
    await framed(other.page).choosesBank()
    await framed(other.page).sees('consent')
    expect(await framed(other.page).find('body').getAttribute('data-events')).toBeNull()
    expect(other.listener.heard).toEqual([])
  })
})
