import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, expect, it } from 'vitest'
import { Person } from '../e2e/person.ts'
import { useWorld } from '../e2e/world.ts'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { hostPage, Listener, openHost } from './host.ts'

const framed = (page: Page) => new Person(page, page.frameLocator('iframe'))
const frameUrl = (page: Page) => page.frames()[1]?.url() ?? ''

describeInChromium('frames, pop-ups, redirects', (browsers) => {
  const at = useWorld()
  const client = useClientApp()
  const closing: Server[] = []
  afterEach(() => {
    for (const server of closing.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
  })
  const payment = () => ({ redirect_url: `${client().localUrl}/back`, expected_account_types: 'PAYMENT' })

  it('aspsp_callback_uri: the host page opens again with the same link, goes on there, and alone hears the end', async () => {
    const callback = `${client().localUrl}/again`
    const { user, link } = await at().link({ ...payment(), aspsp_callback_uri: callback, congrats_bypass_delay: '900' })
    const context = await browsers.open({ cookies: 'first-party' })
    client().put('/again', 'text/html; charset=utf-8', hostPage(link))
    const first = await openHost(context, client(), '/first', hostPage(link))
    const second = new Listener()
    const person = framed(first.page)
    await person.choosesBank()
    const tab = await person.agreesInFrame()
    await second.on(tab)
    await person.signsInAtBank({}, tab)
    await tab.waitForURL(callback)
    await framed(tab).sees('success')
    // Both tabs show the end: the one that saw it first has told it, to its own page. Nobody leaves within the same instant.
    const stories = () => [...first.listener.story(), ...second.story()]
    await expect.poll(stories).toContain('success created')
    await framed(tab).finishes()
    await expect.poll(() => frameUrl(tab)).toContain('/back?status=success')
    // Clicks into a tab behind another may be lost.
    await first.page.bringToFront()
    await person.finishes()
    await expect.poll(() => frameUrl(first.page)).toContain('/back?status=success')
    // The page's own report of what it heard may come a moment after the frame has moved on.
    await expect.poll(() => second.closings().length).toBe(1)
    expect(first.listener.closings()).toEqual([])
    expect(tab.url()).toBe(callback)
    expect((await at().api.connections(user)).length).toBe(1)
  })

  it('a pop-up: events and one message to its opener', async () => {
    const { user, link } = await at().link({ ...payment(), expected_account_types: 'OTHER' })
    const { page, popup, listener } = await openPopup(await browsers.open({ cookies: 'first-party' }), link)
    const person = new Person(popup)
    await person.choosesBank()
    await person.agrees()
    await person.signsInHere()
    await person.finishes()
    await popup.waitForURL('**/back?status=success**')
    await expect.poll(() => listener.closings().length).toBe(1)
    const [connection] = await at().api.connections(user)
    expect(listener.closings()).toMatchObject([{ status: 'success', connection_id: connection?.id }])
    const said = listener.events().map(({ type }) => type)
    expect(said.filter((type) => type !== 'step' && type !== 'sync_progress')).toEqual([
      'ready',
      'select_provider',
      'consent',
      'submit',
      'connected',
      'success',
    ])
    expect(page.url()).toBe(`${client().localUrl}/opener`)
  })

  it('a pop-up whose bank cuts it off from its opener (COOP): it finishes, and nothing comes after leaving', async () => {
    const { link } = await at().link(payment())
    const { popup, listener } = await openPopup(await browsers.open({ cookies: 'first-party' }), link)
    const person = new Person(popup)
    await person.connectsByRedirect()
    await person.finishes()
    await popup.waitForURL('**/back?status=success**')
    await expect.poll(() => listener.told().at(-1)).toMatchObject({ type: 'step', step: 'redirect' })
    expect(listener.closings()).toEqual([])
  })

  it('a redirect: nobody is told, no script for it is fetched', async () => {
    const { link } = await at().link(payment())
    const context = await browsers.open({ cookies: 'first-party' })
    client().put('/leave', 'text/html', `<title>Host</title><a href="${link.replaceAll('&', '&amp;')}">Connect</a>`)
    const page = await context.newPage()
    const scripts: string[] = []
    page.on('request', (request) => void (request.resourceType() === 'script' && scripts.push(request.url())))
    await page.goto(`${client().localUrl}/leave`)
    await page.click('a')
    const person = new Person(page)
    await person.connectsByRedirect()
    await person.finishes()
    await page.waitForURL(`${client().localUrl}/back?status=success**`)
    expect(scripts.filter((url) => url.includes('events'))).toEqual([])
  })

  it('JavaScript off in a frame: the bank in a new tab, the frame refreshes itself', async () => {
    const { user, link } = await at().link(payment())
    const context = await browsers.open({ cookies: 'first-party', javaScriptEnabled: false })
    client().put('/plain', 'text/html; charset=utf-8', hostPage(link))
    const page = await context.newPage()
    await page.goto(`${client().localUrl}/plain`)
    const person = framed(page)
    await person.choosesBank()
    const tab = await person.agreesInFrame()
    await person.signsInAtBank({}, tab)
    await new Person(tab).sees('returned')
    await person.find('.card').waitFor()
    if ((await person.find('.card').getAttribute('data-kind')) === 'consent')
      await person.find('footer a.quiet').click()
    await person.finishes()
    await expect.poll(() => frameUrl(page)).toContain('/back?status=success')
    expect((await at().api.connections(user)).length).toBe(1)
  })

  it('an origin that is not registered can’t frame it, and as opener hears nothing', async () => {
    browsers.expectConsole(/frame-ancestors|ERR_BLOCKED_BY_RESPONSE|status of 4/)
    const { link } = await at().link(payment())
    const context = await browsers.open()
    const complaints: string[] = []
    context.on('console', (message) => complaints.push(message.text()))
    // No client registered this name, and the sandbox allows two other loopback names only.
    const stranger = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(hostPage(link))
    })
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.2', resolve))
    closing.push(stranger)
    const { port } = stranger.address() as AddressInfo
    const page = await context.newPage()
    const listener = new Listener()
    await listener.on(page)
    await page.goto(`http://127.0.0.2:${port}/`)
    await expect.poll(() => complaints.join('\n')).toMatch(/frame-ancestors/)
    expect(await page.frameLocator('iframe').locator('.card').count()).toBe(0)

    await page.evaluate(() => document.querySelector('iframe')?.remove())
    const other = await at().link(payment())
    const [popup] = await Promise.all([
      context.waitForEvent('page'),
      page.evaluate((url) => void window.open(url), other.link),
    ])
    const person = new Person(popup)
    await person.choosesBank()
    await person.agreesByPhone()
    expect(listener.heard).toEqual([])
  })

  it('a link that is over says so inside the frame too', async () => {
    browsers.expectConsole(/status of 4/)
    const context = await browsers.open({ cookies: 'first-party' })
    const link = `${at().world.url}/v2.1/widget/add_connection?session_id=${'x'.repeat(32)}`
    const { page } = await openHost(context, client(), '/over', hostPage(link))
    await framed(page).sees('error')
    const own = `${at().world.url}/success`
    const done = await openHost(context, client(), '/done', hostPage(own))
    await framed(done.page).sees('done')
  })

  async function openPopup(context: BrowserContext, link: string) {
    const { page, listener } = await openHost(context, client(), '/opener', '<!doctype html><title>Host</title><p>Host')
    const [popup] = await Promise.all([
      context.waitForEvent('page'),
      page.evaluate((url) => void window.open(url, '', 'popup,width=440,height=720'), link),
    ])
    return { page, popup, listener }
  }
})
