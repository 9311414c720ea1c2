import { generateKeyPairSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type BerlinGroupOptionsInput, berlinGroup } from '@raccord/connector-berlin-group'
import { type Answer, type BankContext, type BankRequest, type Outcome, Secret } from '@raccord/connector-kit'
import { beforeAll, describe, expect, test } from 'vitest'
import { beginInput, psu } from '../bench.ts'
import { openPrism, type Prism } from './prism.ts'
import { type ScriptedAnswer, scriptedHttp } from './scripted-http.ts'

const specs = fileURLToPath(new URL('../../../../shared/reference/specs', import.meta.url))
const patched = `${specs}/berlin-group-psd2-api_v1.3.11.PRISM-PATCHED.yaml`
const published = `${specs}/berlin-group-psd2-api_v1.3.11-2021-10-01v1.yaml`
const absent = !existsSync(patched)
if (absent)
  console.warn('\n*** the OpenAPI files are not beside this checkout: THE DRIVER’S REQUESTS ARE NOT JUDGED BY PRISM\n')

const base = 'https://api.bank.example/psd2'
const iban = 'DE89370400440532013000'
const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .publicKey.export({ type: 'spki', format: 'pem' })
  .toString()

const own = '/v1/consents/c1/authorisations/a1'
const link = (...names: string[]) =>
  Object.fromEntries(
    names.map((name) => [name, { href: name.startsWith('start') ? '/v1/consents/c1/authorisations' : own }]),
  )
const consent = (links: object, more: object = {}): ScriptedAnswer => ({
  status: 201,
  body: { consentStatus: 'received', consentId: 'c1', _links: links, ...more },
})
const sca = (scaStatus: string, links: object = {}, more: object = {}): ScriptedAnswer => ({
  body: { scaStatus, authorisationId: 'a1', _links: links, ...more },
})
const methods = ['sms', 'app'].map((id) => ({ authenticationMethodId: id, authenticationType: 'SMS_OTP', name: id }))
const withCode = sca('scaMethodSelected', link('authoriseTransaction'), { challengeData: { otpMaxLength: 6 } })

/** What the bank answers besides: a consent that is valid, an account, a card. */
const reading: { readonly [route: string]: ScriptedAnswer } = {
  'GET /v1/consents/c1/status': { body: { consentStatus: 'valid' } },
  'GET /v1/consents/c1': { body: { consentStatus: 'valid', validUntil: '2026-08-28', frequencyPerDay: 4 } },
  'GET /v1/accounts': { body: { accounts: [{ resourceId: 'acc', iban, currency: 'EUR' }] } },
  'GET /v1/accounts/acc/balances': { body: { balances: [] } },
  'GET /v1/accounts/acc/transactions': { body: { transactions: { booked: [], pending: [] } } },
  'GET /v1/card-accounts': {
    body: { cardAccounts: [{ resourceId: 'card', maskedPan: '525412******3241', currency: 'EUR' }] },
  },
  'GET /v1/card-accounts/card/balances': { body: { balances: [] } },
  'GET /v1/card-accounts/card/transactions': { body: { cardTransactions: { booked: [], pending: [] } } },
  'DELETE /v1/consents/c1': { status: 204 },
}

interface Walk {
  readonly name: string
  readonly options?: Partial<BerlinGroupOptionsInput>
  readonly mode?: 'REDIRECT' | 'EMBEDDED'
  readonly rules: { readonly [route: string]: ScriptedAnswer | ((request: BankRequest) => ScriptedAnswer) }
  readonly answers?: readonly Answer[]
  /** Nobody is there while accounts are read. */
  readonly alone?: boolean
}

const back: Answer = { kind: 'returned', query: { state: 'state-of-ours' } }
const code: Answer = { kind: 'secret', value: new Secret('123456') }
const toBank = link('scaRedirect', 'scaStatus')
const embedded = (first: ScriptedAnswer, then: ScriptedAnswer): Walk['rules'] => ({
  'POST /v1/consents': first,
  [`POST /v1/consents/c1/authorisations`]: { ...then, status: 201 },
  [`PUT ${own}`]: ({ body = '' }) => {
    if (body.includes('scaAuthenticationData')) return sca('finalised')
    return body.includes('authenticationMethodId') ? withCode : then
  },
})
const choices = sca('psuAuthenticated', link('selectAuthenticationMethod'), { scaMethods: methods })
const encryption = { key: { pem } }

