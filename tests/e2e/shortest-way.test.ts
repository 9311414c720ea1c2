import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { opening } from './opening.ts'
import type { Person } from './person.ts'
import { useWorld } from './world.ts'

/** What a person has before him and what he presses, of ours, from the list of banks until he is back at the client. */
interface Counted {
  readonly screens: string[]
  presses: number
}

/** The one screen after the bank, in its three states. */
const grows = ['offer', 'sync', 'success']

/** Pages that lead on by themselves are none that anybody has to read; one that is drawn again counts once. */
function counting(page: Page, origin: string): Counted {
  const counted: Counted = { screens: [], presses: 0 }
  page.on('request', (request) => {
    const ours = new URL(request.url()).origin === origin
    // The countdown sends this one by itself.
    const unasked = request.postData()?.includes('do=offer_decline')
    if (ours && request.method() === 'POST' && request.isNavigationRequest() && !unasked) counted.presses += 1
  })
  page.on('response', async (response) => {
    const ours = new URL(response.url()).origin === origin && response.request().isNavigationRequest()
    if (!ours || response.status() !== 200 || response.headers()['refresh'] !== undefined) return
    const kind = /data-kind="([a-z_]+)"/.exec(await response.text().catch(() => ''))?.[1]
    if (kind === undefined || kind === 'working') return
    const screen = grows.includes(kind) ? 'after the bank' : kind
    if (counted.screens.at(-1) !== screen) counted.screens.push(screen)
  })
  return counted
}

/** A bank behind the tile of its network takes one press more. */
const byRedirect = (login = 'dev', presses = 2) => ({
  screens: ['providers', 'consent', 'after the bank'],
  presses,
  walk: async (person: Person, bank: string) => {
    await person.connectsByRedirect(login === 'dev' ? {} : { login, otp: '123456' }, bank)
  },
})
const bySigningIn = {
  screens: ['providers', 'consent', 'credentials', 'after the bank'],
  presses: 3,
  walk: async (person: Person, bank: string) => {
    await person.choosesBank(bank)
    await person.agrees()
    await person.signsInHere()
  },
}

describeInChromium('the shortest way', (browsers) => {
  const at = useWorld({ env: { RACCORD_OFFER_SECONDS: '2' } })
  const client = useClientApp()
  const opens = opening(browsers, at)

  for (const javaScriptEnabled of [true, false])
    it.each([
      ['its own site, and nothing to add', 'Thornbridge Bank', byRedirect()],
      ['its own site, and savings offered: he says nothing', 'Raccord Test Bank', byRedirect()],
      ['its own site, by OAuth and with a code there', 'Raccord Test Bank OAuth', byRedirect('otp', 3)],
      ['a form here', 'Société Galet', bySigningIn],
    ] as const)(`a bank with %s${javaScriptEnabled ? '' : ', JavaScript off'}`, async (_kind, bank, way) => {
      const parameters = { redirect_url: `${client().url}/back`, congrats_bypass_delay: '1' }
      const { person, page } = await opens(parameters, { javaScriptEnabled })
      const counted = counting(page, new URL(page.url()).origin)
      // The list was there before anybody counted.
      counted.screens.push('providers')
      await way.walk(person, bank)
      await page.waitForURL(`${client().url}/back?status=success**`)
      await expect.poll(() => counted).toEqual({ screens: way.screens, presses: way.presses })
    })
})
