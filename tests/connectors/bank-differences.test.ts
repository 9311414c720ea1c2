import { berlinGroup } from '@raccord/connector-berlin-group'
import { compactDecrypt, exportJWK, generateKeyPair } from 'jose'
import { expect, test } from 'vitest'
import { beginInput, expectKind } from './bench.ts'
import { consentValid } from './hostile-bank.ts'
import { back, consent, give, isConsent, login, otp, own, play, read } from './play-bank.ts'

/** Banks of the reference that were not recorded, each played from what is known of it. Options alone tell them apart. */

test('Deutsche Bank: encrypted password, kind of login, a code’s form with wrong types, pending entries without dates', async () => {
  const { publicKey, privateKey } = await generateKeyPair('RSA-OAEP-256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k7', use: 'enc' }
  const { bank, seen } = await play(
    (call) => {
      if (call.url === '/keys') return { keys: [{ kty: 'RSA', use: 'sig', n: 'AQAB', e: 'AQAB' }, jwk] }
      if (isConsent(call))
        return consent({ startAuthorisationWithEncryptedPsuAuthentication: '/v1/consents/c1/authorisations' })
      if (call.method === 'POST') {
        return {
          scaStatus: 'started',
          authorisationId: 'a1',
          chosenScaMethod: { authenticationType: 'PHOTO_OTP', authenticationMethodId: 'p', name: 'photoTAN' },
          challengeData: { otpMaxLength: '6', otpFormat: 'Integer' },
          _links: { authoriseTransaction: { href: own } },
        }
      }
      if (call.url.includes('/transactions')) {
        return { transactions: { pending: [{ transactionAmount: { currency: 'EUR', amount: -5 } }], booked: [] } }
      }
      return call.method === 'PUT' ? { scaStatus: 'finalised' } : consentValid(call)
    },
    { consentModels: ['global'], psuIdType: 'DE_ONLB_DB', encryption: { key: { url: '{origin}/keys' } } },
  )
  const asked = await berlinGroup.begin(bank, beginInput('EMBEDDED', login))
  expect(expectKind(asked, 'challenge').challenge).toMatchObject({ maxLength: 6, format: 'digits', medium: 'device' })
  const sent = JSON.parse(seen.find(({ body }) => body.includes('psuData'))?.body ?? '') as {
    psuData: { encryptedPassword: string }
  }
  expect(Object.keys(sent.psuData)).toEqual(['encryptedPassword'])
  const { plaintext, protectedHeader } = await compactDecrypt(sent.psuData.encryptedPassword, privateKey)
  expect(new TextDecoder().decode(plaintext)).toBe('pässword')
  expect(protectedHeader).toEqual({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: 'k7' })
  expect(seen.find(isConsent)?.headers).toMatchObject({ 'psu-id': 'anna', 'psu-id-type': 'DE_ONLB_DB' })
  const [page] = await read(bank, await give(bank, asked, otp))
  expect(page).toMatchObject({ transactions: [{ status: 'PENDING', amount: { minor: -500 } }] })
})

test('UniCredit: an authorisation begun with {}, then an address with a query of its own, followed as it is', async () => {
  const href = '/xs2a/v1/consents/c1/authorisations/a1?correlationId=9f%2F1&x=1'
  const { bank, seen } = await play(
    (call) => {
      if (isConsent(call)) return consent({ startAuthorisation: '/v1/consents/c1/authorisations' })
      if (call.method === 'POST') {
        return { scaStatus: 'received', authorisationId: 'a1', _links: { updatePsuAuthentication: { href } } }
      }
      return call.method === 'PUT' ? { scaStatus: 'finalised' } : consentValid(call)
    },
    { consentModels: ['detailed'], credentials: { login: 'psuId', password: 'password', iban: 'iban' } },
  )
  expectKind(await berlinGroup.begin(bank, beginInput('EMBEDDED', login)), 'done')
  expect(seen.find(({ method, body }) => method === 'POST' && body === '{}')).toBeDefined()
  expect(seen.find(({ method }) => method === 'PUT')?.url).toBe(href)
})

const tokens = (more: object = {}) => ({ access_token: 't1', refresh_token: 'r1', expires_in: 600, ...more })

