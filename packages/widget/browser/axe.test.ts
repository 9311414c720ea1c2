import { AxeBuilder } from '@axe-core/playwright'
import { locales } from '@raccord/contract'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixturesIn } from '../src/fixtures.ts'
import { launchBrowser, noBrowser } from './chromium.ts'
import { type Gallery, openGallery } from './gallery.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

describe.skipIf(noBrowser)('every screen, light and dark', () => {
  let browser: Browser
  let gallery: Gallery
  beforeAll(async () => {
    gallery = await openGallery()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await gallery?.close()
  })

  it.each(locales)(
    'has no accessibility violation and breaks no policy in %s',
    { timeout: 240_000 },
    async (locale) => {
      const context = await browser.newContext({
        viewport: { width: 408, height: 600 },
        colorScheme: 'light',
        reducedMotion: 'reduce',
      })
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
        const light = await new AxeBuilder({ page }).withTags(tags).analyze()
        await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
        // The dark scheme differs in colours alone.
        const dark = await new AxeBuilder({ page }).withRules('color-contrast').analyze()
        await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
        const found = [...light.violations, ...dark.violations].map(
          ({ id, nodes }) => `${name}: ${id} ${nodes.map(({ html }) => html).join(' ')}`,
        )
        expect(found).toEqual([])
        const spill = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(spill, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
      }
      expect(complaints).toEqual([])
      await context.close()
    },
  )
})
