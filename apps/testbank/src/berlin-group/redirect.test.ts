import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BANK_OFFERED, GLOBAL, RETURN, startTestTpp, type TestTpp } from '../testing/test-tpp.ts'

let tpp: TestTpp
beforeAll(async () => {
  tpp = await startTestTpp()
})
afterAll(() => tpp.close())

const link = (answer: Awaited<ReturnType<TestTpp['consent']>>) => answer.body._links?.['scaRedirect']?.href ?? ''

describe('the redirect approach', () => {
  test('leads from the consent over the bank’s pages back to the TPP, verbatim', async () => {
    const created = await tpp.consent(BANK_OFFERED)
    expect(created.status).toBe(201)
    expect(created.headers.get('ASPSP-SCA-Approach')).toBe('REDIRECT')
    expect(created.headers.get('Location')).toBe(created.body._links?.['self']?.href)
    expect(Object.keys(created.body._links ?? {}).sort()).toEqual(['scaRedirect', 'scaStatus', 'self', 'status'])
    const status = () => tpp.call(created.body._links?.['status']?.href ?? '')
    const sca = () => tpp.call(created.body._links?.['scaStatus']?.href ?? '')
    expect([(await status()).body.consentStatus, (await sca()).body.scaStatus]).toEqual(['received', 'received'])

    const page = await tpp.open(link(created))
    expect(page.text).toContain('name="password"')
    expect((await sca()).body.scaStatus).toBe('started')
    expect(await tpp.post(page.url, { step: 'login', login: 'dev', password: 'dev' })).toMatchObject({ status: 303 })
    const choice = await tpp.open(page.url)
    // Payment accounts only: savings and loan are not offered by redirect.
    expect([...choice.text.matchAll(/value="(rtb-[^"]*)" checked/g)].map((match) => match[1])).toEqual([
      'rtb-current-1',
      'rtb-current-2',
      'rtb-card-1',
    ])
    const done = await tpp.post(page.url, {
      step: 'accounts',
      decision: 'approve',
      account: ['rtb-current-2', 'rtb-card-1'],
    })
    expect([done.status, done.location]).toEqual([303, RETURN])
    expect([(await status()).body.consentStatus, (await sca()).body.scaStatus]).toEqual(['valid', 'exempted'])

    const id = created.body.consentId ?? ''
    const { accounts } = (await tpp.read(id, '/accounts')).body
    expect(accounts?.map(({ iban, product }) => [iban?.slice(0, 2), product])).toEqual([['GB', 'Checkings']])
    const { cardAccounts } = (await tpp.read(id, '/card-accounts')).body
    expect(cardAccounts).toMatchObject([{ maskedPan: '497040XXXXXX1234', name: 'Carta Viaggi' }])
    expect((await tpp.call(`/consents/${id}`)).body.access?.['accounts']).toMatchObject([
      { currency: 'GBP' },
      { maskedPan: '497040XXXXXX1234' },
    ])
  })

  test('a global consent opens all payment accounts without a choice', async () => {
    const { id, last } = await tpp.agreeByRedirect('dev', {}, GLOBAL)
    expect(last.location).toBe(RETURN)
    expect((await tpp.read(id, '/accounts')).body.accounts).toHaveLength(2)
  })

  test('a detailed consent opens what it names, as far as it names it', async () => {
    const iban = (await tpp.read((await tpp.agreeByRedirect('dev')).id, '/accounts')).body.accounts?.[0]?.iban
    const { id } = await tpp.agreeByRedirect('dev', {}, { accounts: [{ iban }], balances: [{ iban }] })
    const { accounts } = (await tpp.read(id, '/accounts?withBalance=true')).body
    expect(accounts).toHaveLength(1)
    expect(accounts?.[0]?.balances?.[0]?.balanceType).toBe('closingBooked')
    expect(Object.keys(accounts?.[0]?._links ?? {})).toEqual(['balances'])
    const transactions = await tpp.read(
      id,
      `/accounts/${accounts?.[0]?.resourceId}/transactions?bookingStatus=booked&dateFrom=2020-01-01`,
    )
    expect([transactions.status, transactions.code]).toEqual([401, 'CONSENT_INVALID'])
  })

  test('a list consent opens the list only', async () => {
    const { id } = await tpp.agreeByRedirect('dev', {}, { availableAccounts: 'allAccounts' })
    const { accounts } = (await tpp.read(id, '/accounts?withBalance=true')).body
    expect(accounts?.[0]).toMatchObject({ _links: {} })
    expect(accounts?.[0]?.balances).toBeUndefined()
    expect((await tpp.read(id, `/accounts/${accounts?.[0]?.resourceId}/balances`)).code).toBe('CONSENT_INVALID')
  })

  test('refusal goes to the Nok address, or to the normal one', async () => {
    const created = await tpp.consent(BANK_OFFERED, { 'TPP-Nok-Redirect-URI': 'https://tpp.example/no?x=1' })
    const { url } = await tpp.open(link(created))
    expect((await tpp.post(url, { step: 'login', decision: 'refuse' })).location).toBe('https://tpp.example/no?x=1')
    expect((await tpp.call(`/consents/${created.body.consentId}/status`)).body.consentStatus).toBe('rejected')
    const other = await tpp.consent(BANK_OFFERED)
    const page = await tpp.open(link(other))
    await tpp.post(page.url, { step: 'login', login: 'dev', password: 'dev' })
    expect((await tpp.post(page.url, { step: 'accounts', decision: 'refuse' })).location).toBe(RETURN)
  })

  test('the OTP page asks, counts, and closes', async () => {
    const upTo = async () => {
      const created = await tpp.consent(BANK_OFFERED)
      const { url } = await tpp.open(link(created))
      await tpp.post(url, { step: 'login', login: 'otp', password: 'otp' })
      await tpp.post(url, { step: 'accounts', decision: 'approve', account: 'otp-current' })
      return { url, id: created.body.consentId ?? '' }
    }
    const good = await upTo()
    expect((await tpp.open(good.url)).text).toContain('autocomplete="one-time-code"')
    expect((await tpp.call(`/consents/${good.id}/status`)).body.consentStatus).toBe('received')
    expect(await tpp.post(good.url, { step: 'otp', otp: '000000' })).toMatchObject({
      status: 422,
      text: expect.stringContaining('2 tries are left'),
    })
    expect((await tpp.post(good.url, { step: 'otp', otp: ' 123456 ' })).location).toBe(RETURN)
    const bad = await upTo()
    await tpp.post(bad.url, { step: 'otp', otp: '1' })
    await tpp.post(bad.url, { step: 'otp', otp: '2' })
    expect(await tpp.post(bad.url, { step: 'otp', otp: '3' })).toMatchObject({
      status: 403,
      text: expect.stringContaining('127.0.0.1:9'),
    })
    expect((await tpp.call(`/consents/${bad.id}/status`)).body.consentStatus).toBe('rejected')
    expect((await tpp.post(bad.url, { step: 'otp', otp: '123456' })).location).toBeNull()
  })

  test('an explicit start is possible', async () => {
    const created = await tpp.consent(BANK_OFFERED, { 'TPP-Explicit-Authorisation-Preferred': 'true' })
    expect(created.body._links).not.toHaveProperty('scaRedirect')
    const started = await tpp.call(created.body._links?.['startAuthorisation']?.href ?? '', {
      method: 'POST',
      body: {},
    })
    expect(started).toMatchObject({ status: 201, body: { scaStatus: 'received' } })
    expect((await tpp.open(link(started))).status).toBe(200)
  })
})