test('comdirect: the metadata address carries the authorisation, the page its own query; the token’s type is odd', async () => {
  const { bank, seen } = await play(
    (call, _response, base) => {
      const { origin } = new URL(base)
      if (isConsent(call)) return consent({ scaOAuth: `${origin}/.well-known/openid-configuration?authorizationId=a1` })
      if (call.url.startsWith('/.well-known')) {
        return {
          issuer: origin,
          authorization_endpoint: `${origin}/go?authorizationId=a1`,
          token_endpoint: `${origin}/token`,
        }
      }
      if (call.url === '/token') return tokens({ token_type: 'BearerToken', expires_in: '600' })
      return consentValid(call)
    },
    { oauth: { kind: 'integrated', clientId: 'PSDDE-1' }, headers: { 'X-Api-Key': 'k' } },
  )
  const out = expectKind(await berlinGroup.begin(bank, beginInput('REDIRECT')), 'redirect')
  expect(seen[1]?.url).toBe('/.well-known/openid-configuration?authorizationId=a1')
  expect(Object.fromEntries(new URL(out.url).searchParams)).toMatchObject({
    ...{ authorizationId: 'a1', scope: 'AIS:c1', code_challenge_method: 'S256', state: 'state-of-ours' },
  })
  expectKind(await give(bank, out, back({ code: 'x' })), 'done')
  expect(seen.at(-1)?.headers.authorization).toBe('Bearer t1')
  expect(seen.every(({ headers }) => headers['x-api-key'] === 'k')).toBe(true)
})

test('a bank whose scaOAuth link is already the page for the browser', async () => {
  const { bank } = await play(
    (call) => {
      if (isConsent(call)) return consent({ scaOAuth: 'https://login.bank.example/authorize?tenant=7' })
      return call.url === '/token' ? tokens() : consentValid(call)
    },
    { oauth: { kind: 'integrated', clientId: 'u', tokenEndpoint: '{origin}/token', scaOAuthLink: 'authorization' } },
  )
  const out = expectKind(await berlinGroup.begin(bank, beginInput('REDIRECT')), 'redirect')
  expect(out.url).toMatch(/^https:\/\/login\.bank\.example\/authorize\?tenant=7&/)
  expectKind(await give(bank, out, back({ code: 'x' })), 'done')
})

test('a bank that has OAuth and gives no link to it', async () => {
  const { bank } = await play(
    (call) => (isConsent(call) ? consent({}) : call.url === '/token' ? tokens() : consentValid(call)),
    {
      oauth: {
        kind: 'integrated',
        clientId: 'u',
        authorizationEndpoint: 'https://login.bank.example/go',
        tokenEndpoint: '{origin}/token',
      },
    },
  )
  const out = expectKind(await berlinGroup.begin(bank, beginInput('REDIRECT')), 'redirect')
  expect(new URL(out.url).searchParams.get('scope')).toBe('AIS:c1')
  expectKind(await give(bank, out, back({ code: 'x' })), 'done')
})

test('N26: a token first, then a consent that is confirmed in the app; refresh tokens serve once', async () => {
  let refreshed = 0
  let polls = 0
  const { bank, seen } = await play(
    (call) => {
      if (call.url === '/token') {
        if (call.body.includes('refresh_token')) refreshed++
        return tokens({
          access_token: `t${refreshed}`,
          refresh_token: `r${refreshed}`,
          expires_in: refreshed ? 900 : 1,
        })
      }
      if (isConsent(call)) return consent({ scaStatus: own, status: '/v1/consents/c1/status' })
      if (call.url.endsWith(own)) return { scaStatus: polls++ === 0 ? 'started' : 'finalised', psuMessage: 'Confirm' }
      return consentValid(call)
    },
    {
      consentModels: ['global'],
      oauth: {
        kind: 'pre-step',
        clientId: 'PSDFR-1',
        scope: 'DEDICATED_AISP',
        authorizationEndpoint: '{origin}/authorize',
        tokenEndpoint: '{origin}/token',
      },
    },
  )
  const out = expectKind(await berlinGroup.begin(bank, beginInput('REDIRECT')), 'redirect')
  expect(seen).toHaveLength(0)
  let waiting = await give(bank, out, back({ code: 'x' }))
  expect(waiting.kind).toBe('wait')
  waiting = await give(bank, waiting, { kind: 'poll' })
  expectKind(await give(bank, waiting, { kind: 'poll' }), 'done')
  expect(refreshed).toBe(1)
  expect(seen.filter(isConsent)[0]?.headers.authorization).toBe('Bearer t1')
})

