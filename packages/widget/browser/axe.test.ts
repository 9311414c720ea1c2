import { locales } from '@raccord/contract'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixturesIn } from '../src/fixtures.ts'
import { noBrowser, sharedBrowser } from './chromium.ts'
import { type Gallery, openGallery } from './gallery.ts'
import { bringsAxe, violationsOf } from './judge.ts'

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
    const page = await context.newPage()
    await page.goto(gallery.origin)
    await page.setContent(
      '<html lang="en"><title>t</title><main><h1>t</h1><img src="/x"><p style="color:#aaa">text</p>',
    )
    const found = (await violationsOf(page)).map((line) => line.split(':')[0])
    expect(found.sort()).toEqual(['color-contrast', 'image-alt'])
    expect(await violationsOf(page, 'words')).toHaveLength(1)
    expect(await violationsOf(page, 'colours')).toHaveLength(1)
    await context.close()
  })

  it.each(locales)('has no accessibility violation and breaks no policy in %s', async (locale) => {
    const context = await browser.newContext({
      viewport: { width: 408, height: 600 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    await bringsAxe(page)
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
      const found = await violationsOf(page, locale === locales[0] ? 'all' : 'words')
      if (locale === locales[0]) {
        await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
        found.push(...(await violationsOf(page, 'colours')))
        await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      }
      expect(found, name).toEqual([])
      const spill = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(spill, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
    }
    expect(complaints).toEqual([])
    await context.close()
  })
})
