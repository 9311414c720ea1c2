import { expect, it } from 'vitest'
import { embedScript } from '../../packages/embed/src/files.ts'
import { Person } from '../e2e/person.ts'
import { useWorld } from '../e2e/world.ts'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { example } from '../support/guide-example.ts'

describeInChromium('examples of the guides', (browsers) => {
  const at = useWorld()
  const client = useClientApp()

  it('iframe.md: the script tag with this very hash, and open() on a click', async () => {
    const { link } = await at().link({ expected_account_types: 'OTHER', redirect_url: `${client().localUrl}/back` })
    const tag = await example('iframe', 'script-tag')
    expect(tag).toContain(`integrity="${embedScript()?.integrity}"`)
    client().put('/connect', 'text/plain', link)
    client().put(
      '/guide',
      'text/html; charset=utf-8',
      `<!doctype html><button>Connect</button>${tag.replace('https://connect.example', at().world.url)}
       <script>const button = document.querySelector('button')\n${await example('iframe', 'open')}</script>`,
    )
    const page = await (await browsers.open({ cookies: 'first-party' })).newPage()
    const lines: string[] = []
    page.on('console', (message) => lines.push(message.text()))
    await page.goto(`${client().localUrl}/guide`)
    await page.click('button')
    const person = new Person(page, page.frameLocator('iframe'))
    await person.choosesBank()
    await person.agrees()
    await person.signsInHere()
    await person.finishes()
    await expect.poll(() => lines.at(-1)).toMatch(/^connected \d+$/)
    expect(lines[0]).toBe('ready')
  })

  it('iframe.md: a pop-up that is closed at the bank ends when the server says so', async () => {
    const { link } = await at().link({ expected_account_types: 'PAYMENT', redirect_url: `${client().localUrl}/back` })
    client().put(
      '/outcome',
      'text/html; charset=utf-8',
      `<!doctype html><button>Connect</button><script src="${at().world.url}/embed/v1.js"></script><script>
       const link = ${JSON.stringify(link)}
       document.querySelector('button').onclick = () => {\n${await example('iframe', 'popup-outcome')}}</script>`,
    )
    client().put('/connect/outcome', 'application/json', '{"status":"closed"}')
    const context = await browsers.open({ cookies: 'first-party' })
    const page = await context.newPage()
    const lines: string[] = []
    page.on('console', (message) => lines.push(message.text()))
    await page.goto(`${client().localUrl}/outcome`)
    const [popup] = await Promise.all([context.waitForEvent('page'), page.click('button')])
    await new Person(popup).goesToBank()
    await popup.locator('#login').waitFor()
    await popup.close()
    await expect.poll(() => lines.at(-1)).toBe('closed redirect')
  })

  it('events.md: both ways of listening; iframe.md: the plain frame', async () => {
    const { link } = await at().link({
      redirect_url: `${client().localUrl}/back`,
      cancel_url: `${client().localUrl}/no`,
    })
    const frame = await example('iframe', 'plain-frame')
    const src = /src="([^"]+)"/.exec(frame)?.[1] ?? ''
    client().put(
      '/listen',
      'text/html; charset=utf-8',
      `<!doctype html>${frame.replace(src, link.replaceAll('&', '&amp;'))}<script>${await example('events', 'plain-events')}</script>`,
    )
    client().put(
      '/embedded',
      'text/html; charset=utf-8',
      `<!doctype html><body><p>Host</p><script src="${at().world.url}/embed/v1.js"></script><script>const link=${JSON.stringify(link)}\n${await example('events', 'embed-events')}</script>`,
    )
    const context = await browsers.open({ cookies: 'first-party' })
    const lines: string[] = []
    context.on('console', (message) => lines.push(message.text()))
    const page = await context.newPage()
    const person = new Person(page, page.frameLocator('iframe'))
    await page.goto(`${client().localUrl}/listen`)
    await person.choosesBank()
    await person.sees('consent')
    await expect.poll(() => lines.filter((line) => line.startsWith('select_provider')).length).toBe(1)
    await page.goto(`${client().localUrl}/embedded`)
    await person.sees('consent')
    await person.does('cancel')
    await expect.poll(() => lines.at(-1)).toBe('left at consent')
  })
})
