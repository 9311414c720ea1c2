import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Person } from '../e2e/person.ts'
import { useWorld } from '../e2e/world.ts'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'

const react = new URL('../../packages/react/', import.meta.url)

/** A client's application: a frame that can be mounted and unmounted, and a button for the dialog. In strict mode. */
const app = `
import { createElement as h, StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { RaccordFrame, useRaccord } from './src/index.ts'
window.told = []
const tell = (name) => (data) => window.told.push([name, data && (data.result ?? data.status)])
const on = { onReady: tell('ready'), onSuccess: tell('success'), onExit: tell('exit') }
function App() {
  const [shown, show] = useState(false)
  const { open, isOpen } = useRaccord()
  return h('div', null,
    h('button', { id: 'frame', onClick: () => show(!shown) }, 'Frame'),
    h('button', { id: 'dialog', onClick: () => open({ url: window.link, ...on }) }, isOpen ? 'Open' : 'Closed'),
    shown && h(RaccordFrame, { url: window.link, ...on }))
}
createRoot(document.querySelector('#app')).render(h(StrictMode, null, h(App)))
`

describeInChromium('@raccord/react in strict mode', (browsers) => {
  const at = useWorld()
  const client = useClientApp()
  let folder = ''
  let bundle = ''

  beforeAll(async () => {
    folder = await mkdtemp(join(react.pathname, 'test-app-'))
    await writeFile(join(folder, 'app.ts'), app.replace('./src/', '../src/'))
    await build({
      configFile: false,
      root: folder,
      logLevel: 'warn',
      // The development build is the one that mounts everything twice.
      define: { 'process.env.NODE_ENV': '"development"' },
      resolve: { conditions: ['source', 'browser', 'import', 'default'] },
      build: { minify: false, lib: { entry: 'app.ts', formats: ['iife'], name: 'app', fileName: () => 'app.js' } },
    })
    bundle = await readFile(join(folder, 'dist', 'app.js'), 'utf8')
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  async function open(link: string) {
    client().put('/app.js', 'text/javascript; charset=utf-8', `window.link=${JSON.stringify(link)};\n${bundle}`)
    client().put(
      '/app',
      'text/html; charset=utf-8',
      '<!doctype html><div id="app"></div><script src="/app.js"></script>',
    )
    const context = await browsers.open({ cookies: 'first-party' })
    const page = await context.newPage()
    await page.goto(`${client().localUrl}/app`)
    const told = () => page.evaluate(() => (window as unknown as { told: unknown[] }).told)
    return { page, told, person: new Person(page, page.frameLocator('iframe')) }
  }

  it('<RaccordFrame> mounted twice at once opens one frame; unmounted it goes quietly; mounted again it goes on', async () => {
    const { link } = await at().link({ expected_account_types: 'OTHER', redirect_url: `${client().localUrl}/back` })
    const { page, told, person } = await open(link)
    await page.click('#frame')
    await person.choosesBank()
    await person.sees('consent')
    expect(await page.locator('iframe').count()).toBe(1)
    await expect.poll(told).toEqual([['ready', undefined]])
    await page.click('#frame')
    expect(await page.locator('iframe').count()).toBe(0)
    await page.click('#frame')
    await person.sees('consent')
    await expect.poll(told).toEqual([
      ['ready', undefined],
      ['ready', undefined],
    ])
    await person.agrees()
    await person.signsInHere()
    await person.finishes()
    await expect.poll(async () => (await told()).at(-1)).toEqual(['success', 'created'])
    expect(await page.locator('iframe').count()).toBe(0)
  })

  it('useRaccord opens a dialog and knows whether it is open', async () => {
    const { link } = await at().link()
    const { page, told, person } = await open(link)
    await page.click('#dialog')
    await person.sees('providers')
    expect(await page.locator('#dialog').textContent()).toBe('Open')
    await page.click('dialog > button')
    await expect.poll(() => page.locator('#dialog').textContent()).toBe('Closed')
    expect((await told()).at(-1)).toEqual(['exit', 'closed'])
  })
})
