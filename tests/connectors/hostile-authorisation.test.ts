import { berlinGroup } from '@raccord/connector-berlin-group'
import { Secret } from '@raccord/connector-kit'
import { afterEach, expect, test } from 'vitest'
import { beginInput, expectKind } from './bench.ts'
import { consentValid, type Handler, type HostileBank, hostileBank } from './hostile-bank.ts'

const banks: HostileBank[] = []
afterEach(async () => {
  for (const one of banks.splice(0)) await one.close()
})

async function open(handle: Handler, options: { [key: string]: unknown } = {}): Promise<HostileBank> {
  const made = await hostileBank(handle, options)
  banks.push(made)
  return made
}

const consent = (links: { [name: string]: string }) => ({
  consentId: 'c1',
  consentStatus: 'received',
  _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
})
const isConsent = ({ method, url }: { method: string; url: string }) =>
  method === 'POST' && url.endsWith('/v1/consents')
const embedded = beginInput('EMBEDDED', { login: 'jöhn', password: 'hunter2' })

test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd'])(
  'scaRedirect to %s is no redirect',
  async (href) => {
    const { bank } = await open(() => consent({ scaRedirect: href }))
    expect(await berlinGroup.begin(bank, beginInput('REDIRECT'))).toMatchObject({ reason: 'bank_answer_invalid' })
  },
)

test('the password goes to no other host', async () => {
  const { bank, seen } = await open(() =>
    consent({ startAuthorisationWithPsuAuthentication: 'https://evil.example/a' }),
  )
  expect(await berlinGroup.begin(bank, embedded)).toMatchObject({ kind: 'failed', reason: 'bank_answer_invalid' })
  expect(seen.length).toBe(1)
})

test('a bank that asks for the password again is not given it twice', async () => {
  const { bank, seen } = await open((call) =>
    isConsent(call)
      ? consent({ startAuthorisationWithPsuAuthentication: '/v1/consents/c1/authorisations' })
      : { scaStatus: 'received', _links: { updatePsuAuthentication: { href: '/v1/consents/c1/authorisations/a1' } } },
  )
  expect(await berlinGroup.begin(bank, embedded)).toMatchObject({ kind: 'failed', reason: 'wrong_credentials' })
  expect(seen.filter(({ body }) => body.includes('hunter2')).length).toBe(1)
})

test('a bank that answers in circles is stopped', async () => {
  const { bank, seen } = await open((call) =>
    isConsent(call) ? consent({ startAuthorisation: '/v1/x' }) : consent({ startAuthorisation: '/v1/x' }),
  )
  expect(await berlinGroup.begin(bank, embedded)).toMatchObject({ kind: 'failed', reason: 'bank_answer_invalid' })
  expect(seen.length).toBeLessThan(12)
})

test.each([
  ['nothing', ''],
  ['an array', '[]'],
  ['a consent without an id', '{"consentStatus":"received"}'],
  ['a consent without links', '{"consentId":"c1","consentStatus":"received"}'],
  ['links of wrong types', '{"consentId":"c1","_links":{"scaRedirect":{"href":7},"scaOAuth":null,"status":[]}}'],
])('%s is an invalid answer', async (_what, body) => {
  const { bank } = await open(() => body)
  expect(await berlinGroup.begin(bank, beginInput('REDIRECT'))).toMatchObject({ reason: 'bank_answer_invalid' })
})

test('an id that would leave its path stays in it', async () => {
  const { bank, seen } = await open((call) =>
    isConsent(call) ? { consentId: '../../admin?x=', consentStatus: 'valid' } : { consentStatus: 'valid' },
  )
  expectKind(await berlinGroup.begin(bank, beginInput('REDIRECT')), 'done')
  expect(seen.slice(1).every(({ url }) => url.startsWith('/xs2a/v1/consents/..%2F..%2Fadmin%3Fx%3D'))).toBe(true)
})

