import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { embedScript } from '../../packages/embed/src/files.ts'
import { Person } from '../e2e/person.ts'
import { useWorld } from '../e2e/world.ts'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'

/** The code of a guide that is marked with this name. */
async function example(guide: string, name: string): Promise<string> {
  const text = await readFile(new URL(`../../docs/guide/${guide}.md`, import.meta.url), 'utf8')
  const found = new RegExp(`\`\`\`\\w+ ${name}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1]
  if (!found) throw new Error(`${guide}.md has no example ${name}`)
  return found
}

it('mobile.md: which address stays, leaves, ends', async () => {
  const source = await example('mobile', 'decide')
  const { decide } = await import(`data:text/javascript,${encodeURIComponent(source)}`)
  const addresses = {
    widget: 'https://connect.example/v2.1/widget/add_connection?session_id=x',
    redirectUrl: 'https://app.example/connected',
    cancelUrl: 'https://app.example/cancelled',
  }
  const on = (url: string) => decide(url, addresses)
  expect(on('https://connect.example/v2.1/widget/journey?session_id=x')).toBe('stay')
  expect(on('https://connect.example/v2.1/widget/depart?ticket=1')).toBe('browser')
  expect(on('https://bank.example/login')).toBe('browser')
  expect(on('https://app.example.evil/connected')).toBe('browser')
  expect(on('https://app.example/connected-too?status=success')).toBe('browser')
  expect(on('https://app.example/connected?status=success&connection_id=4')).toEqual({
    end: { status: 'success', connection_id: '4' },
  })
  expect(on('https://app.example/cancelled?status=cancelled&step=consent')).toMatchObject({
    end: { status: 'cancelled' },
  })
})

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
    await expect.poll(() => lines.at(-1), { timeout: 10_000 }).toMatch(/^connected \d+$/)
    expect(lines[0]).toBe('ready')
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
    await expect.poll(() => lines.at(-1), { timeout: 10_000 }).toBe('left at consent')
  })
})
