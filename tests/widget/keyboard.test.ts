import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeInChromium } from '../support/browser.ts'
import { accessibilityTree } from './accessibility-tree.ts'
import { oneOfEachKind, screensIn, useScreens } from './screens.ts'

describeInChromium('every screen by keyboard alone', (browsers) => {
  const screens = useScreens()

  it('begins where it should, says what is wrong, is walked by Tab from top to bottom, in sight, and sent by Enter and by Space', async () => {
    const page = await (await browsers.open()).newPage()
    const found: string[] = []
    for (const fixture of screensIn('fr')) {
      await screens().show(page, fixture)
      const problems = [
        ...(await page.evaluate(wrongBeginning)),
        ...(await page.evaluate(fieldsUnderFooter)),
        ...(await unsaid(page)),
        ...(await walk(page)),
        ...(await pressPrimary(page)),
      ]
      found.push(...problems.map((problem) => `${fixture.name}: ${problem}`))
    }
    expect(found).toEqual([])
  })

  it('is walked all the same without JavaScript', async () => {
    const page = await (await browsers.open({ javaScriptEnabled: false })).newPage()
    const found: string[] = []
    for (const fixture of oneOfEachKind('en')) {
      await screens().show(page, fixture)
      found.push(...(await walk(page)).map((problem) => `${fixture.name}: ${problem}`))
    }
    expect(found).toEqual([])
  })
})

/** What stopped a form is said in one alert, and each of its sentences with its field; what changes by itself has a region. */
async function unsaid(page: Page): Promise<string[]> {
  const found: string[] = []
  const tree = await accessibilityTree(page)
  const alerts = tree.filter(({ role }) => role === 'alert')
  const sentences = await page.locator('.danger a').allInnerTexts()
  for (const { name, description } of tree.filter(({ invalid }) => invalid)) {
    if (alerts.length !== 1) found.push(`“${name}” is wrong, and ${alerts.length} alerts say so`)
    if (!sentences.some((sentence) => description.includes(sentence)))
      found.push(`“${name}” is wrong, and is described as “${description}”`)
  }
  // One that comes together with its text is not heard.
  const live = page.locator('[data-enhance=live], [data-enhance=countdown], [data-enhance=search]')
  const regions = await page.locator('[role=status]').count()
  if ((await live.count()) > 0 && regions === 0) found.push('changes by itself, without a live region')
  return found
}

/** By Tab through all there is, and on: nothing is left out, holds on to focus, or is focused out of sight. */
async function walk(page: Page): Promise<string[]> {
  const expected = await page.evaluate(tabStops)
  const found: string[] = []
  const visited: string[] = []
  // Two more: past the last stop focus leaves the page, and comes in again at the top.
  for (let step = 0; step < expected.length + 2; step++) {
    await page.keyboard.press('Tab')
    const { stop, problems } = await page.evaluate(lookAtFocus)
    if (stop === undefined) continue
    visited.push(stop)
    found.push(...problems)
  }
  // The walk may have begun in the middle.
  const rounds = [...expected, ...expected].join('\n')
  const missing = expected.filter((stop) => !visited.includes(stop))
  if (missing.length > 0) found.push(`never reached: ${missing.join(', ')}`)
  if (!rounds.includes(visited.slice(0, expected.length).join('\n'))) found.push(`visited ${visited.join(', ')}`)
  return found
}

/** The primary action answers Enter, and Space where it is a button. */
async function pressPrimary(page: Page): Promise<string[]> {
  const kind = await page.evaluate(() => {
    const primary = document.querySelector<HTMLElement>('.button')
    const count = (event: Event) => {
      event.preventDefault()
      document.body.dataset['pressed'] = String(Number(document.body.dataset['pressed'] ?? 0) + 1)
    }
    addEventListener('submit', count)
    if (primary?.tagName === 'A') primary.addEventListener('click', count)
    primary?.focus()
    return primary?.tagName
  })
  if (kind === undefined) return []
  await page.keyboard.press('Enter')
  if (kind === 'BUTTON') await page.keyboard.press('Space')
  const pressed = await page.evaluate(() => Number(document.body.dataset['pressed']))
  return pressed === (kind === 'BUTTON' ? 2 : 1) ? [] : [`the primary action heard ${pressed} of its keys`]
}

// What follows runs in the page.

/** What Tab must visit: all that works and is there, in the order of the document; of a group of radios the chosen one. */
function tabStops(): string[] {
  const all = [...document.querySelectorAll<HTMLElement>('*')]
  const positive = all.filter(({ tabIndex }) => tabIndex > 0)
  if (positive.length > 0) throw new Error('a tabindex above 0')
  return all.flatMap((element, index) => {
    const works = element.tabIndex === 0 && !(element as HTMLButtonElement).disabled && element.checkVisibility()
    const other = element instanceof HTMLInputElement && element.type === 'radio' && !element.checked
    if (!works || other) return []
    element.dataset['stop'] = `${index} ${element.tagName} ${element.textContent?.trim().slice(0, 30) || element.id}`
    return [element.dataset['stop']]
  })
}

function lookAtFocus(): { stop: string | undefined; problems: string[] } {
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement) || focused === document.body) return { stop: undefined, problems: [] }
  const stop = focused.dataset['stop'] ?? `${focused.tagName} ${focused.id}`
  const problems: string[] = []
  // A control that is drawn by its label shows its focus there.
  const shown = focused.matches('.sr') ? (focused as HTMLInputElement).labels?.[0] : focused
  if (!shown) return { stop, problems: [`${stop} is not drawn`] }
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(shown)
  if (outlineStyle !== 'solid' || Number.parseFloat(outlineWidth) < 2 || /, 0\)/.test(outlineColor))
    problems.push(`${stop} does not show its focus`)
  const { left, right, top, bottom } = shown.getBoundingClientRect()
  if (top < -1 || bottom > innerHeight + 1) problems.push(`${stop} is focused out of sight`)
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
  const seen = hit && (shown.contains(hit) || hit.contains(shown) || hit.closest('label')?.contains(shown))
  if (!seen) problems.push(`${stop} is covered by ${hit?.tagName} ${hit?.className}`)
  return { stop, problems }
}

/** Errors first, then the question; the list of banks begins in its search field. */
function wrongBeginning(): string[] {
  const kind = document.querySelector<HTMLElement>('.card')?.dataset['kind']
  const wanted = document.querySelector(kind === 'providers' ? '#q' : '[role=alert]:not([hidden])')
  const focused = document.activeElement
  return focused === (wanted ?? document.querySelector('h1')) ? [] : [`begins at ${focused?.tagName} ${focused?.id}`]
}

function fieldsUnderFooter(): string[] {
  const footer = document.querySelector('footer')?.getBoundingClientRect()
  const fields = [...document.querySelectorAll<HTMLElement>('.field :is(input, select)')]
  // Where something stopped the form that is read first; a picture comes before what is read off it.
  if (document.querySelector('.danger, .picture, .flicker')) return []
  return fields.flatMap((field) => {
    const { top, bottom } = field.getBoundingClientRect()
    // A form of many fields is read from its first; the others come with scrolling.
    const covered = footer && bottom > footer.top && top < footer.bottom && field === fields[0]
    return covered ? [`${field.id} lies under the button`] : []
  })
}