test('another consent model is tried where one is refused, and none is created twice', async () => {
  const { bank, seen } = await open((call, response) => {
    if (!isConsent(call)) return consentValid(call)
    if (call.body.includes('"allPsd2"')) return { consentId: 'c1', consentStatus: 'valid' }
    response.statusCode = 400
    return { tppMessages: [{ category: 'ERROR', code: 'PARAMETER_NOT_SUPPORTED' }] }
  })
  expectKind(await berlinGroup.begin(bank, beginInput('REDIRECT')), 'done')
  expect(seen.filter(isConsent).length).toBe(2)
})

test('a certificate that the bank refuses is the operator’s matter, and no second model is tried', async () => {
  const { bank, seen } = await open((_call, response) => {
    response.statusCode = 401
    return { tppMessages: [{ category: 'ERROR', code: 'CERTIFICATE_INVALID' }] }
  })
  expect(await berlinGroup.begin(bank, beginInput('REDIRECT'))).toMatchObject({ reason: 'bank_not_configured' })
  expect(seen.length).toBe(1)
})

test('what is sent: request ids of its own for each call, the person’s headers, the way back with our state', async () => {
  const { bank, seen } = await open((call) =>
    isConsent(call)
      ? consent({ startAuthorisationWithPsuAuthentication: '/v1/consents/c1/authorisations' })
      : { scaStatus: 'failed' },
  )
  await berlinGroup.begin(bank, embedded)
  const [first, second] = seen
  expect(JSON.parse(first!.body)).toEqual({
    access: { allPsd2: 'allAccounts' },
    recurringIndicator: true,
    validUntil: embedded.validUntil,
    frequencyPerDay: 4,
    combinedServiceIndicator: false,
  })
  expect(JSON.parse(second!.body)).toEqual({ psuData: { password: 'hunter2' } })
  expect(first!.headers['x-request-id']).not.toBe(second!.headers['x-request-id'])
  for (const { headers } of seen) {
    expect(headers).toMatchObject({
      'psu-ip-address': '203.0.113.7',
      'psu-user-agent': 'Mozilla/5.0 (test)',
      'tpp-redirect-preferred': 'false',
      'tpp-redirect-uri': 'http://127.0.0.1:4400/bank/callback/100?state=state-of-ours',
      'tpp-nok-redirect-uri': 'http://127.0.0.1:4400/bank/callback/100?state=state-of-ours&nok=1',
    })
    expect(Buffer.from(String(headers['psu-id']), 'latin1').toString('utf8')).toBe('jöhn')
  }
})

test('without the person no PSU header is sent', async () => {
  const { bank, seen } = await open((call) => consentValid(call) ?? { accounts: [] })
  const { state } = expectKind(await berlinGroup.begin(bank, beginInput('REDIRECT')), 'done')
  const before = seen.length
  const { psu: _, ...alone } = bank
  await berlinGroup.accounts(alone, state)
  const headers = seen.slice(before).flatMap((call) => Object.keys(call.headers))
  expect(headers).toContain('consent-id')
  expect(headers.filter((name) => name.startsWith('psu-'))).toEqual([])
})

test('decoupled: waits, outlives a stumble of the bank, ends when confirmed', async () => {
  let polls = 0
  const { bank } = await open((call, response) => {
    if (isConsent(call)) return consent({ scaStatus: '/v1/consents/c1/authorisations/a1' })
    if (!call.url.endsWith('/authorisations/a1')) return consentValid(call)
    polls++
    if (polls === 2) response.statusCode = 503
    return { scaStatus: polls < 3 ? 'started' : 'finalised', psuMessage: 'Confirm in the app' }
  })
  let outcome = await berlinGroup.begin(bank, beginInput('REDIRECT'))
  for (let turn = 0; turn < 2; turn++) {
    outcome = await berlinGroup.resume(bank, expectKind(outcome, 'wait').state, { kind: 'poll' })
  }
  expectKind(await berlinGroup.resume(bank, expectKind(outcome, 'wait').state, { kind: 'poll' }), 'done')
})