test('CBI Globe: a token of the gateway, headers of its own, four consents in a row', async () => {
  let created = 0
  const made = await play(
    (call) => {
      if (call.url === '/token') return { access_token: 'gate', token_type: 'bearer', expires_in: 3600 }
      if (isConsent(call)) {
        created++
        return consent({ scaRedirect: `https://bank.example/${created}` }, `c${created}`)
      }
      if (call.url.endsWith('/status')) return { consentStatus: 'valid' }
      if (call.url.includes('card-accounts'))
        return { cardAccounts: [{ resourceId: 'k', maskedPan: '52**41', currency: 'EUR' }] }
      if (call.url.includes('/accounts')) return { accounts: [{ resourceId: 'a', iban: login.iban, currency: 'EUR' }] }
      return { consentStatus: 'valid' }
    },
    {
      consentModels: ['list-only'],
      separateCardConsent: true,
      balances: 'separate',
      applicationToken: { clientId: 'id', clientSecret: 's', tokenEndpoint: '{origin}/token', scope: 'production' },
      headers: { 'aspsp-code': '03069', date: '{date}', 'cpaas-transaction-id': '{uuid}' },
      operationHeaders: { 'consent.create': { 'operation-name': 'establishConsent' } },
    },
  )
  let outcome = await berlinGroup.begin(made.bank, beginInput('REDIRECT'))
  for (let number = 1; number <= 4; number++) {
    expect(expectKind(outcome, 'redirect').leg).toEqual({ number, of: 4 })
    outcome = await give(made.bank, outcome, back())
  }
  const bodies = made.seen.filter(isConsent).map(({ body }) => JSON.parse(body) as { access: object })
  expect(bodies.map(({ access }) => Object.keys(access)[0])).toEqual([
    'availableAccounts',
    'accounts',
    'availableAccounts',
    'accounts',
  ])
  expect(JSON.stringify(bodies[3]?.access)).toContain('{"maskedPan":"52**41"}')
  const calls = made.seen.filter(({ url }) => url !== '/token')
  expect(
    calls.every(({ headers }) => headers.authorization === 'Bearer gate' && headers['aspsp-code'] === '03069'),
  ).toBe(true)
  expect(made.seen.filter(({ headers }) => headers['operation-name'] === 'establishConsent')).toHaveLength(4)
  expect(made.seen.filter(({ url }) => url === '/token')).toHaveLength(1)
  const { state } = expectKind(outcome, 'done')
  const listed = await berlinGroup.accounts(made.bank, state)
  expect(listed).toMatchObject({ accounts: [{ bankId: 'a' }, { bankId: 'k', type: 'CREDIT_CARD' }] })
  const ids = new Map(
    made.seen.slice(-4).map(({ url, headers }) => [new URL(url, 'http://x').pathname, headers['consent-id']]),
  )
  expect([...ids.values()]).toEqual(['c2', 'c2', 'c4', 'c4'])
  await berlinGroup.revoke(made.bank, state)
  expect(
    made.seen
      .filter(({ method }) => method === 'DELETE')
      .map(({ url }) => url.at(-1))
      .sort(),
  ).toEqual(['1', '2', '3', '4'])
})

test('cards refused at the bank leave the accounts that were granted', async () => {
  let created = 0
  const { bank } = await play(
    (call) => {
      if (isConsent(call)) return consent({ scaRedirect: 'https://bank.example/' }, `c${++created}`)
      return { consentStatus: call.url.includes('c2') ? 'rejected' : 'valid' }
    },
    { separateCardConsent: true },
  )
  const first = await berlinGroup.begin(bank, beginInput('REDIRECT'))
  const second = await give(bank, first, back())
  expect(expectKind(second, 'redirect').leg).toEqual({ number: 2, of: 2 })
  expect(expectKind(await give(bank, second, back()), 'done').state).toMatchObject({ consent: { id: 'c1' } })
})
