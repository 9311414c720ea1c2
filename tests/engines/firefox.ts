import { type Frame, launch, type Page } from 'puppeteer-core'
import { findProgram } from './find-program.ts'
import type { Cookies, Engine, Place, Tab } from './tab.ts'
import { leaves } from './until.ts'

const path = findProgram('RACCORD_FIREFOX', ['firefox-esr', 'firefox'])

/** `network.cookie.cookieBehavior`: partitioned by the site on top (what it comes with), no foreign ones, none. */
const behaviours: Record<Cookies, number> = { on: 5, 'first-party': 1, off: 2 }

/** Firefox as its distribution ships it, by WebDriver BiDi, which it speaks itself. */
export const firefox: Engine = {
  name: 'Firefox',
  absent: path === undefined ? 'no Firefox (install firefox-esr, or set RACCORD_FIREFOX)' : undefined,
  keepsCookieOfFrame: true,
  knowsItsTabs: true,
  async open(cookies) {
    const browser = await launch({
      browser: 'firefox',
      executablePath: path ?? '',
      defaultViewport: { width: 1000, height: 760 },
      // Only a hang takes as long.
      timeout: 180_000,
      protocolTimeout: 180_000,
      extraPrefsFirefox: { 'network.cookie.cookieBehavior': behaviours[cookies], 'intl.accept_languages': 'en-GB' },
    })
    const known = new Map<Page, Tab>()
    const tabs = async () =>
      (await browser.pages()).map((page) => {
        const tab = known.get(page) ?? tabOf(page, `${known.size}`)
        known.set(page, tab)
        return tab
      })
    const [tab] = await tabs()
    if (!tab) throw new Error('Firefox opened no tab')
    return { tab, tabs, close: () => browser.close() }
  },
}

function tabOf(page: Page, id: string): Tab {
  const at = (place: Place): Frame => {
    const frame = place === 'page' ? page.mainFrame() : page.mainFrame().childFrames()[0]
    if (!frame) throw new Error('no frame')
    return frame
  }
  const found = async (place: Place, selector: string) => {
    const element = await at(place).$(selector.startsWith('//') ? `xpath/${selector}` : selector)
    if (!element) throw new Error(`no ${selector}`)
    return element
  }
  const run = <T>(place: Place, body: string) => at(place).evaluate(`(() => {${body}})()`) as Promise<T>
  return {
    id,
    goto: async (url) => void (await page.goto(url, { timeout: 180_000 })),
    back: () =>
      leaves(
        (body) => run('page', body),
        // What it waits for need not come.
        async () => void page.goBack({ timeout: 180_000 }).catch(() => {}),
      ),
    reload: async () => void (await page.reload({ timeout: 180_000 })),
    address: async () => page.url(),
    run,
    press: async (place, selector) => (await found(place, selector)).click(),
    async write(place, selector, text) {
      const element = await found(place, selector)
      await element.click({ count: 3 })
      await page.keyboard.press('Backspace')
      await element.type(text)
    },
    close: () => page.close(),
  }
}
