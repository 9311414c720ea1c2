import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeInChromium } from '../support/browser.ts'
import { screensIn, useScreens } from './screens.ts'

describeInChromium('the height that a frame asks for', (browsers) => {
  const screens = useScreens()

  it('is that of what is there, on every screen', async () => {
    const { gallery } = screens()
    const page = await (await browsers.open({ viewport: { width: 408, height: 900 } })).newPage()
    const found: string[] = []
    for (const { name, screen, frame } of screensIn('fr')) {
      const events = {
        origins: [gallery.origin],
        envelope: { source: 'raccord', v: 1, session_id_hash: '00', journey: name },
        list: [],
      } as const
      const shown = { ...frame, action: '/page', self: '/page?session_id=s', poll: '/poll', events }
      gallery.pages.set('/page', () => ({ screen, frame: shown }))
      gallery.json.set('/poll', () => ({ revision: shown.revision }))
      await page.goto(`${gallery.origin}/blank`)
      const told = await page.evaluate(firstHeight)
      const needed = await neededHeight(page)
      // The air under what is read.
      if (told < needed || told > needed + 24) found.push(`${name} asks for ${told} and needs ${needed}`)
    }
    expect(found).toEqual([])
  })
})

/** Runs in the host page: frames the widget, and hears how high it wants to be. */
function firstHeight(): Promise<number> {
  return new Promise((heard) => {
    addEventListener('message', ({ data }) => data?.type === 'resize' && heard(data.height))
    const frame = document.createElement('iframe')
    frame.src = '/page'
    frame.style.cssText = 'border:0;width:408px;height:800px'
    document.body.append(frame)
  })
}

/** Of the card, where nothing stretches it. */
async function neededHeight(page: Page): Promise<number> {
  const inside = page.frames()[1]
  if (!inside) throw new Error('there is no frame')
  return inside.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('.card{min-block-size:0!important}main{flex:none!important}')
    document.adoptedStyleSheets = [sheet]
    return Math.floor(document.querySelector('.card')?.getBoundingClientRect().height ?? 0)
  })
}
