import { it } from 'vitest'
import { describeInChromium } from '../support/browser.ts'
import { screensIn, useScreens } from './screens.ts'

describeInChromium('shots', (browsers) => {
  const screens = useScreens()
  it('takes them', async () => {
    for (const [w, h, scheme, locale] of [[320, 640, 'light', 'de'], [408, 600, 'dark', 'en']] as const) {
      const page = await (await browsers.open({ viewport: { width: w, height: h }, colorScheme: scheme })).newPage()
      for (const fixture of screensIn(locale)) {
        if (!/^upload|not_listed\/upload/.test(fixture.name)) continue
        await screens().show(page, fixture)
        await page.screenshot({ path: `/tmp/shots/${w}-${fixture.name.replace('/', '_')}.png`, fullPage: true })
      }
    }
  })
})
