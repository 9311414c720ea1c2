import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { Builder, By, Capabilities, type WebDriver } from 'selenium-webdriver'
import { freePort } from '../support/free-port.ts'
import { startDisplay, xvfb } from './display.ts'
import { findProgram } from './find-program.ts'
import type { Cookies, Engine, Place, Tab } from './tab.ts'
import { leaves, until } from './until.ts'

const driverPath = findProgram('RACCORD_WEBKIT_DRIVER', ['WebKitWebDriver'])
/** The browser that comes with the library. */
const browserPath =
  process.env['RACCORD_WEBKIT_BROWSER'] ?? globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser').toSorted().at(-1)

const policies: Record<Cookies, string> = { on: 'always', 'first-party': 'no-third-party', off: 'never' }

/** WebKitGTK, by the classic WebDriver: its own driver speaks nothing else. */
export const webkit: Engine = {
  name: 'WebKitGTK',
  absent:
    driverPath === undefined || browserPath === undefined
      ? 'no WebKitGTK driver (install webkit2gtk-driver, or set RACCORD_WEBKIT_DRIVER and RACCORD_WEBKIT_BROWSER)'
      : xvfb === undefined
        ? 'no Xvfb, which WebKitGTK draws on (install xvfb)'
        : undefined,
  keepsCookieOfFrame: false,
  knowsItsTabs: false,
  async open(cookies) {
    const display = await startDisplay()
    const port = await freePort()
    // Ends with this process, however that ends.
    const child = spawn('setpriv', ['--pdeathsig=TERM', driverPath ?? '', `--port=${port}`], {
      stdio: 'ignore',
      env: { ...process.env, DISPLAY: display.name, GDK_BACKEND: 'x11', LANGUAGE: 'en_GB', LIBGL_ALWAYS_SOFTWARE: '1' },
    })
    const exited = once(child, 'exit')
    const driver = await connect(port, cookies)
    const known = new Map<string, Tab>()
    const tabs = async () =>
      (await driver.getAllWindowHandles()).map((handle) => {
        const tab = known.get(handle) ?? tabOf(driver, handle)
        known.set(handle, tab)
        return tab
      })
    const [tab] = await tabs()
    if (!tab) throw new Error('WebKitGTK opened no window')
    return {
      tab,
      tabs,
      async close() {
        await driver.quit().catch(() => {})
        child.kill()
        await exited
        await display.stop()
      },
    }
  },
}

async function connect(port: number, cookies: Cookies): Promise<WebDriver> {
  const url = `http://127.0.0.1:${port}`
  await until(
    () => fetch(`${url}/status`).then(({ ok }) => ok),
    () => 'the driver of WebKitGTK does not listen',
  )
  const capabilities = new Capabilities()
    .set('browserName', 'MiniBrowser')
    // It waits for a `load` that a page out of the back-forward cache never has.
    .set('pageLoadStrategy', 'none')
    .set('webkitgtk:browserOptions', {
      binary: browserPath,
      args: ['--automation', `--cookies-policy=${policies[cookies]}`],
    })
  const driver = await new Builder().usingServer(url).withCapabilities(capabilities).build()
  await driver.manage().window().setRect({ x: 0, y: 0, width: 1000, height: 800 })
  // The answer of a frame that goes meanwhile is lost: it is asked again.
  await driver.manage().setTimeouts({ pageLoad: 180_000, script: 5_000 })
  return driver
}

function tabOf(driver: WebDriver, id: string): Tab {
  /** The driver has one window and one frame that everything is about. */
  const go = async (place: Place): Promise<void> => {
    await driver.switchTo().window(id)
    await driver.switchTo().defaultContent()
    if (place === 'frame') await driver.switchTo().frame(0)
  }
  const found = async (place: Place, selector: string) => {
    await go(place)
    return driver.findElement(selector.startsWith('//') ? By.xpath(selector) : By.css(selector))
  }
  const run = async <T>(place: Place, body: string): Promise<T> => {
    await go(place)
    return driver.executeScript<T>(body)
  }
  const onTop = (body: string) => run('page', body)
  return {
    id,
    goto: (url) => leaves(onTop, () => driver.get(url)),
    back: () => leaves(onTop, () => driver.navigate().back()),
    reload: () => leaves(onTop, () => driver.navigate().refresh()),
    async address() {
      await go('page')
      return driver.getCurrentUrl()
    },
    run,
    press: async (place, selector) => (await found(place, selector)).click(),
    async write(place, selector, text) {
      const element = await found(place, selector)
      await element.clear()
      await element.sendKeys(text)
    },
    async close() {
      await go('page')
      await driver.close()
    },
  }
}
