import { expect, it } from 'vitest'
import { describeInChromium } from '../support/browser.ts'
import { accessibilityTree } from './accessibility-tree.ts'
import { screensIn, useScreens } from './screens.ts'
import { stillClock } from './still-clock.ts'

describeInChromium('what is said aloud', (browsers) => {
  const screens = useScreens()
  const fixture = (name: string) => {
    const found = screensIn('en').find((each) => each.name === name)
    if (!found) throw new Error(`no fixture ${name}`)
    return found
  }

  it('a countdown is said once, not every second, and can be read at any time', async () => {
    const page = await (await browsers.open()).newPage()
    await stillClock(page)
    await screens().show(page, fixture('offer/counting'))
    await page.clock.runFor(1_000)
    const said = () => page.locator('.countdown [role=status]').textContent()
    await expect.poll(said).toBe('Back to Ma Compta in 8\u00a0s')
    await page.clock.runFor(3_000)
    expect(await page.locator('[role=timer]').textContent()).toMatch(/in 4\u00a0s$/)
    expect(await said()).toBe('Back to Ma Compta in 8\u00a0s')
    expect((await accessibilityTree(page)).filter(({ role }) => role === 'timer')).toHaveLength(1)
  })

  it('the time a bank leaves is said at one minute and at half a minute', async () => {
    const page = await (await browsers.open()).newPage()
    await stillClock(page)
    await screens().show(page, fixture('challenge/approve'))
    const said = () => page.locator('.time [role=status]').textContent()
    await page.clock.runFor(100_000)
    expect(await said()).toBe('')
    await page.clock.runFor(17_000)
    expect(await said()).toBe('Time left: 1:00')
    await page.clock.runFor(30_000)
    expect(await said()).toBe('Time left: 0:30')
  })

  it('figures that come in are said now and then; focus stays; a new screen begins at its question', async () => {
    const page = await (await browsers.open()).newPage()
    await stillClock(page)
    const { gallery, show } = screens()
    const shown = fixture('sync/transactions')
    await show(page, shown)
    let transactions = 421
    const frame = { ...shown.frame, self: '/page?session_id=s', poll: '/poll' }
    gallery.json.set('/poll', () => ({ revision: String(transactions) }))
    gallery.pages.set('/page', () => ({ screen: { ...shown.screen, transactions } as typeof shown.screen, frame }))
    // One look at the journey's revision, and what follows it.
    const look = async () => {
      const answered = page.waitForResponse('**/poll', { timeout: 20_000 }).catch(() => {})
      await page.clock.runFor(1_500)
      await answered
    }
    const drawn = async (count: number) => {
      const current = page.locator('.current', { hasText: `${count} transactions` })
      do await look()
      while (
        !(await current.waitFor({ timeout: 20_000 }).then(
          () => true,
          () => false,
        ))
      )
    }
    const said = () => page.locator('.card > [role=status]').textContent()
    transactions = 500
    await drawn(500)
    await page.clock.runFor(15_000)
    transactions = 800
    await drawn(800)
    await page.clock.runFor(1_000)
    expect(await said()).toMatch(/^800 transactions since/)
    transactions = 801
    await drawn(801)
    await page.clock.runFor(1_000)
    expect(await said()).toMatch(/^800 transactions since/)
    const begun = () => page.evaluate(() => document.activeElement?.tagName)
    expect(await begun()).toBe('H1')
    const next = fixture('success/stopped')
    gallery.pages.set('/page', () => ({ screen: next.screen, frame: { ...next.frame, revision: 'next' } }))
    gallery.json.set('/poll', () => ({ revision: 'next' }))
    await expect
      .poll(async () => {
        await page.clock.runFor(1_000)
        return page.locator('.card').getAttribute('data-kind')
      })
      .toBe('success')
    await expect.poll(begun).toBe('H1')
  })
})
