import type { Page } from 'playwright-core'

/** Stops the page's clock, of this page and those that follow it: time passes by `clock.runFor` alone, however slow the machine is. */
export async function stillClock(page: Page): Promise<void> {
  await page.clock.install({ time: 0 })
  await page.clock.pauseAt(1_000)
}
