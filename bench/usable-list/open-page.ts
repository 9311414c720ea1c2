import type { Browser } from 'playwright-core'

/** A phone in a train: DevTools' “Slow 4G”, and a processor four times slower than this one. */
export const slow = { latencyMs: 562.5, downKbit: 1_440, upKbit: 675, cpu: 4 }

export interface Opening {
  /** Milliseconds from the navigation until a bank whose name contains `expected` heads the list. */
  readonly ms: number
  /** Headers and bodies of all answers, as they were sent. */
  readonly bytes: number
}

/** One first visit with an empty cache. `typed`, if any, is in the search box as soon as there is one. */
export async function openPage(browser: Browser, url: string, expected: string, typed?: string): Promise<Opening> {
  const context = await browser.newContext({ viewport: { width: 408, height: 600 }, isMobile: true, hasTouch: true })
  try {
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    await cdp.send('Network.enable')
    let bytes = 0
    cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
    })
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: slow.latencyMs,
      downloadThroughput: (slow.downKbit * 1000) / 8,
      uploadThroughput: (slow.upKbit * 1000) / 8,
    })
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: slow.cpu })
    await page.addInitScript((wanted) => {
      // Looked at in each frame, and the frame after it: what is in the document is on the glass by then.
      const look = () => {
        const found = document.querySelector('#banks button')?.textContent?.includes(wanted)
        requestAnimationFrame(found ? () => Object.assign(window, { seenAt: performance.now() }) : look)
      }
      requestAnimationFrame(look)
    }, expected)
    await page.goto(url, { waitUntil: 'commit' })
    if (typed !== undefined) {
      await page.locator('#q').focus()
      await page.keyboard.insertText(typed)
    }
    const seenAt = () => (window as unknown as { seenAt?: number }).seenAt
    await page.waitForFunction(seenAt, null, { timeout: 60_000 })
    return { ms: (await page.evaluate(seenAt)) ?? Number.NaN, bytes }
  } finally {
    await context.close()
  }
}
