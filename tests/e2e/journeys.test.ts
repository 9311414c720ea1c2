import { expect, it } from 'vitest'
import type { ApiUser } from '../support/api-client.ts'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { connectionOf, opening, typesOf } from './opening.ts'
import { useWorld } from './world.ts'

describeInChromium('whole journeys', (browsers) => {
  const at = useWorld({ database: 'pglite' })
  const hurried = useWorld({ env: { RACCORD_OFFER_SECONDS: '3' } })
  const client = useClientApp()

  const opens = opening(browsers, at)
  const channels = (user: ApiUser) => connectionOf(at(), user)
  const types = (user: ApiUser) => typesOf(at(), user)

  for (const javaScriptEnabled of [true, false]) {
    const by = javaScriptEnabled ? '' : ', JavaScript off'

    it(`[flow.redirect-then-embedded] [value.ALL] ALL: the bank's site, then the offered sign-in, and back to the client${by}`, async () => {
      const back = `${client().url}/back-all${javaScriptEnabled}`
      const { user, person, page } = await opens({ redirect_url: back }, { javaScriptEnabled })
      await person.connectsByRedirect()
      await person.sees('offer')
      await person.does('offer_accept')
      await person.signsInHere()
      await person.finishes()
      await page.waitForURL(`${back}?**`)
      const [connection] = await at().api.connections(user)
      expect(new URL(page.url()).search).toBe(`?status=success&result=created&connection_id=${connection?.id}`)
      expect(await channels(user)).toEqual({ status: 'SUCCESS', REDIRECT: 'SUCCESS', EMBEDDED: 'SUCCESS' })
      expect(await types(user)).toEqual(['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD', 'LOAN', 'SAVINGS'])
    })

    it(`[flow.redirect-then-embedded] ALL: the offer is passed over when its time is up${by}`, async () => {
      const opensHurried = opening(browsers, hurried)
      const { user, person, page } = await opensHurried(
        { redirect_url: `${client().url}/back`, congrats_bypass_delay: '1' },
        { javaScriptEnabled },
      )
      await person.connectsByRedirect()
      await page.waitForURL(`${client().url}/back?status=success**`)
      expect(await connectionOf(hurried(), user)).toEqual({ status: 'SUCCESS', REDIRECT: 'SUCCESS', EMBEDDED: 'EMPTY' })
      expect(await typesOf(hurried(), user)).toEqual(['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD'])
    })

    it(`ALL: "Not now"${by}`, async () => {
      const { user, person } = await opens({}, { javaScriptEnabled })
      await person.connectsByRedirect()
      await person.sees('offer')
      await person.does('offer_decline')
      await person.sees('success')
      expect(await channels(user)).toEqual({ status: 'SUCCESS', REDIRECT: 'SUCCESS', EMBEDDED: 'EMPTY' })
    })

    it(`[value.PAYMENT] PAYMENT: current accounts and cards, nothing offered${by}`, async () => {
      const { user, person } = await opens({ expected_account_types: 'PAYMENT' }, { javaScriptEnabled })
      await person.connectsByRedirect()
      await person.sees('success')
      expect(await channels(user)).toEqual({ status: 'SUCCESS', REDIRECT: 'SUCCESS', EMBEDDED: 'EMPTY' })
      expect(await types(user)).toEqual(['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD'])
    })

    it(`[value.OTHER] OTHER: savings and loans by signing in here, with the bank's code${by}`, async () => {
      const { user, person } = await opens({ expected_account_types: 'OTHER' }, { javaScriptEnabled })
      await person.choosesBank()
      await person.agrees()
      await person.signsInHere({ login: 'otp' })
      await person.entersCode('123456')
      await person.sees('success')
      expect(await channels(user)).toEqual({ status: 'SUCCESS', REDIRECT: 'EMPTY', EMBEDDED: 'SUCCESS' })
      expect(await types(user)).toEqual(['LOAN', 'SAVINGS'])
    })
  }

  it('ALL with the bank asking for a code on both ways', async () => {
    const { user, person } = await opens()
    await person.connectsByRedirect({ login: 'otp', otp: '123456' })
    await person.sees('offer')
    await person.does('offer_accept')
    await person.signsInHere({ login: 'otp' })
    await person.entersCode('123456')
    await person.sees('success')
    expect(await types(user)).toEqual(['CHECKINGS', 'LOAN', 'SAVINGS'])
  })

  it('ALL: choosing how the code comes, of several ways', async () => {
    const { user, person } = await opens({ expected_account_types: 'OTHER' })
    await person.choosesBank()
    await person.agrees()
    await person.signsInHere({ login: 'methods' })
    await person.sees('challenge')
    expect(await person.find('input[type=radio]').count()).toBe(4)
    await person.find('input[type=radio]').nth(1).check()
    await person.does('challenge')
    await person.find('input#answer.code').waitFor()
    await person.entersCode('246810')
    await person.sees('success')
    expect(await types(user)).toEqual(['LOAN', 'SAVINGS'])
  })

  it('ALL: "Stop" ends the countdown of the offer, which can still be accepted', async () => {
    const { user, person, page } = await opens()
    await person.connectsByRedirect()
    await person.sees('offer')
    await person.find('[role=timer]').waitFor()
    await page.clock.install()
    await person.does('offer_stop')
    await person.find('[role=timer]').waitFor({ state: 'detached' })
    await page.clock.fastForward('05:00')
    await page.reload()
    await person.sees('offer')
    expect(await person.find('[role=timer]').count()).toBe(0)
    await person.does('offer_accept')
    await person.signsInHere()
    await person.sees('success')
    expect(await channels(user)).toMatchObject({ EMBEDDED: 'SUCCESS' })
  })

  it('a refusal of the offered step leaves the connection good', async () => {
    const { user, person } = await opens({ redirect_url: `${client().url}/back` })
    await person.connectsByRedirect()
    await person.sees('offer')
    await person.does('offer_accept')
    await person.signsInHere({ login: 'blocked' })
    await person.sees('error')
    await person.does('offer_decline')
    await person.sees('success')
    expect(await channels(user)).toEqual({ status: 'SUCCESS', REDIRECT: 'SUCCESS', EMBEDDED: 'EMPTY' })
  })

  it('the offered step may be left half way: on the form, and when a code is asked', async () => {
    const { user, person } = await opens()
    await person.connectsByRedirect()
    await person.sees('offer')
    await person.does('offer_accept')
    await person.sees('credentials')
    await person.does('offer_decline')
    await person.sees('success')
    expect(await channels(user)).toEqual({ status: 'SUCCESS', REDIRECT: 'SUCCESS', EMBEDDED: 'EMPTY' })
    const other = await opens()
    await other.person.connectsByRedirect()
    await other.person.sees('offer')
    await other.person.does('offer_accept')
    await other.person.signsInHere({ login: 'otp' })
    await other.person.sees('challenge')
    await other.person.does('offer_decline')
    await other.person.sees('success')
    expect(await channels(other.user)).toEqual({ status: 'SUCCESS', REDIRECT: 'SUCCESS', EMBEDDED: 'EMPTY' })
  })

  it('REDIRECT only: one way to everything it has', async () => {
    const { user, person } = await opens()
    await person.connectsByRedirect({}, 'Raccord Test Bank Direct')
    await person.sees('success')
    const [connection] = await at().api.connections(user)
    expect(connection?.channels.map(({ channel_definition_id }) => channel_definition_id)).toEqual(['10101'])
    expect(await types(user)).toEqual(['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD'])
  })

  it('REDIRECT only: OTHER is said to be unavailable, on the row and when it is chosen', async () => {
    const { person } = await opens({ expected_account_types: 'OTHER' })
    await person.sees('providers')
    expect(await person.find('#banks button:has-text("Thornbridge")').textContent()).toContain('Does not offer')
    await person.find('#banks button:has-text("Thornbridge")').click()
    await person.sees('error')
    await person.does('choose_other')
    await person.sees('providers')
  })

  for (const [expected, wanted] of [
    ['ALL', ['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD', 'LOAN', 'SAVINGS']],
    ['PAYMENT', ['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD']],
    ['OTHER', ['LOAN', 'SAVINGS']],
  ] as const) {
    it(`[value.embedded-only] EMBEDDED only, ${expected}: filtered by type`, async () => {
      const { user, person } = await opens({ expected_account_types: expected })
      await person.choosesBank('Raccord Test Bank Classic')
      await person.agrees()
      await person.signsInHere()
      await person.sees('success')
      expect(await types(user)).toEqual(wanted)
    })
  }

  it('a bank that signs people in by OAuth', async () => {
    const { user, person } = await opens()
    await person.connectsByRedirect({ login: 'otp', otp: '123456' }, 'Raccord Test Bank OAuth')
    await person.sees('success')
    expect(await types(user)).toEqual(['CHECKINGS'])
  })

  it('a bank with two consents in a row: two trips, each announced', async () => {
    const { user, person } = await opens()
    await person.connectsByRedirect({}, 'Raccord Test Bank Two Steps')
    await person.sees('redirect')
    expect(await person.find('.card').textContent()).toContain('in 2 steps. This is step 2')
    await person.leavesForBank()
    await person.signsInAtBank()
    await person.sees('success')
    expect(await channels(user)).toEqual({ status: 'SUCCESS', REDIRECT: 'SUCCESS' })
    // Cards would take two consents more, as at the banks this one stands for.
    expect(await types(user)).toEqual(['CHECKINGS', 'CHECKINGS'])
    expect((await at().api.transactionsByPage(user, 500)).length).toBeGreaterThan(10)
  })

  for (const javaScriptEnabled of [true, false]) {
    it(`cookies off${javaScriptEnabled ? '' : ' and JavaScript off'}: finished by saying that it is oneself`, async () => {
      const back = `${client().url}/cookieless${javaScriptEnabled}`
      const { user, person, page } = await opens({ redirect_url: back }, { cookies: 'off', javaScriptEnabled })
      await person.connectsByRedirect()
      await person.sees('confirm_owner')
      await person.does('owner_yes')
      await person.sees('offer')
      await person.does('offer_accept')
      await person.signsInHere()
      await person.finishes()
      await page.waitForURL(`${back}?**`)
      expect(await types(user)).toEqual(['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD', 'LOAN', 'SAVINGS'])
    })
  }

  for (const [locale, wanted, titles] of [
    ['fr-FR', 'fr', ['Choisissez votre banque', 'Votre accord']],
    ['en-GB', 'en', ['Choose your bank', 'Your consent']],
    ['it-IT', 'it', ['Scelga la sua banca', 'Il suo consenso']],
    ['es-ES', 'es', ['Elija su banco', 'Su consentimiento']],
    ['de-AT', 'de', ['Wählen Sie Ihre Bank', 'Ihre Zustimmung']],
    ['pt-PT', 'en', ['Choose your bank', 'Your consent']],
  ] as const) {
    it(`a browser in ${locale} is answered in ${wanted} on every screen`, async () => {
      const { person, page } = await opens({}, { locale })
      const seen: string[] = []
      const look = async () => {
        expect(await page.locator('html').getAttribute('lang')).toBe(wanted)
        seen.push(await person.title())
      }
      await person.sees('providers')
      await look()
      await person.choosesBank()
      await person.sees('consent')
      await look()
      expect(seen).toEqual(titles)
      await person.agreesByPhone()
      await look()
      await person.leavesForBank()
      await person.signsInAtBank()
      await person.sees('offer')
      await look()
      await person.does('offer_accept')
      await person.sees('credentials')
      await look()
      await person.signsInHere({ login: 'otp' })
      await person.sees('challenge')
      await look()
      await person.entersCode('123456')
      await person.sees('success')
      await look()
      // The screen after the bank keeps its title.
      expect(new Set(seen).size).toBe(6)
    })
  }

  it('[new.locale] the parameter decides the language, not the browser', async () => {
    const { page } = await opens({ locale: 'it_IT' }, { locale: 'fr-FR' })
    expect(await page.locator('html').getAttribute('lang')).toBe('it')
  })
})
