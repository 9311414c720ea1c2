import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { locales } from '@raccord/contract'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixturesIn } from '../src/fixtures.ts'
import { noBrowser, sharedBrowser } from './chromium.ts'
import { type Gallery, openGallery } from './gallery.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

// Once for all pages of a context, and run in the page: @axe-core/playwright loads it anew and opens a tab for every look.
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

function judge(page: Page, options: RunOptions): Promise<AxeResults['violations']> {
  return page.evaluate(async (asked) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    return (await axe.run(asked)).violations
  }, options)
}

describe.skipIf(noBrowser)('every screen, light and dark', () => {
  let browser: Browser
  let gallery: Gallery
  beforeAll(async () => {
    gallery = await openGallery()
    browser = await sharedBrowser()
  })
  afterAll(async () => {
    await gallery?.close()
  })

  it('would be told: the judge finds a picture without words and a grey on grey', async () => {
    const context = await browser.newContext()
    await context.addInitScript(axeSource)
    const page = await context.newPage()
    await page.goto(gallery.origin)
    await page.setContent(
      '<html lang="en"><title>t</title><main><h1>t</h1><img src="/x"><p style="color:#aaa">text</p>',
    )
    await page.evaluate(axeSource)
    const found = await judge(page, { runOnly: tags, resultTypes: ['violations'] })
    expect(found.map(({ id }) => id).sort()).toEqual(['color-contrast', 'image-alt'])
    await context.close()
  })

  it.each(locales)('has no accessibility violation and breaks no policy in %s', async (locale) => {
    const context = await browser.newContext({
      viewport: { width: 408, height: 600 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
    })
    await context.addInitScript(axeSource)
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
    page.on('pageerror', (error) => complaints.push(String(error)))
    for (const { name, screen, frame } of fixturesIn(locale)) {
      // Leaves at once: nothing to look at.
      if (screen.kind === 'leaving') continue
      gallery.json.set('/poll', () => ({ revision: frame.revision }))
      gallery.pages.set('/page', () => ({ screen, frame: { ...frame, self: '/page?session_id=s', poll: '/poll' } }))
      await page.goto(`${gallery.origin}/page`)
      // What sticks covers parts of fields until one comes to them: targets are judged without it.
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync('footer{position:static!important}')
        document.adoptedStyleSheets = [sheet]
      })
      const light = await judge(page, { runOnly: tags, resultTypes: ['violations'] })
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
      // The dark scheme differs in colours alone.
      const dark = await judge(page, {
        runOnly: { type: 'rule', values: ['color-contrast'] },
        resultTypes: ['violations'],
      })
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      const found = [...light, ...dark].map(
        ({ id, nodes }) => `${name}: ${id} ${nodes.map(({ html }) => html).join(' ')}`,
      )
      expect(found).toEqual([])
      const spill = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(spill, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
    }
    expect(complaints).toEqual([])
    await context.close()
  })
})
