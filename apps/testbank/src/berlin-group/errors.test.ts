import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BANK_OFFERED, type Call, GLOBAL, RETURN, startTestTpp, type TestTpp } from '../testing/test-tpp.ts'

let tpp: TestTpp
let valid = ''
let account = ''
let fresh = ''
beforeAll(async () => {
  tpp = await startTestTpp()
  valid = (await tpp.agreeByRedirect('dev')).id
  account = (await tpp.read(valid, '/accounts')).body.accounts?.[0]?.resourceId ?? ''
  fresh = (await tpp.consent(GLOBAL, { 'TPP-Redirect-Preferred': 'false' })).body.consentId ?? ''
})
afterAll(() => tpp.close())

const BODY = {
  access: BANK_OFFERED,
  recurringIndicator: true,
  validUntil: '2999-01-01',
  frequencyPerDay: 4,
  combinedServiceIndicator: false,
}
const post = (change: object, headers: Record<string, string> = {}): Call => ({
  method: 'POST',
  headers: { 'TPP-Redirect-URI': RETURN, ...headers },
  body: { ...BODY, ...change },
})
const embedded = { 'TPP-Redirect-Preferred': 'false' }
type Row = readonly [string, string, () => Call, number, string]

const creating: readonly Row[] = (
  [
    ['no X-Request-ID', post({}, { 'X-Request-ID': '' }), 'FORMAT_ERROR'],
    ['an X-Request-ID that is no UUID', post({}, { 'X-Request-ID': '1234' }), 'FORMAT_ERROR'],
    ['no PSU-IP-Address', post({}, { 'PSU-IP-Address': '' }), 'FORMAT_ERROR'],
    ['a PSU-IP-Address of words', post({}, { 'PSU-IP-Address': 'here' }), 'FORMAT_ERROR'],
    ['no TPP-Redirect-URI', post({}, { 'TPP-Redirect-URI': '' }), 'FORMAT_ERROR'],
    ['a return address by plain http', post({}, { 'TPP-Redirect-URI': 'http://tpp.example/' }), 'FORMAT_ERROR'],
    ['a return address of script', post({}, { 'TPP-Redirect-URI': 'javascript:alert(1)' }), 'FORMAT_ERROR'],
    ['a return address with user', post({}, { 'TPP-Redirect-URI': 'https://a:b@tpp.example/' }), 'FORMAT_ERROR'],
    ['a bad Nok address', post({}, { 'TPP-Nok-Redirect-URI': 'data:text/html,x' }), 'FORMAT_ERROR'],
    ['a preference of maybe', post({}, { 'TPP-Redirect-Preferred': 'maybe' }), 'FORMAT_ERROR'],
    ['an empty access', post({ access: {} }), 'FORMAT_ERROR'],
    ['two consent models', post({ access: { ...BANK_OFFERED, ...GLOBAL } }), 'FORMAT_ERROR'],
    ['an account without a name', post({ access: { accounts: [{}] } }), 'FORMAT_ERROR'],
    ['an IBAN that is a number', post({ access: { accounts: [{ iban: 7 }] } }), 'FORMAT_ERROR'],
    ['bank-offered by embedded', post({}, embedded), 'PARAMETER_NOT_SUPPORTED'],
    ['no recurringIndicator', post({ recurringIndicator: undefined }), 'FORMAT_ERROR'],
    ['a frequency of zero', post({ frequencyPerDay: 0 }), 'FORMAT_ERROR'],
    ['a frequency as text', post({ frequencyPerDay: '4' }), 'FORMAT_ERROR'],
    ['a one-off consent four times', post({ recurringIndicator: false }), 'FORMAT_ERROR'],
    ['a date that is not', post({ validUntil: '2027-02-30' }), 'FORMAT_ERROR'],
    ['yesterday', post({ validUntil: '2020-01-01' }), 'PERIOD_INVALID'],
    ['half a JSON', { method: 'POST', headers: { 'TPP-Redirect-URI': RETURN }, body: '{"access":' }, 'FORMAT_ERROR'],
    ['a list', { method: 'POST', headers: { 'TPP-Redirect-URI': RETURN }, body: '[]' }, 'FORMAT_ERROR'],
  ] as const
).map(([name, call, code]) => [name, '/consents', () => call, 400, code])

