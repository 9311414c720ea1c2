import { expect, it } from 'vitest'
import { locales } from '../../packages/contract/src/locale.ts'
import { describeInChromium } from '../support/browser.ts'
import { footerProblems } from './footer-problems.ts'
import { layoutProblems } from './layout-problems.ts'
import { oneOfEachKind, screensIn, useScreens } from './screens.ts'

/** 1280 × 1024 at 400 % (WCAG 1.4.10). */
const zoomed = { width: 320, height: 256 }
const sizes = [
  { width: 408, height: 600 },
  { width: 320, height: 640 },
]

describeInChromium('every screen keeps its place', (browsers) => {
  const screens = useScreens()

  it.each(locales)(
    'keeps its button in view, over no field and nothing that is signed; at 320 px and 400 %, with wide spacing, and from right to left, in %s',
    async (locale) => {
      const page = await (await browsers.open({ reducedMotion: 'reduce' })).newPage()
      const found: string[] = []
      for (const fixture of screensIn(locale)) {
        // One visit for all sizes: a person turns her phone as well.
        await page.setViewportSize(zoomed)
        await screens().show(page, fixture)
        for (const size of sizes) {
          await page.setViewportSize(size)
          await page.evaluate(asItCame)
          const problems = await page.evaluate(footerProblems)
          found.push(...problems.map((problem) => `${fixture.name} at ${size.width} × ${size.height}: ${problem}`))
        }
        await page.setViewportSize(zoomed)
        await page.evaluate(asItCame)
        found.push(...(await page.evaluate(layoutProblems)).map((problem) => `${fixture.name} ${problem}`))
      }
      expect(found).toEqual([])
    },
  )

  it.each(['en', 'de'] as const)('moves nothing under a finger when its script comes late, in %s', async (locale) => {
    const page = await (await browsers.open({ reducedMotion: 'reduce' })).newPage()
    let release = () => {}
    let held = Promise.resolve()
    await page.route('**/*.js', async (route) => {
      await held
      await route.continue()
    })
    const found: string[] = []
    for (const fixture of screensIn(locale)) {
      held = new Promise((resolve) => {
        release = resolve
      })
      const shown = screens().show(page, fixture)
      await page.waitForFunction(noteWhereThingsAre)
      release()
      await shown
      found.push(...(await page.evaluate(movedSince)).map((problem) => `${fixture.name}: ${problem}`))
    }
    expect(found).toEqual([])
  })

  it('keeps the button where it is when the time for another code begins to run', async () => {
    const page = await (await browsers.open()).newPage()
    const button = () => page.locator('.button').evaluate((element) => element.getBoundingClientRect().top)
    const label = () => page.locator('[data-enhance=resend] button').innerText()
    const found: string[] = []
    for (const locale of locales)
      for (const size of sizes) {
        await page.setViewportSize(size)
        const fixture = screensIn(locale).find(({ name }) => name === 'challenge/otp_offered')
        if (!fixture) throw new Error('no code within an offer')
        await screens().show(page, fixture)
        const before = await button()
        await expect.poll(label).toMatch(/\d/)
        const moved = (await button()) - before
        if (moved !== 0) found.push(`by ${moved} px in ${locale} at ${size.width}`)
      }
    expect(found).toEqual([])
  })

  it('moves where that explains something, and keeps still for those who ask', async () => {
    const page = await (await browsers.open({ reducedMotion: 'no-preference' })).newPage()
    const fixture = oneOfEachKind('en').find(({ screen }) => screen.kind === 'working')
    if (!fixture) throw new Error('no screen that waits')
    await screens().show(page, fixture)
    const moving = () => page.evaluate(() => document.getAnimations().length)
    expect(await moving()).toBeGreaterThan(0)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    expect(await moving()).toBe(0)
  })

  it('keeps edges of what can be pressed, and codes that can be read, in forced colours', async () => {
    const page = await (await browsers.open({ forcedColors: 'active', colorScheme: 'dark' })).newPage()
    const found: string[] = []
    for (const fixture of oneOfEachKind('en')) {
      await screens().show(page, fixture)
      for (const problem of await page.evaluate(lostInForcedColours)) found.push(`${fixture.name}: ${problem}`)
    }
    expect(found).toEqual([])
  })
})

/** Runs in the page: nothing focused or scrolled yet, but what the page itself focuses. */
function asItCame(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  document.querySelector<HTMLElement>('[autofocus]')?.focus({ preventScroll: true })
  scrollTo(0, 0)
}

type Noted = typeof globalThis & { noted?: Map<HTMLElement, DOMRect> }

/** Runs in the page, again and again: the whole page is there, its script is not yet. */
function noteWhereThingsAre(): boolean {
  const drawn = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].every(({ sheet }) => sheet)
  if (!drawn || !document.querySelector('footer .operator') || document.readyState === 'loading') return false
  const pressed = [...document.querySelectorAll<HTMLElement>('a, button, input, select, summary, label')]
  const seen = pressed.filter((element) => element.checkVisibility() && !element.matches('.sr'))
  ;(globalThis as Noted).noted = new Map(seen.map((element) => [element, element.getBoundingClientRect()]))
  return true
}

/** Runs in the page. */
function movedSince(): string[] {
  const noted = [...((globalThis as Noted).noted ?? [])]
  if (noted.length === 0) return document.querySelector('a, button') ? ['nothing was noted before its script came'] : []
  return noted.flatMap(([element, before]) => {
    if (!element.isConnected || !element.checkVisibility()) return []
    const { top, left } = element.getBoundingClientRect()
    const [down, aside] = [Math.round(top - before.top), Math.round(left - before.left)]
    const name = element.id || element.textContent?.trim().slice(0, 30)
    return Math.abs(down) > 1 || Math.abs(aside) > 1 ? [`“${name}” moves by ${aside}, ${down}`] : []
  })
}

/** Runs in the page. */
function lostInForcedColours(): string[] {
  const found: string[] = []
  for (const element of document.querySelectorAll<HTMLElement>('.button, .tiles button, .numbers button, input')) {
    const { borderStyle, appearance } = getComputedStyle(element)
    if (!element.checkVisibility() || element.matches('.sr') || appearance === 'auto') continue
    if (borderStyle === 'none') found.push(`“${element.textContent || element.id}” has no edge`)
  }
  for (const code of document.querySelectorAll('svg[role=img], .picture img')) {
    if (getComputedStyle(code).forcedColorAdjust !== 'none') found.push('a code loses its colours')
  }
  return found
}
