import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { strollThrough } from '../durability/support/person.ts'
import { PlainBrowser } from '../durability/support/plain-browser.ts'
import { describeInChromium } from '../support/browser.ts'
import { type RunningProcess, startProcess } from '../support/child-process.ts'
import { type RaccordWorld, startWorld } from '../support/raccord-process.ts'

const root = join(import.meta.dirname, '..', '..')

// Next itself, 100 MB with a compiler for each platform, is not here: its handlers are functions of the platform's Request and Response.
describeInChromium('the example with Next', (browsers) => {
  const folder = mkdtempSync(join(tmpdir(), 'raccord-next-'))
  const app = join(folder, 'next')
  let world: RaccordWorld
  let shop: RunningProcess
  beforeAll(async () => {
    cpSync(join(root, 'examples', 'next'), app, { recursive: true })
    const built = join(folder, 'built')
    execFileSync(process.execPath, [join(root, 'scripts', 'build-packages.mjs'), built], { stdio: 'pipe' })
    for (const name of ['sdk', 'react']) {
      const into = join(app, 'node_modules', '@raccord', name)
      mkdirSync(into, { recursive: true })
      execFileSync('tar', ['-xzf', join(built, `raccord-${name}-1.0.0.tgz`), '-C', into, '--strip-components=1'])
    }
    mkdirSync(join(app, 'node_modules', '@types'))
    for (const name of [
      'react',
      'react-dom',
      '@types/react',
      '@types/react-dom',
      '@types/node',
      'undici-types',
      'csstype',
    ])
      symlinkSync(join(root, 'node_modules', name), join(app, 'node_modules', name))
    world = await startWorld({ env: { RACCORD_OFFER_SECONDS: '900' } })
    shop = await startProcess('tests/examples/next-router.ts', { RACCORD_URL: world.url }, /ready: (\S+)/, [app])
  })
  afterAll(async () => {
    await Promise.all([shop?.stop(), world?.stop()])
    rmSync(folder, { recursive: true, force: true })
  })

  it('has the types that the packages and React give it', () => {
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', app], { encoding: 'utf8' })
    expect([status, stdout]).toEqual([0, ''])
  })

  it('leads to the widget and back by its handlers, shows accounts, and believes webhooks of its own alone', async () => {
    const out = await fetch(`${shop.url}/connect`, { method: 'POST', redirect: 'manual' })
    expect(out.status).toBe(303)
    const cookie = out.headers.get('set-cookie')?.split(';')[0] ?? ''
    const link = out.headers.get('location') ?? ''
    expect(new URL(link).searchParams.get('redirect_url')).toBe(`${shop.url}/accounts`)
    const person = { login: 'success', password: 'success', otp: '', configurationUrl: '', provider: '101' }
    await strollThrough(new PlainBrowser(), link, person)
    const accounts = async () => (await fetch(`${shop.url}/accounts`, { headers: { cookie } })).text()
    await expect.poll(accounts).toMatch(/<li>.+ EUR<\/li>/)
    await expect.poll(async () => (await fetch(`${shop.url}/told`)).json()).toContain('connection_created')
    const forged = { 'webhook-id': '1', 'webhook-timestamp': String(Math.floor(Date.now() / 1000)) }
    const headers = { ...forged, 'webhook-signature': 'v1,AAAA' }
    const refused = await fetch(`${shop.url}/webhook`, { method: 'POST', headers, body: '{"id":"9","type":"x"}' })
    expect(refused.status).toBe(400)
    expect((await fetch(`${shop.url}/accounts`, { redirect: 'manual' })).status).toBe(303)
  })

  it('opens the widget over its page by the component', async () => {
    const page = await (await browsers.open({ viewport: { width: 1000, height: 800 } })).newPage()
    await page.goto(shop.url)
    // Before it is hydrated the button leads there itself.
    await expect
      .poll(() => page.evaluate(() => Object.keys(document.querySelector('form') ?? {}).length))
      .toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Connect my bank' }).click()
    const frame = page.frameLocator('iframe')
    await frame.locator('main').waitFor()
    expect(new URL((await page.locator('iframe').first().getAttribute('src')) ?? '').origin).toBe(world.url)
    expect(page.url()).toBe(`${shop.url}/`)
  })
})
