import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { embedScript } from '../../packages/embed/src/files.ts'
import { Person } from '../e2e/person.ts'
import { useWorld } from '../e2e/world.ts'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'

/** What the host page's callbacks were told, in order. */
const told = (page: Page) => page.evaluate(() => (window as unknown as { told: unknown[] }).told)
const kinds = async (page: Page) => (await told(page)).map((one) => (one as string[])[0])

/**
 * Escape, in whatever has the focus. Its answer is not waited for: the frame may go with this very key, and then Chromium
 * answers it now and then not at all. What the key does is what is waited for.
 */
async function presses(page: Page) {
  const pressed = page.keyboard.press('Escape').catch(() => {})
  await Promise.race([pressed, new Promise((go) => setTimeout(go, 500))])
}

describeInChromium('@raccord/embed', (browsers) => {
  const at = useWorld()
  const client = useClientApp()
  const script = embedScript()
  if (!script) throw new Error('@raccord/embed is not built: run `npm run build`')

  /** A strict host page on another site: its own script and ours, no inline style at all. */
  async function host(link: string, options = '', tags = 1) {
    const path = `/embed-${Math.random()}`
    const { origin } = new URL(link)
    client().put(
      `${path}.js`,
      'text/javascript',
      `window.told = []; window.wait = () => new Promise((go) => setTimeout(go, 50, ${JSON.stringify(link)}));
      window.link = ${JSON.stringify(link)};
      const hear = (name) => (data) => told.push([name, data]);
      window.start = (more) => window.handle = raccord.open({ url: link, onReady: hear('ready'), onSuccess: hear('success'), onExit: hear('exit'), ${options} ...more });
      document.querySelector('button').onclick = () => start();`,
    )
    const tag = `<script src="${origin}/embed/v1-${script?.hash}.js" integrity="${script?.integrity}" crossorigin="anonymous"></script>`
    client().put(
      path,
      'text/html; charset=utf-8',
      `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' ${origin}; frame-src 'self' ${origin}; require-trusted-types-for 'script'"><title>Host</title>
      <p style="height:3000px">Text</p><button>Connect</button><div id="place"></div><p>More</p>${tag.repeat(tags)}<script src="${path}.js"></script>`.replace(
        ' style="height:3000px"',
        ' id="tall"',
      ),
    )
    const context = await browsers.open({ cookies: 'first-party' })
    const page = await context.newPage()
    await page.goto(client().localUrl + path)
    await page.evaluate(() => {
      const tall = document.querySelector<HTMLElement>('#tall')
      if (tall) tall.style.height = '3000px'
    })
    return { page, context, person: new Person(page, page.frameLocator('iframe')) }
  }

  const payment = () => ({ redirect_url: `${client().localUrl}/back`, expected_account_types: 'PAYMENT' })
  const other = () => ({ redirect_url: `${client().localUrl}/back`, expected_account_types: 'OTHER' })

  it('a dialog: focus and scroll come back, onSuccess once; a promised link; the script loaded twice', async () => {
    const { user, link } = await at().link(other())
    const { page, person } = await host(link, 'url: window.wait(),', 2)
    await page.click('button')
    const scrolled = await page.evaluate(() => scrollY)
    expect(scrolled).toBeGreaterThan(1000)
    expect(await page.locator('dialog iframe').getAttribute('title')).toBe('Connect a bank')
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflowY)).toBe('hidden')
    await person.choosesBank()
    await person.agrees()
    await person.signsInHere()
    await person.finishes()
    await expect.poll(() => kinds(page)).toEqual(['ready', 'success'])
    const [connection] = await at().api.connections(user)
    expect((await told(page))[1]).toEqual([
      'success',
      {
        connectionId: connection?.id,
        result: 'created',
        redirectUrl: `${client().localUrl}/back?status=success&result=created&connection_id=${connection?.id}`,
      },
    ])
    expect(await page.locator('dialog, iframe').count()).toBe(0)
    expect(await page.evaluate(() => [document.activeElement?.tagName, scrollY])).toEqual(['BUTTON', scrolled])
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflowY)).toBe('visible')
  })

  it('Escape inside the frame closes at once where nothing is lost, and asks where something is', async () => {
    const { link } = await at().link(other())
    const { page, person } = await host(link)
    const asked: string[] = []
    let answer = false
    page.on('dialog', (dialog) => {
      asked.push(dialog.message())
      void (answer ? dialog.accept() : dialog.dismiss())
    })
    await page.click('button')
    await person.sees('providers')
    await expect.poll(() => kinds(page)).toEqual(['ready'])
    await person.find('#q').focus()
    await presses(page)
    await expect.poll(() => kinds(page)).toEqual(['ready', 'exit'])
    expect((await told(page))[1]).toEqual(['exit', { status: 'closed', step: 'providers' }])
    expect(asked).toEqual([])

    await page.click('button')
    await person.choosesBank()
    await person.sees('consent')
    await person.find('button').first().focus()
    await presses(page)
    await expect.poll(() => asked.length).toBe(1)
    expect(await page.locator('dialog').count()).toBe(1)
    answer = true
    await page.click('dialog > button')
    await expect.poll(async () => (await told(page)).at(-1)).toEqual(['exit', { status: 'closed', step: 'consent' }])
    expect(await page.locator('dialog').count()).toBe(0)
  })

  it('a container: two instances, resized, mounted and unmounted in between, each hears its own', async () => {
    const first = await at().link(other())
    const second = await at().link(other())
    const { page } = await host(first.link)
    await page.evaluate((url) => {
      const host = window as unknown as {
        start(more: object): { close(): void }
        events: string[][]
      }
      host.events = [[], []]
      const container = document.querySelector('#place') as Element
      const hear = (index: number) => (event: { type: string; session_id_hash: string }) =>
        host.events[index]?.push(event.session_id_hash)
      host.start({ container }).close()
      host.start({ container, onEvent: hear(0) })
      host.start({ container, url, onEvent: hear(1) })
    }, second.link)
    expect(await page.locator('#place iframe').count()).toBe(2)
    const frames = [0, 1].map((index) => page.frameLocator(`iframe >> nth=${index}`))
    for (const frame of frames) await frame.locator('.card').waitFor()
    const heard = () => page.evaluate(() => (window as unknown as { events: string[][] }).events)
    await expect.poll(async () => (await heard()).every((each) => each.length >= 2)).toBe(true)
    const hashes = (await heard()).map((each) => new Set(each))
    expect(hashes.map((each) => each.size)).toEqual([1, 1])
    expect([...(hashes[0] ?? [])]).not.toEqual([...(hashes[1] ?? [])])
    const height = await page
      .locator('iframe')
      .first()
      .evaluate((frame) => (frame as HTMLIFrameElement).offsetHeight)
    expect(height).toBeGreaterThanOrEqual(400)
    expect(await kinds(page)).toEqual(expect.arrayContaining(['exit', 'ready', 'ready']))
  })

  it('a pop-up on the click although the link is awaited; a bank that cuts the opener off; the return page tells', async () => {
    const { link } = await at().link({ ...payment(), redirect_url: `${client().localUrl}/popup-back` })
    const { page, context } = await host(link, "mode: 'popup', url: window.wait(),")
    const { origin } = new URL(link)
    client().put(
      '/popup-back',
      'text/html',
      `<script src="${origin}/embed/v1.js"></script><script>raccord.done()</script>`,
    )
    // Another tab of the same site, with a widget of its own.
    const beside = await context.newPage()
    await beside.goto(page.url())
    const [theirs] = await Promise.all([context.waitForEvent('page'), beside.click('button')])
    const [popup] = await Promise.all([context.waitForEvent('page'), page.click('button')])
    const person = new Person(popup)
    const gone = popup.waitForEvent('close')
    await person.connectsByRedirect()
    expect(await kinds(page)).toEqual(['ready'])
    await person.finishes()
    await expect.poll(() => kinds(page)).toEqual(['ready', 'success'])
    await gone
    expect(await kinds(beside)).not.toContain('success')
    expect(await kinds(beside)).not.toContain('exit')
    expect(theirs.isClosed()).toBe(false)
  })

  it('a pop-up that is closed at the bank looks like one that is cut off: the server is asked, until it knows', async () => {
    const { link } = await at().link(payment())
    const { page, context } = await host(
      link,
      "mode: 'popup', outcome: async () => { window.asked = (window.asked ?? 0) + 1; if (window.asked === 1) throw new Error('the server is away'); return window.answer },",
    )
    const [popup] = await Promise.all([context.waitForEvent('page'), page.click('button')])
    const person = new Person(popup)
    await person.goesToBank()
    await popup.locator('#login').waitFor()
    await popup.close()
    const asked = () => page.evaluate(() => (window as unknown as { asked?: number }).asked ?? 0)
    await expect.poll(asked).toBeGreaterThan(1)
    expect(await kinds(page)).toEqual(['ready'])
    await page.evaluate(() => Object.assign(window, { answer: { status: 'closed' } }))
    await expect.poll(async () => (await told(page)).at(-1)).toEqual(['exit', { status: 'closed', step: 'redirect' }])
    const times = await asked()
    await page.waitForTimeout(700)
    expect(await asked()).toBe(times)
  })

  it('a pop-up that is closed says so; a link that fails says so; a redirect goes', async () => {
    const { link } = await at().link(payment())
    const { page, context } = await host(link, "mode: 'popup',")
    const [popup] = await Promise.all([context.waitForEvent('page'), page.click('button')])
    await new Person(popup).sees('providers')
    await expect.poll(() => kinds(page)).toEqual(['ready'])
    await popup.close()
    await expect.poll(async () => (await told(page)).at(-1)).toEqual(['exit', { status: 'closed', step: 'providers' }])
    for (const url of ['javascript:alert(1)', 'data:text/html,x'])
      await page.evaluate(
        (bad) => (window as unknown as { start(more: object): void }).start({ mode: 'iframe', url: bad }),
        url,
      )
    await expect
      .poll(async () => (await told(page)).slice(-2))
      .toEqual([
        ['exit', { status: 'link' }],
        ['exit', { status: 'link' }],
      ])
    await page.evaluate(() => (window as unknown as { start(more: object): void }).start({ mode: 'redirect' }))
    await new Person(page).sees('providers')
  })

  it('messages of anybody else are not believed', async () => {
    const { link } = await at().link(payment())
    const { page } = await host(link)
    await page.click('button')
    await page.frameLocator('iframe').locator('.card').waitFor()
    await page.evaluate(() => {
      window.postMessage({ eventName: 'redirect_to', status: 'success', redirect_url: '/x', connection_id: '1' }, '*')
    })
    await page.waitForTimeout(300)
    expect(await kinds(page)).toEqual(['ready'])
  })
})
