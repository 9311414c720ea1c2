import { expect, it } from 'vitest'
import type { Screen } from '../../packages/contract/src/screens.ts'
import { describeInChromium } from '../support/browser.ts'
import { screensIn, useScreens } from './screens.ts'
import { stillClock } from './still-clock.ts'
import { tabTo } from './tab-to.ts'

describeInChromium('time that can be had', (browsers) => {
  const screens = useScreens()
  const fixture = (name: string) => {
    const found = screensIn('en').find((each) => each.name === name)
    if (!found) throw new Error(`no fixture ${name}`)
    return found
  }

  it('says before a session ends that it will, keeps it at one press, and gives the place back', async () => {
    const page = await (await browsers.open()).newPage()
    await stillClock(page)
    const shown = fixture('credentials/usual')
    let asked = 0
    await screens().show(page, shown, { idleSeconds: 1740 })
    screens().gallery.json.set('/poll', () => ({ revision: String(asked++) }))
    const notice = page.locator('.idle')
    await page.locator('#f_login').focus()
    for (const round of [1, 2]) {
      await page.clock.fastForward(1_619_000)
      expect(await notice.isVisible()).toBe(false)
      await page.clock.fastForward(1_500)
      expect(await notice.isVisible()).toBe(true)
      expect(await notice.getAttribute('role')).toBe('alert')
      await tabTo(page, '.idle button')
      await page.keyboard.press('Enter')
      await notice.waitFor({ state: 'hidden' })
      expect(asked).toBe(round)
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('f_login')
    }
  })

  for (const javaScriptEnabled of [true, false]) {
    it.each([
      ['success/counting', 'success_stop'],
      ['offer/counting', 'offer_stop'],
    ])(
      `stops the countdown of %s by keyboard, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`,
      async (name, action) => {
        const page = await (await browsers.open({ javaScriptEnabled })).newPage()
        const { gallery, show } = screens()
        const { screen, frame } = fixture(name)
        // Long enough for whoever is slow.
        const patient = { ...screen, ...(screen.kind === 'offer' ? { skipInSeconds: 900 } : { goInSeconds: 900 }) }
        await show(page, { name, frame, screen: patient as Screen })
        gallery.posted.length = 0
        await tabTo(page, '.countdown button')
        await page.keyboard.press('Space')
        await expect.poll(() => gallery.posted.map((body) => body.get('do'))).toEqual([action])
        expect(new URL(page.url()).pathname).toBe('/page')
      },
    )
  }
})
