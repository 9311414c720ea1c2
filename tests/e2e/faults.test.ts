import { expect, it } from 'vitest'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { describePostgres } from '../support/databases.ts'
import { onServer } from '../support/postgres-template.ts'
import { opening, typesOf } from './opening.ts'
import { useWorld } from './world.ts'

describeInChromium('what goes wrong on the way', (browsers) => {
  // A bank that gives no answers is paused for everybody.
  const at = useWorld({ alone: true })
  const client = useClientApp()
  const opens = opening(browsers, at)

  it('a wrong password here is said beside the form; the right one goes on', async () => {
    const { user, person } = await opens({ expected_account_types: 'OTHER' })
    await person.choosesBank()
    await person.agrees()
    await person.signsInHere({ password: 'wrong' })
    await person.find('[role=alert], .summary, .errors').first().waitFor()
    await person.sees('credentials')
    expect(await person.find('#f_password').inputValue()).toBe('')
    expect(await person.find('#f_login').inputValue()).toBe('dev')
    expect(await person.find('main').textContent()).toContain('Your bank did not accept these details')
    await person.signsInHere()
    await person.sees('success')
    expect(await typesOf(at(), user)).toEqual(['LOAN', 'SAVINGS'])
  })

  it('an empty form is sent to no bank', async () => {
    browsers.expectConsole(/status of 422/)
    const { person } = await opens({ expected_account_types: 'OTHER' })
    await person.choosesBank()
    await person.agrees()
    await person.sees('credentials')
    const before = (await at().world.bank.consents()).length
    await person.does('credentials')
    await person.find('.danger').waitFor()
    expect(await person.find('.field.wrong').count()).toBe(2)
    expect((await at().world.bank.consents()).length).toBe(before)
    await person.signsInHere()
    await person.sees('success')
  })

  it('a wrong password at the bank, then the right one', async () => {
    browsers.expectConsole(/status of 4\d\d/)
    const { person, page } = await opens({ expected_account_types: 'PAYMENT' })
    await person.goesToBank()
    await person.triesAtBank({ password: 'wrong' })
    await page.locator('.summary').waitFor()
    await person.signsInAtBank()
    await person.sees('success')
  })

  it('a wrong code here, then the right one', async () => {
    const { user, person } = await opens({ expected_account_types: 'OTHER' })
    await person.choosesBank()
    await person.agrees()
    await person.signsInHere({ login: 'otp' })
    await person.entersCode('000000')
    await person.find('.danger').waitFor()
    expect(await person.find('main').textContent()).toContain('That code was not accepted')
    await person.entersCode('123456')
    await person.sees('success')
    expect(await typesOf(at(), user)).toEqual(['LOAN', 'SAVINGS'])
  })

  it('too many wrong codes here: the bank ends it, and the person starts again', async () => {
    const { user, person } = await opens({ expected_account_types: 'OTHER' })
    await person.choosesBank()
    await person.agrees()
    await person.signsInHere({ login: 'letters' })
    await person.entersCode('AAAAAA')
    await person.find('.danger').waitFor()
    await person.entersCode('BBBBBB')
    await person.sees('error')
    expect(await person.title()).toBe('That code was not accepted')
    expect(await at().api.connections(user)).toEqual([])
    await person.does('retry')
    await person.signsInHere({ login: 'otp' })
    await person.entersCode('123456')
    await person.sees('success')
  })

  it('a wrong code at the bank, then the right one', async () => {
    browsers.expectConsole(/status of 4\d\d/)
    const { person, page } = await opens({ expected_account_types: 'PAYMENT' })
    await person.goesToBank()
    await person.signsInAtBank({ login: 'otp', otp: '000000' })
    await page.locator('.summary').waitFor()
    await person.entersOtpAtBank('123456')
    await person.sees('success')
  })

  it('too many wrong codes at the bank', async () => {
    browsers.expectConsole(/status of 4\d\d/)
    const { user, person, page } = await opens({ redirect_url: `${client().url}/back` })
    await person.goesToBank()
    await person.signsInAtBank({ login: 'letters', otp: 'AAAAAA' })
    await page.locator('.summary').waitFor()
    await person.entersOtpAtBank('BBBBBB')
    await page.locator('a.button').click()
    await person.sees('error')
    expect(await at().api.connections(user)).toEqual([])
  })

  for (const [where, login] of [
    ['on its first page', undefined],
    ['at the very end', 'refuse'],
  ] as const) {
    it(`the person (or the bank) refuses at the bank ${where}: nothing is kept, and he may try again`, async () => {
      const { user, person, page } = await opens({ redirect_url: `${client().url}/refused` })
      await person.goesToBank()
      if (login) await person.signsInAtBank({ login })
      else await page.locator('button[value=refuse]').click()
      await person.sees('error')
      expect(await person.title()).toBe('Access was not given')
      expect(await at().api.connections(user)).toEqual([])
      const back = await person.find('a[data-leave]').getAttribute('href')
      expect(back).toBe(`${client().url}/refused?status=error&error=refused_at_bank&step=redirect`)
      await person.does('retry')
      await person.leavesForBank()
      await person.signsInAtBank()
      await person.sees('offer')
    })
  }

  for (const [login, title] of [
    ['down', 'Your bank is not answering'],
    ['blocked', 'Your bank needs something from you first'],
    ['expired', 'Your bank wants you to change your password'],
  ] as const) {
    it(`${login}: signing in here says whose turn it is`, async () => {
      const { user, person } = await opens({ expected_account_types: 'OTHER' })
      await person.choosesBank()
      await person.agrees()
      await person.signsInHere({ login })
      await person.sees('error')
      expect(await person.title()).toBe(title)
      expect(await person.find('footer').locator('button, a').count()).toBeGreaterThan(0)
      expect(await at().api.connections(user)).toEqual([])
      await person.does('retry')
      await person.sees('credentials')
    })
  }

  for (const [login, error] of [
    ['down', 'bank_unavailable'],
    ['blocked', 'action_needed_at_bank'],
  ] as const) {
    it(`${login}: said by the bank on its own page, and here when the person is back`, async () => {
      browsers.expectConsole(/status of [45]\d\d/)
      const { user, person, page } = await opens({ redirect_url: `${client().url}/back` })
      await person.goesToBank()
      await person.triesAtBank({ login })
      await page.locator('a.button').click()
      await person.sees('error')
      // The bank's redirect may not say why; what is told to the client is then the refusal.
      const back = new URL((await person.find('a[data-leave]').getAttribute('href')) ?? '')
      expect([error, 'refused_at_bank']).toContain(back.searchParams.get('error'))
      expect(await at().api.connections(user)).toEqual([])
    })
  }

  it('a bank that drops its answers half way: the connection is good, the data partly missing', async () => {
    const { user, person } = await opens({ expected_account_types: 'PAYMENT' })
    await person.connectsByRedirect({ login: 'garbage' })
    await person.sees('success')
    expect(await person.find('main').textContent()).toContain('Part of the data could not be read')
    expect(await typesOf(at(), user)).toEqual(['CHECKINGS'])
  })

  it('a bank that fails twice while it is read, and recovers', async () => {
    const { user, person } = await opens({ expected_account_types: 'PAYMENT' })
    await person.connectsByRedirect({ login: 'hiccup' })
    await person.sees('success')
    expect((await at().api.transactionsByPage(user, 100)).length).toBeGreaterThan(0)
  })

  it('types that nobody can read are named, the others connected', async () => {
    const { user, person } = await opens()
    await person.choosesBank('Raccord Test Bank Classic')
    await person.agrees()
    await person.signsInHere({ login: 'unsupported' })
    await person.sees('success')
    expect(await person.find('main').textContent()).toContain('2 accounts cannot be read here')
    expect(await typesOf(at(), user)).toEqual(['CHECKINGS'])
  })

  it('no account at all: said, and another bank may be chosen', async () => {
    const { user, person } = await opens({ expected_account_types: 'OTHER' })
    await person.choosesBank()
    await person.agrees()
    await person.signsInHere({ login: 'empty' })
    await person.sees('error')
    expect(await person.title()).toBe('No account can be read at this bank')
    await person.does('choose_other')
    await person.sees('providers')
    expect(await at().api.connections(user)).toEqual([])
  })

  it('accounts without a transaction are connected all the same', async () => {
    const { user, person } = await opens({ expected_account_types: 'PAYMENT' })
    await person.connectsByRedirect({ login: 'quiet' })
    await person.sees('success')
    expect(await typesOf(at(), user)).toEqual(['CHECKINGS'])
    expect(await at().api.transactionsByPage(user, 100)).toEqual([])
  })

  it('no account by redirect, savings offered: what is there gets connected', async () => {
    const { user, person } = await opens()
    await person.connectsByRedirect({ login: 'savingsonly' })
    await person.sees('offer')
    await person.does('offer_accept')
    await person.signsInHere({ login: 'savingsonly' })
    await person.sees('success')
    expect(await typesOf(at(), user)).toEqual(['LOAN', 'SAVINGS'])
  })

  it('an unknown, a broken and a missing session are told the same', async () => {
    browsers.expectConsole(/status of 410/)
    const context = await browsers.open()
    const page = await context.newPage()
    const texts: (string | null)[] = []
    for (const query of [`?session_id=${'x'.repeat(32)}`, '?session_id=%00', '']) {
      const answer = await page.goto(`${at().world.url}/v2.1/widget/add_connection${query}`)
      expect(answer?.status()).toBe(410)
      texts.push(await page.locator('h1').textContent())
    }
    expect(new Set(texts)).toEqual(new Set(['This page has expired']))
  })

  it('what is no page is said with a page to a browser, and with JSON to a program', async () => {
    const ask = async (path: string, accept: string) => {
      const { status, headers } = await fetch(`${at().world.url}${path}`, { headers: { accept } })
      return [status, headers.get('content-type')?.split(';')[0]]
    }
    for (const path of ['/v2.1/widget/add_conection', '/widget/nothing/here']) {
      expect(await ask(path, 'text/html,*/*')).toEqual([404, 'text/html'])
      expect(await ask(path, 'application/json')).toEqual([404, 'application/json'])
    }
  })

  it('a session whose terms were opened elsewhere belongs to that browser, and has not expired', async () => {
    const { link } = await at().link()
    const terms = link.replace('/v2.1/widget/add_connection', '/widget/terms')
    expect((await fetch(terms)).status).toBe(200)
    const elsewhere = await fetch(link)
    expect(elsewhere.status).toBe(200)
    expect(await elsewhere.text()).toContain('data-kind="unbound"')
  })
})

