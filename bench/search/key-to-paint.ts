import type { Browser } from 'playwright-core'

/** Milliseconds from a key going down to the frame after it being painted, by which key it was. */
export interface KeyTimes {
  /** The first key in a page that was just opened: nothing of the search is compiled yet. */
  readonly cold: number[]
  /** The first letter of each further name. */
  readonly first: number[]
  readonly further: number[]
}

interface Watched {
  paintedAfter?: number
}

/** Opens the page, waits for its index, then types each name letter by letter, `cpu` times slower than this machine. */
export async function keyTimes(
  browser: Browser,
  url: string,
  names: readonly string[],
  cpu: number,
): Promise<KeyTimes> {
  const context = await browser.newContext({ viewport: { width: 408, height: 600 }, isMobile: true, hasTouch: true })
  try {
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    await page.addInitScript(watchKeys)
    await page.goto(url)
    await page.locator('#q').focus()
    await page.waitForLoadState('networkidle')
    // Both sides make their names ready in the background after that.
    await page.waitForTimeout(1_000)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu })
    const press = async (key: string): Promise<number> => {
      await page.evaluate(() => delete (window as Watched).paintedAfter)
      await page.keyboard.press(key)
      const painted = () => (window as Watched).paintedAfter
      const ms = await (await page.waitForFunction(painted, null, { timeout: 30_000 })).jsonValue()
      // Nobody types faster than this: ten letters a second.
      await page.waitForTimeout(100)
      return ms ?? Number.NaN
    }
    const times: KeyTimes = { cold: [], first: [], further: [] }
    for (const [at, name] of names.entries()) {
      const letters = Array.from(name, (letter) => (letter === ' ' ? 'Space' : letter))
      for (const [place, letter] of letters.entries()) {
        const kind = place > 0 ? 'further' : at > 0 ? 'first' : 'cold'
        times[kind].push(await press(letter))
      }
      await page.locator('#q').fill('')
      await page.waitForTimeout(100)
    }
    return times
  } finally {
    await context.close()
  }
}

/** Runs in the page. A message posted in the frame's callback arrives when that frame has been laid out and painted. */
function watchKeys(): void {
  let from = 0
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      from = timeStamp
    },
    true,
  )
  addEventListener(
    'input',
    () => {
      const pressed = from
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => Object.assign(window, { paintedAfter: performance.now() - pressed })
        port2.postMessage(undefined)
      })
    },
    true,
  )
}
