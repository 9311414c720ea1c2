import { expect, it } from 'vitest'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { connectionOf, opening } from './opening.ts'
import { Person } from './person.ts'
import { useWorld } from './world.ts'

const quick = { expected_account_types: 'PAYMENT', congrats_bypass_delay: '0' }

describeInChromium('parameters of the widget', (browsers) => {
  const at = useWorld()
  const client = useClientApp()
  const opens = opening(browsers, at)

  it('[flow.terms-screen] consent: what, for how long, for whom; another bank may be chosen', async () => {
    const { person } = await opens()
    await person.choosesBank('Raccord Test Bank Classic')
    await person.sees('consent')
    const text = (await person.find('main').textContent()) ?? ''
    expect(text).toContain('Raccord Test Bank Classic')
    expect(text).toContain('Accounts, balances and transactions')
    expect(text).toContain('current accounts, savings accounts, loans and cards')
    const until = new Date(Date.now() + 180 * 86_400_000)
    expect(text).toContain(String(until.getUTCFullYear()))
    await person.does('choose_other')
    await person.choosesBank()
    await person.sees('consent')
  })

  it('[new.terms_header] [new.terms_body] consent: the client’s own words as plain text, beneath the fixed lines', async () => {
    const { person } = await opens({
      terms_header: 'Our <b>terms</b>',
      terms_body: 'First line\nSecond <script>alert(1)</script> line',
    })
    await person.choosesBank()
    await person.sees('consent')
    const terms = person.find('.terms')
    expect(await terms.textContent()).toContain('Our <b>terms</b>')
    expect(await terms.textContent()).toContain('First line\nSecond <script>alert(1)</script> line')
    expect(await terms.locator('b, script').count()).toBe(0)
    expect(await person.find('main').textContent()).toContain('Accounts, balances and transactions')
    await person.agreesByPhone()
  })

  it('[new.terms_body-empty] consent: an empty terms_body skips the screen', async () => {
    const { person } = await opens({ terms_body: '' })
    await person.choosesBank()
    await person.sees('redirect')
  })

  it('auto_sync=false: the consent is for once, and so is the connection', async () => {
    const { user, person } = await opens({ ...quick, auto_sync: 'false' })
    await person.choosesBank()
    await person.sees('consent')
    expect(await person.find('main').textContent()).toContain('Once, today')
    await person.agrees()
    await person.signsInAtBank()
    await person.sees('success')
    const [connection] = await at().api.connections(user)
    expect(connection?.auto_sync).toBe(false)
  })

  for (const javaScriptEnabled of [true, false]) {
    it(`consent_per_account: two of three${javaScriptEnabled ? '' : ', JavaScript off'}`, async () => {
      browsers.expectConsole(/status of 422/)
      const { user, person } = await opens({ ...quick, consent_per_account: 'true' }, { javaScriptEnabled })
      await person.choosesBank('Raccord Test Bank Classic')
      await person.agrees()
      await person.signsInHere()
      await person.sees('accounts')
      const boxes = person.find('input[name=account]')
      expect(await boxes.count()).toBe(3)
      for (const box of await boxes.all()) await box.uncheck()
      await person.does('accounts')
      await person.find('[href="#accounts"]').waitFor()
      expect(await at().api.accounts(user)).toEqual([])
      await boxes.nth(0).check()
      await boxes.nth(2).check()
      const chosen = await person
        .find('input[name=account]:checked')
        .evaluateAll((inputs) => (inputs as HTMLInputElement[]).map(({ value }) => value))
      await person.does('accounts')
      await person.sees('success')
      const accounts = await at().api.accounts(user)
      expect(accounts.map(({ id }) => id).sort()).toEqual(chosen.sort())
      const seen = new Set((await at().api.transactionsByPage(user, 500)).map(({ account_id }) => account_id))
      expect([...seen].sort()).toEqual(chosen.sort())
      const [connection] = await at().api.connections(user)
      expect(connection?.consent_per_account).toBe(true)
      expect(connection?.channels.find(({ mode }) => mode === 'EMBEDDED')?.eligible_account_count).toBe(3)
    })
  }

  for (const javaScriptEnabled of [true, false])
    it(`consent_per_account: chosen at the bank, not asked again${javaScriptEnabled ? '' : ', JavaScript off'}`, async () => {
      const back = `${client().url}/chosen-there`
      const parameters = { consent_per_account: 'true', redirect_url: back, congrats_bypass_delay: '900' }
      const { user, person, page } = await opens(parameters, { javaScriptEnabled })
      await person.goesToBank()
      await person.triesAtBank({ login: 'dev' })
      const boxes = page.locator('input[type=checkbox][name=account]')
      await boxes.first().waitFor()
      const offered = await boxes.count()
      await boxes.first().uncheck()
      await page.locator('button[value=approve]').click()
      await person.sees('offer')
      await person.find('[role=timer]').waitFor()
      await person.does('offer_decline')
      await person.sees('success')
      expect((await at().api.accounts(user)).length).toBe(offered - 1)
      const [connection] = await at().api.connections(user)
      expect(connection?.consent_per_account).toBe(true)
      expect((await at().api.transactionsByPage(user, 500)).length).toBeGreaterThan(0)
    })

  it('consent_per_account on both ways: one choice among all', async () => {
    const { user, person } = await opens({ consent_per_account: 'true' })
    await person.connectsByRedirect()
    await person.sees('offer')
    await person.does('offer_accept')
    await person.signsInHere()
    await person.sees('accounts')
    expect(await person.find('input[name=account]').count()).toBe(5)
    await person.find('input[name=account]').nth(1).uncheck()
    await person.does('accounts')
    await person.sees('success')
    expect((await at().api.accounts(user)).length).toBe(4)
  })

  for (const javaScriptEnabled of [true, false])
    it(`two banks, one return${javaScriptEnabled ? '' : ', JavaScript off'}`, async () => {
      const back = `${client().url}/several`
      const parameters = { several_connections: 'true', expected_account_types: 'PAYMENT', redirect_url: back }
      const { user, person, page } = await opens(parameters, { javaScriptEnabled })
      await person.connectsByRedirect()
      await person.sees('success')
      await person.does('another_bank')
      await person.choosesBank('Raccord Test Bank Classic')
      await person.agrees()
      await person.signsInHere()
      await person.sees('success')
      await person.does('another_bank')
      await person.sees('providers')
      await person.does('no_other_bank')
      await person.finishes()
      await page.waitForURL(`${back}?**`)
      const ids = (await at().api.connections(user)).map(({ id }) => id)
      expect(ids.length).toBe(2)
      expect(new URL(page.url()).searchParams.get('connection_id')?.split(',').sort()).toEqual(ids.sort())
    })

  it('without several_connections one bank is the end', async () => {
    const { person } = await opens({ ...quick, congrats_bypass_delay: '900' })
    await person.connectsByRedirect()
    await person.sees('success')
    expect(await person.find('input[value=another_bank]').count()).toBe(0)
  })

  it('wait_sync_end=false lets the person go while the data are still coming', async () => {
    const { user, person } = await opens({ ...quick, wait_sync_end: 'false', congrats_bypass_delay: '900' })
    await person.connectsByRedirect({ login: 'slow' })
    await person.sees('success')
    expect(await connectionOf(at(), user)).toMatchObject({ status: 'RUNNING', REDIRECT: 'RUNNING' })
    expect(await person.find('main').textContent()).toContain('still arriving')
    await expect.poll(() => connectionOf(at(), user)).toMatchObject({ status: 'SUCCESS' })
  })

  it('wait_sync_end (default) keeps him until the last transaction is in', async () => {
    const { user, person } = await opens({ ...quick, congrats_bypass_delay: '900' })
    await person.connectsByRedirect({ login: 'many' })
    await person.sees('sync')
    await person.sees('success')
    expect(await connectionOf(at(), user)).toMatchObject({ status: 'SUCCESS' })
    expect(await person.find('main').textContent()).toContain('10,000 transactions')
  })

  it('[new.congrats_bypass_delay] congrats_bypass_delay=0 goes on at once', async () => {
    const { person, page } = await opens({ ...quick, redirect_url: `${client().url}/at-once` })
    await person.connectsByRedirect()
    await page.waitForURL(`${client().url}/at-once?**`)
  })

  for (const javaScriptEnabled of [true, false]) {
    it(`congrats_bypass_delay is five seconds by default${javaScriptEnabled ? '' : ', JavaScript off'}`, async () => {
      const redirect_url = `${client().url}/after-five`
      const { api } = at()
      const link = await api.widgetLink(await api.newUser(), { expected_account_types: 'PAYMENT', redirect_url })
      const page = await (await browsers.open({ javaScriptEnabled })).newPage()
      const announced: string[] = []
      page.on('response', async (answer) => {
        const html = answer.request().isNavigationRequest() ? await answer.text().catch(() => '') : ''
        const timer = /role="timer"[^>]*>([^<]*)</.exec(html)?.[1]
        if (timer) announced.push(timer)
      })
      await page.goto(link)
      await new Person(page).connectsByRedirect()
      // By itself, whether or not somebody has looked at the last screen in time.
      await page.waitForURL(`${redirect_url}?**`)
      expect(announced.at(-1)).toMatch(/in 5\u00a0s$/)
    })
  }

  it('"Stop" ends that countdown', async () => {
    const { person, page } = await opens({
      expected_account_types: 'PAYMENT',
      redirect_url: `${client().url}/stopped`,
      congrats_bypass_delay: '240',
    })
    await person.connectsByRedirect()
    await person.sees('success')
    await person.does('success_stop')
    await person.find('[role=timer]').waitFor({ state: 'detached' })
    await page.clock.install()
    await page.reload()
    await page.clock.fastForward('05:00')
    await person.sees('success')
    expect(client().visits.filter((visit) => visit.startsWith('/stopped'))).toEqual([])
    await person.finishes()
    await page.waitForURL(`${client().url}/stopped?**`)
  })

  it('redirect_url keeps its own query and fragment; our names in it are replaced', async () => {
    const { user, person, page } = await opens({
      ...quick,
      redirect_url: `${client().url}/back?a=1&status=forged&b=x%20y&connection_id=7&result=deleted#here`,
    })
    await person.connectsByRedirect()
    await page.waitForURL(`${client().url}/back?**`)
    const [connection] = await at().api.connections(user)
    const url = new URL(page.url())
    expect(url.search).toBe(`?a=1&b=x%20y&status=success&result=created&connection_id=${connection?.id}`)
    expect(url.hash).toBe('#here')
  })

  it('without redirect_url the way ends on the widget’s own /success', async () => {
    const { person, page } = await opens(quick)
    await person.connectsByRedirect()
    await person.finishes()
    await person.sees('done')
    expect(page.url()).toBe(`${at().world.url}/success`)
  })

  for (const [parameter, value] of [
    ['redirect_url', 'https://elsewhere.example/'],
    ['redirect_url', 'javascript:alert(1)'],
    ['cancel_url', 'http://user:pw@127.0.0.1/'],
    ['expected_account_types', 'EVERYTHING'],
    ['consent_per_account', 'perhaps'],
  ] as const) {
    it(`${parameter}=${value} is refused with a clear page`, async () => {
      browsers.expectConsole(/status of 400/)
      const { person } = await opens({ [parameter]: value })
      await person.sees('error')
      expect(await person.title()).toBe('This link is not set up correctly')
      expect(await person.find('main').textContent()).toContain(parameter)
    })
  }

  it('[new.favorite_providers] [new.countries] provider_id skips the list, favourites come first, countries filter it', async () => {
    const direct = await opens({ provider_id: '102' })
    await direct.person.sees('consent')
    const favourites = await opens({ favorite_providers: '103,102' })
    await favourites.person.sees('providers')
    expect(await favourites.person.find('#favourites button').evaluateAll(values)).toEqual(['103', '102'])
    const filtered = await opens({ countries: 'ES' })
    await filtered.person.sees('providers')
    expect(await filtered.person.find('.banks button').count()).toBe(0)
  })

  for (const javaScriptEnabled of [true, false]) {
    const by = javaScriptEnabled ? '' : ', JavaScript off'

    it(`the search forgives a slip, and "my bank isn’t listed" says what to try${by}`, async () => {
      const { person, page } = await opens({}, { javaScriptEnabled })
      await person.sees('providers')
      await person.find('#q').fill('racord clasic')
      if (!javaScriptEnabled) await person.find('search button').click()
      await expect.poll(() => person.find('.banks button:visible').evaluateAll(values)).toEqual(['102'])
      await person.find('footer a.quiet').click()
      await person.sees('not_listed')
      await person.find('footer a.button').click()
      await person.sees('providers')
      await page.goBack()
      await person.sees('not_listed')
    })

    const steps: readonly [string, (person: Person) => Promise<void>, string][] = [
      ['the bank list', (person) => person.sees('providers'), 'providers'],
      [
        'the consent',
        async (person) => {
          await person.choosesBank()
          await person.sees('consent')
        },
        'consent',
      ],
      [
        'the departure',
        async (person) => {
          await person.choosesBank()
          await person.agreesByPhone()
        },
        'redirect',
      ],
      [
        'the credentials',
        async (person) => {
          await person.choosesBank('Raccord Test Bank Classic')
          await person.agrees()
          await person.sees('credentials')
        },
        'credentials',
      ],
      [
        'the code',
        async (person) => {
          await person.choosesBank('Raccord Test Bank Classic')
          await person.agrees()
          await person.signsInHere({ login: 'otp' })
          await person.sees('challenge')
        },
        'challenge',
      ],
      [
        'an error',
        async (person) => {
          await person.choosesBank('Raccord Test Bank Classic')
          await person.agrees()
          await person.signsInHere({ login: 'blocked' })
          await person.sees('error')
        },
        'error',
      ],
    ]
    for (const [name, reach, step] of steps) {
      it(`cancel at ${name}${by}`, async () => {
        const cancel = `${client().url}/cancelled`
        const { user, person, page } = await opens({ cancel_url: `${cancel}?order=5` }, { javaScriptEnabled })
        await reach(person)
        await person.does('cancel')
        await page.waitForURL(`${cancel}?**`)
        expect(new URL(page.url()).search).toBe(`?order=5&status=cancelled&step=${step}`)
        expect(await at().api.connections(user)).toEqual([])
      })
    }
  }

  it('cancel at the account choice: what was authorised is revoked at the bank', async () => {
    const parameters = { ...quick, consent_per_account: 'true', cancel_url: `${client().url}/cancelled` }
    const { user, person, page } = await opens(parameters)
    await person.choosesBank('Raccord Test Bank Classic')
    await person.agrees()
    await person.signsInHere()
    await person.sees('accounts')
    const last = (await at().world.bank.consents()).at(-1)
    expect(last?.status).toBe('valid')
    await person.does('cancel')
    await page.waitForURL(`${client().url}/cancelled?**`)
    expect(new URL(page.url()).search).toBe('?status=cancelled&step=accounts')
    expect(await at().api.connections(user)).toEqual([])
    await expect
      .poll(async () => (await at().world.bank.consents()).find(({ id }) => id === last?.id)?.status)
      .toBe('terminatedByTpp')
  })

  it('[new.cancel_url] without cancel_url no screen draws a way to cancel', async () => {
    const { person } = await opens()
    const none = async () => expect(await person.find('input[value=cancel]').count()).toBe(0)
    await person.sees('providers')
    await none()
    await person.choosesBank('Raccord Test Bank Classic')
    await person.sees('consent')
    await none()
    await person.agrees()
    await person.sees('credentials')
    await none()
  })
})

function values(buttons: Element[]): string[] {
  return (buttons as HTMLButtonElement[]).map(({ value }) => value)
}