test.each([
  ['failed', 0, 'refused_at_bank'],
  ['started', 301_000, 'challenge_expired'],
])('decoupled: %s after %i ms is %s', async (scaStatus, later, reason) => {
  const { bank } = await open((call) =>
    isConsent(call) ? consent({ scaStatus: '/v1/consents/c1/authorisations/a1' }) : { scaStatus },
  )
  const { state } = expectKind(await berlinGroup.begin(bank, beginInput('REDIRECT')), 'wait')
  const then = { ...bank, now: () => new Date(Date.now() + later) }
  expect(await berlinGroup.resume(then, state, { kind: 'poll' })).toMatchObject({ kind: 'failed', reason })
})

test('a list first, then a consent for what is on it: two legs, a fresh way back for the second, both ended', async () => {
  let created = 0
  const made = await open(
    (call) => {
      if (isConsent(call)) {
        created++
        const id = `c${created}`
        return {
          consentId: id,
          consentStatus: 'received',
          _links: { scaRedirect: { href: `https://bank.example/${id}` } },
        }
      }
      if (call.url.endsWith('/status')) return { consentStatus: 'valid' }
      if (call.url.includes('/accounts'))
        return { accounts: [{ resourceId: 'a', iban: 'FR7630006000011234567890189', currency: 'EUR' }] }
      return { consentStatus: 'valid' }
    },
    { consentModels: ['list-only'] },
  )
  const first = expectKind(await berlinGroup.begin(made.bank, beginInput('REDIRECT')), 'redirect')
  expect(first.leg).toEqual({ number: 1, of: 2 })
  const fresh = { uri: 'http://127.0.0.1:4400/bank/callback/100', state: 'second-state' }
  const second = expectKind(
    await berlinGroup.resume(made.bank, first.state, { kind: 'returned', query: {} }, fresh),
    'redirect',
  )
  expect(second.leg).toEqual({ number: 2, of: 2 })
  const asked = made.seen.filter(isConsent)
  expect(asked[0]?.headers['tpp-redirect-uri']).toContain('state=state-of-ours')
  expect(asked[1]?.headers['tpp-redirect-uri']).toContain('state=second-state')
  expect(asked[1]?.body).toContain('FR7630006000011234567890189')
  const { state } = expectKind(
    await berlinGroup.resume(made.bank, second.state, { kind: 'returned', query: {} }),
    'done',
  )
  await berlinGroup.revoke(made.bank, state)
  const ended = made.seen.filter(({ method }) => method === 'DELETE').map(({ url }) => url)
  expect(ended).toEqual(['/xs2a/v1/consents/c2', '/xs2a/v1/consents/c1'])
})

test('OAuth before the consent: code, token, consent with the token, refusal without', async () => {
  const made = await open((call, response, base) => {
    const origin = new URL(base).origin
    if (call.url.startsWith('/.well-known')) {
      return { issuer: origin, authorization_endpoint: `${origin}/authorize`, token_endpoint: `${origin}/token` }
    }
    if (call.url === '/token')
      return { access_token: 'tok', token_type: 'Bearer', expires_in: 900, refresh_token: 'r1' }
    if (call.headers.authorization !== 'Bearer tok') {
      response.statusCode = 401
      return { tppMessages: [{ category: 'ERROR', code: 'TOKEN_UNKNOWN' }] }
    }
    return consentValid(call)
  }, {})
  const metadataUrl = `${new URL(made.base).origin}/.well-known/oauth-authorization-server`
  const bank = {
    ...made.bank,
    options: { baseUrl: made.base, oauth: { kind: 'pre-step', clientId: 'us', metadataUrl } },
  }
  const out = expectKind(await berlinGroup.begin(bank, beginInput('REDIRECT')), 'redirect')
  const query = { code: 'abc', state: 'state-of-ours' }
  expectKind(await berlinGroup.resume(bank, out.state, { kind: 'returned', query }), 'done')
  const form = new URLSearchParams(made.seen.find(({ url }) => url === '/token')?.body)
  expect(Object.fromEntries(form)).toMatchObject({ grant_type: 'authorization_code', code: 'abc', client_id: 'us' })
  expect(form.get('code_verifier')).toMatch(/^[\w-]{43}$/)
  const asked = { ...beginInput('REDIRECT') }
  const plain = { ...made.bank }
  expect(await berlinGroup.begin(plain, asked)).toMatchObject({ kind: 'failed', reason: 'bank_not_configured' })
})