const reading = (path: () => string, headers: () => Record<string, string> = () => ({ 'Consent-ID': valid })) => ({
  path,
  headers,
})
const READS = {
  'no Consent-ID': [
    reading(
      () => '/accounts',
      () => ({}),
    ),
    400,
    'FORMAT_ERROR',
  ],
  'an unknown Consent-ID': [
    reading(
      () => '/accounts',
      () => ({ 'Consent-ID': randomUUID() }),
    ),
    400,
    'CONSENT_UNKNOWN',
  ],
  'a consent nobody agreed to': [
    reading(
      () => '/accounts',
      () => ({ 'Consent-ID': fresh }),
    ),
    401,
    'CONSENT_INVALID',
  ],
  'a consent of another face': [
    reading(() => `${tpp.origin}/berlin-group-redirect/v1/accounts`),
    400,
    'CONSENT_UNKNOWN',
  ],
  'a format the bank has not': [
    reading(
      () => '/accounts',
      () => ({ 'Consent-ID': valid, Accept: 'application/xml' }),
    ),
    406,
    'REQUESTED_FORMATS_INVALID',
  ],
  'an unknown account': [reading(() => `/accounts/${randomUUID()}`), 404, 'RESOURCE_UNKNOWN'],
  'an unknown card account': [reading(() => `/card-accounts/${account}`), 404, 'RESOURCE_UNKNOWN'],
  'no bookingStatus': [reading(() => `/accounts/${account}/transactions?dateFrom=2026-01-01`), 400, 'FORMAT_ERROR'],
  'another bookingStatus': [
    reading(() => `/accounts/${account}/transactions?bookingStatus=most&dateFrom=2026-01-01`),
    400,
    'FORMAT_ERROR',
  ],
  'standing orders': [
    reading(() => `/accounts/${account}/transactions?bookingStatus=information`),
    400,
    'PARAMETER_NOT_SUPPORTED',
  ],
  'a delta': [
    reading(() => `/accounts/${account}/transactions?bookingStatus=booked&deltaList=true`),
    400,
    'PARAMETER_NOT_SUPPORTED',
  ],
  'no dateFrom': [reading(() => `/accounts/${account}/transactions?bookingStatus=booked`), 400, 'FORMAT_ERROR'],
  'a dateFrom of words': [
    reading(() => `/accounts/${account}/transactions?bookingStatus=booked&dateFrom=now`),
    400,
    'FORMAT_ERROR',
  ],
  'a period backwards': [
    reading(() => `/accounts/${account}/transactions?bookingStatus=booked&dateFrom=2026-02-01&dateTo=2026-01-01`),
    400,
    'PERIOD_INVALID',
  ],
  'a repeated parameter': [
    reading(() => `/accounts/${account}/transactions?bookingStatus=booked&dateFrom=2026-01-01&dateFrom=2026-01-02`),
    400,
    'FORMAT_ERROR',
  ],
  'a position of words': [
    reading(() => `/accounts/${account}/transactions?bookingStatus=booked&dateFrom=2026-01-01&position=x`),
    400,
    'FORMAT_ERROR',
  ],
  'a path that is not': [reading(() => '/nothing'), 404, 'RESOURCE_UNKNOWN'],
} as const