describeInChromium('a bank that is not there', (browsers) => {
  // A bank that gives no answers is paused for everybody.
  const at = useWorld({ alone: true })
  const opens = opening(browsers, at)

  it('is said on both ways, and the bank list stays within reach', async () => {
    const { user, person } = await opens({ expected_account_types: 'PAYMENT' })
    await person.choosesBank()
    await person.sees('consent')
    await at().world.bank.stop()
    await person.agrees()
    await person.sees('error')
    expect(await person.title()).toBe('Your bank is not answering')
    await person.does('retry')
    await person.sees('error')
    await person.does('choose_other')
    await person.choosesBank('Raccord Test Bank Classic')
    await person.agrees()
    await person.signsInHere()
    await person.sees('error')
    expect(await person.title()).toBe('Your bank is not answering')
    expect(await at().api.connections(user)).toEqual([])
  })
})

// Nobody waits half an hour here: the session is aged where it is stored, which only a database with an address allows.
describePostgres('a session that has expired', () => {
  describeInChromium('in the middle of a journey', (browsers) => {
    const at = useWorld({ database: 'postgres' })
    const opens = opening(browsers, at)

    it('ends on a friendly page at the next step, and at a reload', async () => {
      browsers.expectConsole(/status of 410/)
      const redirect_url = 'http://127.0.0.1:9/back?mine=1'
      const { user, person, page, link } = await opens({ expected_account_types: 'OTHER', redirect_url })
      await person.choosesBank()
      await person.agrees()
      await person.sees('credentials')
      await onServer(at().world.databaseUrl ?? '', (server) =>
        server.query("update widget_session set expires_at = now() - interval '1 second'"),
      )
      await person.signsInHere()
      for (const again of [page.url(), link]) {
        await person.sees('error')
        expect(await person.title()).toBe('This page has expired')
        expect(await person.find('form').count()).toBe(0)
        await page.goto(again)
      }
      // Of this browser's own journey, or of the link: either names the way back.
      const back = await person.find('footer a.button').getAttribute('href')
      expect(back).toMatch(/^http:\/\/127\.0\.0\.1:9\/back\?mine=1&status=error&error=session_expired&step=/)
      expect(await at().api.connections(user)).toEqual([])
    })
  })
})