test('an authorization server of another host than its document is not believed', async () => {
  const made = await open(
    (call, _response, base) =>
      isConsent(call)
        ? consent({ scaOAuth: `${new URL(base).origin}/.well-known/oauth` })
        : {
            issuer: 'https://evil.example',
            authorization_endpoint: 'https://evil.example/a',
            token_endpoint: 'https://evil.example/t',
          },
    { oauth: { kind: 'integrated', clientId: 'us' } },
  )
  expect(await berlinGroup.begin(made.bank, beginInput('REDIRECT'))).toMatchObject({ reason: 'bank_answer_invalid' })
})

test.each([
  ['on the bank’s host', (base: string) => `${base}/picture`, 'image'],
  ['relative', () => '/picture', 'image'],
  ['on another host', () => 'https://evil.example/picture', 'otp'],
  ['missing', () => '/nowhere', 'otp'],
])('a challenge’s picture behind a link, %s', async (_what, link, kind) => {
  const { bank, seen } = await open((call, response, base) => {
    if (isConsent(call)) return consent({ startAuthorisationWithPsuAuthentication: '/v1/consents/c1/authorisations' })
    if (call.url.endsWith('/picture')) {
      response.setHeader('Content-Type', 'image/png')
      response.end(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff]))
      return undefined
    }
    if (call.method === 'GET') {
      response.statusCode = 404
      return ''
    }
    return {
      scaStatus: 'started',
      challengeData: { imageLink: link(base), additionalInformation: 'Scan it' },
      _links: { authoriseTransaction: { href: '/v1/consents/c1/authorisations/a1' } },
    }
  })
  const { challenge } = expectKind(await berlinGroup.begin(bank, embedded), 'challenge')
  expect(challenge).toMatchObject({ kind, message: 'Scan it' })
  if (challenge.kind === 'image') expect(challenge.image).toMatchObject({ type: 'image/png', base64: 'iVBORw0KGgr/' })
  expect(seen.every(({ headers }) => headers.host?.startsWith('127.0.0.1'))).toBe(true)
})

test('options and states that make no sense are named, without their values', async () => {
  const { bank } = await open(() => ({}))
  const bad = { ...bank, options: { baseUrl: 'hunter2', oauth: { kind: 'none' } } }
  const failed = expectKind(await berlinGroup.begin(bad, embedded), 'failed')
  expect(failed).toMatchObject({ reason: 'bank_not_configured', detail: expect.stringContaining('option baseUrl') })
  expect(failed.detail).not.toContain('hunter2')
  const odd = { kind: 'secret', value: new Secret('1') } as const
  expect(await berlinGroup.resume(bank, { some: 'thing' }, odd)).toMatchObject({ kind: 'failed' })
  expect(await berlinGroup.revoke(bank, {})).toMatchObject({ kind: 'failed' })
})

test.each([
  ['the bank used the address for failures', { nok: '1' }, 'started', 'failed'],
  ['its authorisation has failed', {}, 'failed', 'failed'],
  ['nothing says so', {}, 'started', 'wait'],
])('a consent still “received” on return, when %s', async (_what, query, scaStatus, kind) => {
  const { bank } = await open((call) => {
    if (isConsent(call)) {
      return consent({ scaRedirect: 'https://bank.example/in', scaStatus: '/v1/consents/c1/authorisations/a1' })
    }
    return call.url.endsWith('/a1') ? { scaStatus } : { consentStatus: 'received' }
  })
  const { state } = expectKind(await berlinGroup.begin(bank, beginInput('REDIRECT')), 'redirect')
  const outcome = await berlinGroup.resume(bank, state, { kind: 'returned', query })
  expect(outcome).toMatchObject(kind === 'failed' ? { kind, reason: 'refused_at_bank' } : { kind })
})