const walks: readonly Walk[] = [
  {
    name: 'REDIRECT, bank-offered',
    rules: { 'POST /v1/consents': consent({ scaRedirect: { href: 'https://bank.example/sca' }, ...toBank }) },
    answers: [back],
  },
  {
    name: 'REDIRECT, global with owner names, explicit, and a confirmation code',
    options: { consentModels: ['global'], ownerName: true, authorisation: 'explicit' },
    rules: {
      'POST /v1/consents': consent(link('startAuthorisation')),
      'POST /v1/consents/c1/authorisations': {
        ...sca('received', { ...toBank, confirmation: { href: own } }),
        status: 201,
      },
      [`PUT ${own}`]: sca('finalised'),
    },
    answers: [{ kind: 'returned', query: { state: 'state-of-ours', confirmationCode: '4711' } }],
  },
  {
    name: 'DECOUPLED, asked for, the person identified before',
    mode: 'EMBEDDED',
    options: { consentModels: ['global'], decoupledPreferred: true, psuIdType: 'DE_ONLB' },
    rules: {
      'POST /v1/consents': consent(link('startAuthorisationWithPsuIdentification')),
      'POST /v1/consents/c1/authorisations': { ...sca('psuIdentified', link('scaStatus')), status: 201 },
      [`GET ${own}`]: sca('finalised'),
    },
    answers: [{ kind: 'poll' }],
  },
  {
    name: 'EMBEDDED with a choice, detailed, read alone afterwards',
    mode: 'EMBEDDED',
    options: {
      consentModels: ['detailed'],
      accountCurrency: 'EUR',
      identifyEveryCall: true,
      credentials: { login: 'psuId', password: 'password', iban: 'iban' },
    },
    rules: embedded(consent(link('startAuthorisationWithPsuAuthentication')), choices),
    answers: [{ kind: 'choice', id: 'sms' }, code],
    alone: true,
  },
  {
    name: 'EMBEDDED by updates of an authorisation begun implicitly, password encrypted',
    mode: 'EMBEDDED',
    options: { consentModels: ['global'], encryption, authorisation: 'implicit' },
    rules: embedded(consent(link('updateEncryptedPsuAuthentication')), withCode),
    answers: [code],
  },
  {
    name: 'EMBEDDED begun with an encrypted password',
    mode: 'EMBEDDED',
    options: { consentModels: ['global'], encryption },
    rules: embedded(consent(link('startAuthorisationWithEncryptedPsuAuthentication')), choices),
    answers: [{ kind: 'choice', id: 'app' }, code],
  },
  {
    name: 'a list, then details; the same for cards',
    options: { consentModels: ['list-only'], separateCardConsent: true, listWithBalance: true },
    rules: { 'POST /v1/consents': consent({ scaRedirect: { href: 'https://bank.example/sca' }, ...toBank }) },
    answers: [back, back, back, back],
  },
  {
    name: 'balances apart, statuses one by one, a query of its own',
    options: {
      balances: 'separate',
      bookingStatuses: ['booked', 'pending', 'information'],
      transactionsQuery: 'dateFrom={dateFrom}&dateTo={dateTo}&bookingStatus={bookingStatus}&withBalance=true',
      transactionsAccept: ['application/xml', 'text/plain', 'application/json'],
    },
    rules: { 'POST /v1/consents': consent({ scaRedirect: { href: 'https://bank.example/sca' }, ...toBank }) },
    answers: [back],
  },
]

/** Every request of one walk from consent to its end. */
async function requestsOf({ options, mode = 'REDIRECT', rules, answers = [], alone }: Walk): Promise<BankRequest[]> {
  const { http, sent } = scriptedHttp(base, { ...reading, ...rules })
  const bank: BankContext = {
    providerId: '9',
    options: { baseUrl: base, ...options },
    http,
    now: () => new Date('2026-03-02T10:00:00Z'),
    locale: 'en',
    psu,
    log: () => {},
  }
  const credentials: Record<string, string> = mode === 'EMBEDDED' ? { login: 'anna', password: 'hunter2', iban } : {}
  let outcome: Outcome = await berlinGroup.begin(bank, beginInput(mode, credentials))
  for (const answer of answers) {
    if (!('state' in outcome) || !outcome.state) throw new Error(JSON.stringify(outcome))
    outcome = await berlinGroup.resume(bank, outcome.state, answer)
  }
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  const { psu: _gone, ...nobody } = bank
  const reader = alone ? nobody : bank
  const listed = await berlinGroup.accounts(reader, outcome.state)
  if (listed.kind === 'failed') throw new Error(listed.detail)
  for (const account of listed.accounts) {
    for await (const page of berlinGroup.transactions(reader, listed.state, account, {})) expect(page.kind).toBe('page')
  }
  expect(await berlinGroup.revoke(reader, listed.state)).toEqual({ kind: 'revoked' })
  return sent
}

describe.skipIf(absent)('requests judged by Prism against the official file', () => {
  let prism: Prism
  const asked = new Set<string>()
  beforeAll(async () => {
    prism = await openPrism(patched, base)
  }, 60_000)

  test.each(walks)('$name', async (walk) => {
    const sent = await requestsOf(walk)
    const faults: string[] = []
    for (const request of sent) {
      const { pathname } = new URL(request.url)
      asked.add(`${request.method} ${pathname.replace(/\/(c1|a1|acc|card)(?=\/|$)/g, '/{id}')}`)
      for (const fault of await prism.violations(request)) faults.push(`${request.method} ${pathname}: ${fault}`)
    }
    expect(faults).toEqual([])
  })

  test('all kinds of request were among them', () => {
    const consents = '/psd2/v1/consents'
    expect([...asked].sort()).toEqual(
      [
        `POST ${consents}`,
        `GET ${consents}/{id}`,
        `GET ${consents}/{id}/status`,
        `DELETE ${consents}/{id}`,
        `POST ${consents}/{id}/authorisations`,
        `GET ${consents}/{id}/authorisations/{id}`,
        `PUT ${consents}/{id}/authorisations/{id}`,
        ...['accounts', 'card-accounts'].flatMap((kind) => [
          `GET /psd2/v1/${kind}`,
          `GET /psd2/v1/${kind}/{id}/balances`,
          `GET /psd2/v1/${kind}/{id}/transactions`,
        ]),
      ].sort(),
    )
  })

  test('the judge can say no: a header less, a wrong type, the file as it was published', async () => {
    const sent = await requestsOf(walks[3]!)
    const first = sent[0]!
    const { 'X-Request-ID': _id, ...fewer } = first.headers
    expect(await prism.violations({ ...first, headers: fewer })).toContainEqual(expect.stringMatching(/x-request-id/i))
    const wrong = { ...JSON.parse(first.body ?? ''), frequencyPerDay: 'four' } as unknown
    expect(await prism.violations({ ...first, body: JSON.stringify(wrong) })).not.toEqual([])
    const login = sent.find(({ body }) => body?.includes('psuData'))!
    expect(await (await openPrism(published, base)).violations(login)).not.toEqual([])
  })
})