describe('what a page withstands', () => {
  test('a link opens once; the page it leads to reloads', async () => {
    const created = await tpp.consent(BANK_OFFERED)
    const page = await tpp.open(link(created))
    expect((await tpp.open(link(created))).status).toBe(410)
    expect((await tpp.open(page.url)).status).toBe(200)
    expect((await tpp.open(`${tpp.origin}/pages/${'x'.repeat(43)}`)).status).toBe(404)
  })

  test('a wrong password says so beside the field and gives the login back, never the password', async () => {
    const { url } = await tpp.open(link(await tpp.consent(BANK_OFFERED)))
    const wrong = await tpp.post(url, { step: 'login', login: '"><b>x', password: 'canary-71' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('id="login-error"')
    expect(wrong.text).toContain('&quot;&gt;&lt;b&gt;x')
    expect(wrong.text).not.toMatch(/canary-71|<b>/)
    for (const _ of [2, 3, 4]) await tpp.post(url, { step: 'login', login: 'dev', password: 'no' })
    expect((await tpp.post(url, { step: 'login', login: 'dev', password: 'no' })).status).toBe(403)
    expect((await tpp.post(url, { step: 'login', login: 'dev', password: 'dev' })).location).toBeNull()
  })

  test('no account ticked is an error beside the list', async () => {
    const { url } = await tpp.open(link(await tpp.consent(BANK_OFFERED)))
    await tpp.post(url, { step: 'login', login: 'dev', password: 'dev' })
    expect(await tpp.post(url, { step: 'accounts', decision: 'approve' })).toMatchObject({
      status: 422,
      text: expect.stringContaining('account-error'),
    })
  })

  test('a form sent twice acts once; steps cannot be skipped', async () => {
    const created = await tpp.consent(BANK_OFFERED)
    const { url } = await tpp.open(link(created))
    const early = await tpp.post(url, { step: 'accounts', decision: 'approve', account: 'rtb-current-1' })
    expect([early.status, early.location]).toEqual([303, new URL(url).pathname])
    const logins = await Promise.all([1, 2].map(() => tpp.post(url, { step: 'login', login: 'dev', password: 'dev' })))
    expect(logins.map(({ status }) => status)).toEqual([303, 303])
    const answers = await Promise.all(
      [1, 2].map(() => tpp.post(url, { step: 'accounts', decision: 'approve', account: 'rtb-current-1' })),
    )
    expect(answers.filter(({ location }) => location === RETURN)).toHaveLength(1)
    expect((await tpp.call(`/consents/${created.body.consentId}/status`)).body.consentStatus).toBe('valid')
  })

  test('a form of another site is not taken', async () => {
    const { url } = await tpp.open(link(await tpp.consent(BANK_OFFERED)))
    const form = { step: 'login', login: 'dev', password: 'dev' }
    expect((await tpp.post(url, form, { Origin: 'https://evil.example' })).status).toBe(400)
    expect((await tpp.post(url, form, { Origin: 'null' })).status).toBe(400)
    expect((await tpp.post(url, form, { Origin: tpp.origin })).status).toBe(303)
  })

  test('headers forbid framing, scripts and caching', async () => {
    const { headers, text } = await tpp.open(link(await tpp.consent(BANK_OFFERED)))
    expect(headers.get('Content-Security-Policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(text).not.toMatch(/<script|style=| on[a-z]+=/)
  })

  test('too late is too late', async () => {
    const created = await tpp.consent(BANK_OFFERED)
    const { url } = await tpp.open(link(created))
    await tpp.advance(1)
    expect((await tpp.open(url)).status).toBe(410)
    expect((await tpp.call(`/consents/${created.body.consentId}/status`)).body.consentStatus).toBe('expired')
  })

  test.each([
    ['fr-FR,fr;q=0.9', 'Identifiez-vous'],
    ['es-ES', 'Acceso'],
    ['de-AT,de;q=0.9', 'Anmelden'],
    ['pt, it;q=0.5', 'Accesso'],
    ['xx', 'Sign in'],
  ])('speaks %s', async (wish, word) => {
    const page = await tpp.open(link(await tpp.consent(BANK_OFFERED)), wish)
    expect(page.text).toContain(`<h1>${word}</h1>`)
  })

  test.each([
    ['down', 503],
    ['blocked', 403],
  ])('customer %s is told why, and how to go back', async (login, status) => {
    const { url } = await tpp.open(link(await tpp.consent(BANK_OFFERED)))
    const answer = await tpp.post(url, { step: 'login', login, password: login })
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(`href="${RETURN}"`)
  })

  test('customer expired is told to choose another password, on the page where he types it', async () => {
    const { url } = await tpp.open(link(await tpp.consent(BANK_OFFERED)))
    const answer = await tpp.post(url, { step: 'login', login: 'expired', password: 'expired' })
    expect(answer.text).toContain('Your password has expired.')
    const next = await tpp.post(url, { step: 'login', login: 'expired', password: 'changed' })
    expect(next.text).not.toContain('expired.')
  })

  test('customer refuse is sent back refused, customer savingsonly shares nothing', async () => {
    const refused = await tpp.agreeByRedirect('refuse')
    expect(refused.last.location).toBe(RETURN)
    expect((await tpp.call(`/consents/${refused.id}/status`)).body.consentStatus).toBe('rejected')
    const { id } = await tpp.agreeByRedirect('savingsonly')
    expect((await tpp.read(id, '/accounts')).body.accounts).toEqual([])
  })
})

describe('a configuration file typed at sign-in', () => {
  test('is fetched and believed; the bank serves its own', async () => {
    const { id } = await tpp.agreeByRedirect('unsupported', {
      configuration_url: `${tpp.origin}/scenarios/unsupported.txt`,
    })
    const { accounts } = (await tpp.read(id, '/accounts')).body
    expect(accounts?.map(({ cashAccountType, product }) => [cashAccountType, product])).toEqual([
      ['CACC', 'Checkings'],
      ['OTHR', 'LifeInsurance'],
      ['OTHR', 'Shares'],
    ])
  })

  test('is refused beside its field, by rule', async () => {
    const { url } = await tpp.open(link(await tpp.consent(BANK_OFFERED)))
    const answer = await tpp.post(url, {
      step: 'login',
      login: 'dev',
      password: 'dev',
      configuration_url: 'http://169.254.169.254/latest',
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('id="configuration_url-error"')
    expect(answer.text).toContain('private address')
  })
})