describe('every bad call ends in a named error', () => {
  test.each(creating)('POST /v1/consents with %s', async (_name, path, call, status, code) => {
    const answer = await tpp.call(path, call())
    expect([answer.status, answer.code]).toEqual([status, code])
  })

  test.each(Object.entries(READS))('reading with %s', async (_name, [read, status, code]) => {
    const answer = await tpp.call(read.path(), { headers: read.headers() })
    expect([answer.status, answer.code]).toEqual([status, code])
  })

  const start = () => `/consents/${fresh}/authorisations`
  const sca: readonly (readonly [string, string, () => string, Call, number, string])[] = [
    ['no PSU-ID', 'POST', start, { body: { psuData: { password: 'x' } } }, 400, 'FORMAT_ERROR'],
    [
      'two steps at once',
      'POST',
      start,
      { body: { psuData: { password: 'x' }, scaAuthenticationData: '1' } },
      400,
      'FORMAT_ERROR',
    ],
    ['a password that is a list', 'POST', start, { body: { psuData: { password: ['x'] } } }, 400, 'FORMAT_ERROR'],
    [
      'an unknown consent',
      'POST',
      () => `/consents/${randomUUID()}/authorisations`,
      { body: {} },
      403,
      'CONSENT_UNKNOWN',
    ],
    ['a consent that is over', 'POST', () => `/consents/${valid}/authorisations`, { body: {} }, 409, 'STATUS_INVALID'],
    ['an unknown authorisation', 'PUT', () => `${start()}/${randomUUID()}`, { body: {} }, 404, 'RESOURCE_UNKNOWN'],
    ['an unknown authorisation read', 'GET', () => `${start()}/${randomUUID()}`, {}, 404, 'RESOURCE_UNKNOWN'],
    ['another method', 'PATCH', start, {}, 405, 'SERVICE_INVALID'],
    [
      'another media type',
      'POST',
      start,
      { headers: { 'Content-Type': 'text/plain' }, body: 'x' },
      415,
      'FORMAT_ERROR',
    ],
    ['too much', 'POST', start, { body: { psuData: { password: 'x'.repeat(100_000) } } }, 413, 'FORMAT_ERROR'],
  ]
  test.each(sca)('authorisation with %s', async (_name, method, path, call, status, code) => {
    const answer = await tpp.call(path(), { method, ...call })
    expect([answer.status, answer.code]).toEqual([status, code])
  })

  test('an OTP before the password does not fit', async () => {
    const blank = await tpp.call(start(), { method: 'POST', headers: { 'PSU-ID': 'otp' }, body: {} })
    const there = blank.body._links?.['scaStatus']?.href ?? ''
    for (const body of [{ scaAuthenticationData: '123456' }, { authenticationMethodId: 'sms' }]) {
      expect((await tpp.call(there, { method: 'PUT', body })).code).toBe('STATUS_INVALID')
    }
  })

  test('the request id comes back, also with an error', async () => {
    const id = randomUUID()
    const answer = await tpp.call('/accounts', { headers: { 'X-Request-ID': id } })
    expect([answer.status, answer.headers.get('X-Request-ID')]).toEqual([400, id])
  })

  test('an authorisation is not started without end', async () => {
    const { body } = await tpp.consent(GLOBAL, embedded)
    const href = body._links?.['startAuthorisationWithPsuAuthentication']?.href ?? ''
    const codes = []
    for (let count = 0; count < 21; count += 1) codes.push((await tpp.call(href, { method: 'POST', body: {} })).code)
    expect(codes.at(19)).toBeUndefined()
    expect(codes.at(20)).toBe('SERVICE_BLOCKED')
  })
})

test.each([
  ['/berlin-group-embedded', {}, GLOBAL, 'EMBEDDED'],
  ['/berlin-group-embedded', { 'TPP-Redirect-Preferred': 'true' }, GLOBAL, 'EMBEDDED'],
  ['/berlin-group-redirect', { 'TPP-Redirect-Preferred': 'false' }, BANK_OFFERED, 'REDIRECT'],
  ['/berlin-group-oauth', { 'TPP-Redirect-Preferred': 'false' }, BANK_OFFERED, 'REDIRECT'],
  ['/berlin-group', {}, BANK_OFFERED, 'REDIRECT'],
])('%s with %o answers %s', async (face, headers, access, approach) => {
  const answer = await tpp.consent(access, headers, {}, face)
  expect(answer.headers.get('ASPSP-SCA-Approach')).toBe(approach)
})
