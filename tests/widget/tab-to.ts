import type { Page } from 'playwright-core'

/** By Tab, as a reader without a mouse finds it. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return
  }
  throw new Error(`Tab never comes to ${selector}`)
}
