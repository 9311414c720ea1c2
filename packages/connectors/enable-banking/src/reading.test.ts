import { daysBack } from '@raccord/connector-kit'
import { describe, expect, test } from 'vitest'
import { readAccount } from './account.ts'
import { readBank } from './bank-list.ts'
import { call } from './call.ts'
import { readEntry } from './entry.ts'
import { refusalOf } from './failure.ts'
import { shorterThan } from './period.ts'
import { refusedReturn } from './refused-return.ts'
import { readRemittance } from './remittance.ts'
import type { Session } from './session.ts'

const fakeBank = { now: () => new Date('2026-06-15T10:00:00Z'), log: () => {} }
const now = new Date('2026-06-15T12:00:00Z')
const zone = 'Europe/Berlin'
const back = (days: number) => daysBack(now, days, zone)
const refusal = (status: number, body: object, headers: Record<string, string> = {}) =>
  refusalOf('x', { kind: 'answer', status, headers, body: JSON.stringify(body) }, now)

describe('entries', () => {
  const entry = (more: object) =>
    readEntry(
      {
        transaction_amount: { currency: 'EUR', amount: '12.30' },
        credit_debit_indicator: 'DBIT',
        status: 'BOOK',
        booking_date: '2026-06-01',
        ...more,
      },
      'Europe/Paris',
    )

  test.each([
    ['BOOK', { status: 'BOOKED' }],
    [null, { status: 'BOOKED' }],
    ['PDNG', { status: 'PENDING' }],
    ['HOLD', { status: 'PENDING' }],
    ['SCHD', { status: 'OTHER' }],
    ['OTHR', { status: 'OTHER', informative: true }],
    ['NEW?', { status: 'OTHER', informative: true }],
    ['CNCL', { status: 'CANCELLED' }],
    ['RJCT', { status: 'REJECTED' }],
  ])('status %s', (status, expected) => {
    expect(entry({ status })).toMatchObject(expected)
  })

  test.each([
    ['DBIT', '12.30', -1230],
    ['CRDT', '12.30', 1230],
    // Some banks send a sign too.
    ['DBIT', '-12.30', -1230],
    [undefined, '-12.30', -1230],
  ])('%s of %s', (credit_debit_indicator, amount, minor) => {
    const read = entry({ credit_debit_indicator, transaction_amount: { currency: 'EUR', amount } })
    expect(read).toMatchObject({ amount: { minor } })
  })

  test.each([
    [{ credit_debit_indicator: 'MAYBE' }, 'sign_missing'],
    [{ credit_debit_indicator: null }, 'sign_missing'],
    [{ credit_debit_indicator: undefined }, 'sign_missing'],
    [{ booking_date: '30/06/2026' }, 'date_unreadable'],
    [{ transaction_amount: null }, 'amount_unreadable'],
    [{ transaction_amount: { currency: 'EUR', amount: 'many' } }, 'amount_unreadable'],
  ])('%j is left out', (more, rule) => {
    expect(entry(more)).toBe(rule)
  })

  test('who stands on the other side, references and codes', () => {
    const parties = { creditor: { name: 'Shop' }, debtor: { name: 'Us' }, creditor_account: { iban: 'de02 1203' } }
    expect(entry(parties)).toMatchObject({ counterpartyName: 'Shop', counterpartyIban: 'DE021203' })
    expect(entry({ ...parties, credit_debit_indicator: 'CRDT' })).toMatchObject({ counterpartyName: 'Us' })
    expect(entry({ entry_reference: '5561990681' })).toMatchObject({ entryReference: '5561990681' })
    expect(entry({ bank_transaction_code: { code: 'PMNT', sub_code: 'RDDT-ESDD' } })).toMatchObject({
      bankTransactionCode: 'PMNT-RDDT-ESDD',
    })
    expect(entry({ bank_transaction_code: { code: '705', sub_code: null } })).toMatchObject({ proprietaryCode: '705' })
  })

  test('an amount that was asked for in another currency', () => {
    const exchange_rate = { exchange_rate: '1.1', instructed_amount: { currency: 'USD', amount: '13.53' } }
    expect(entry({ exchange_rate })).toMatchObject({
      original: { amount: { minor: -1353, currency: 'USD' }, rate: '1.1' },
    })
  })
})

test.each([
  [
    ['mandatereference:M1,creditorid:DE98,remittanceinformation:Rent, June'],
    { lines: ['Rent, June'], mandateId: 'M1', creditorId: 'DE98' },
  ],
  [['EREF+NOTPROVIDED MREF+M2 SVWZ+Power'], { lines: ['Power'], mandateId: 'M2' }],
  [['EREF+R-7 SVWZ+Power'], { lines: ['Power'], endToEndId: 'R-7' }],
  [['Two\nlines', 'Two'], { lines: ['Two', 'lines'] }],
  // A name in the middle of a text is a word of the text.
  [['see creditorid:DE98'], { lines: ['see creditorid:DE98'] }],
  [['', '  '], { lines: [] }],
])('remittance %j', (written, expected) => {
  expect(readRemittance(written)).toEqual(expected)
})

describe('accounts', () => {
  const account = (more: object) => readAccount({ uid: 'u1', cash_account_type: 'CACC', currency: 'EUR', ...more })

  test('are known by IBAN, card or number, else by their hash, and never by the id of a session', () => {
    const iban = account({ account_id: { iban: 'FR76 3000 6000 0112 3456 7890 189' } })
    expect(iban).toMatchObject({ iban: 'FR7630006000011234567890189', number: 'FR7630006000011234567890189' })
    const other = { identification: '1234 5678', scheme_name: 'BBAN' }
    expect(account({ account_id: { other } })).toMatchObject({ number: '1234 5678' })
    const card = account({
      cash_account_type: 'CARD',
      all_account_ids: [{ identification: '4970 1234 5678 9012', scheme_name: 'CPAN' }],
    })
    expect(card).toMatchObject({ type: 'CREDIT_CARD', maskedPan: '497012XXXXXX9012' })
    const [one, two] = [
      account({ identification_hash: 'h1', uid: 'a' }),
      account({ identification_hash: 'h1', uid: 'b' }),
    ]
    expect(one?.number).toMatch(/^EB-[0-9A-F]{16}$/)
    expect(one?.number).toBe(two?.number)
    // The customer’s number is no account’s.
    const customer = { identification: 'C-1', scheme_name: 'CUST' }
    expect(account({ all_account_ids: [customer], identification_hash: 'h1' })?.number).toBe(one?.number)
  })

  test('one that can not be asked for is blocked; one that nothing tells apart is none', () => {
    expect(account({ uid: null, identification_hash: 'h1' })).toMatchObject({ status: 'blocked' })
    expect(account({ uid: null })).toBeUndefined()
    expect(readAccount('text')).toBeUndefined()
  })

  test('kinds by their code, names as the person or the bank gave them', () => {
    expect(account({ cash_account_type: 'SVGS' })?.type).toBe('SAVINGS')
    expect(account({ cash_account_type: 'LOAN' })?.type).toBe('LOAN')
    expect(account({ cash_account_type: 'OTHR', product: 'Depot' })?.type).toEqual({ unsupported: 'Depot' })
    expect(account({ name: 'Luke Martin', details: 'Household', usage: 'ORGA' })).toMatchObject({
      ...{ name: 'Household', ownerName: 'Luke Martin', usage: 'PROFESSIONAL' },
    })
  })
})

describe('failures', () => {
  test.each([
    [401, { error: 'EXPIRED_SESSION' }, 'consent_expired'],
    [400, { error: 'CLOSED_SESSION' }, 'consent_expired'],
    [429, { error: 'ASPSP_RATE_LIMIT_EXCEEDED' }, 'bank_limit_reached'],
    [400, { error: 'ASPSP_PSU_ACTION_REQUIRED' }, 'action_needed_at_bank'],
    [400, { error: 'ASPSP_ERROR', detail: { message: 'Oops' } }, 'bank_unavailable'],
    [401, { error: 'UNAUTHORIZED_ACCESS' }, 'bank_not_configured'],
    [401, {}, 'bank_not_configured'],
    [408, {}, 'bank_unavailable'],
    [500, { error: 'EXPIRED_SESSION' }, 'bank_unavailable'],
    [418, {}, 'bank_answer_invalid'],
  ])('%i %j is %s', (status, body, reason) => {
    expect(refusal(status, body)).toMatchObject({ kind: 'failed', reason })
  })

  test('an ended consent may stand in the details alone, which are not repeated', () => {
    const detail = { message: 'CONSENT_EXPIRED for Luke Martin', error_name: 'x' }
    const over = refusal(400, { error: 'ASPSP_ERROR', detail })
    expect(over).toMatchObject({ reason: 'consent_expired', upstream: 'over' })
    expect(JSON.stringify(over)).not.toContain('Luke')
    expect(refusal(400, { error: 'ASPSP_ERROR', detail: { message: 'HTTP 401' } })).toMatchObject({
      ...{ reason: 'bank_unavailable', upstream: 'refused' },
    })
  })

  test.each([
    [{ error: 'WRONG_TRANSACTIONS_PERIOD', detail: { date_from: '2026-03-18' } }, { from: '2026-03-18' }],
    [{ error: 'WRONG_TRANSACTIONS_PERIOD', detail: null }, {}],
    [{ error: 'PERIOD_INVALID', detail: 'dateFrom=2026-03-18' }, { from: '2026-03-18' }],
    [{ error: 'ASPSP_ERROR', detail: { message: 'bookingDateFrom must be within 2 years' } }, {}],
    [{ error: 'ASPSP_ERROR', detail: { message: 'Oops' } }, undefined],
  ])('%j is about the period: %j', (body, period) => {
    expect(refusal(422, body).period).toEqual(period)
  })

  test('shorter and shorter histories, from what the bank itself named on', () => {
    expect(shorterThan(undefined, now, zone, {}).map((day) => daysBetween(day))).toEqual([729, 364, 89, 60, 30])
    expect(shorterThan(back(100), now, zone, {}).map(daysBetween)).toEqual([89, 60, 30])
    expect(shorterThan(back(100), now, zone, { from: back(70) }).map(daysBetween)).toEqual([70, 60, 30])
    // A day that is refused already, or to come, is no help.
    expect(shorterThan(back(80), now, zone, { from: back(90) }).map(daysBetween)).toEqual([60, 30])
    expect(shorterThan(back(80), now, zone, { from: '2027-01-01' }).map(daysBetween)).toEqual([60, 30])
  })

  test.each([
    [{ error: 'access_denied', error_description: 'Cancelled by user' }, 'refused_at_bank'],
    [{ error: 'access_denied' }, 'refused_at_bank'],
    [{ error: 'access_denied', error_description: 'Invalid credentials' }, 'wrong_credentials'],
    [{ error: 'access_denied', error_description: 'please ask PSU to contact bank' }, 'action_needed_at_bank'],
    [{ error: 'server_error' }, 'bank_unavailable'],
    [{ error: 'invalid_client' }, 'bank_not_configured'],
    [{}, 'bank_answer_invalid'],
  ])('back with %j', (query, reason) => {
    expect(refusedReturn(query)).toMatchObject({ reason, detail: expect.not.stringContaining('Cancelled') })
  })
})

const daysBetween = (day: string) => Math.round((Date.parse('2026-06-15') - Date.parse(day)) / 86_400_000)

test('an error that says 200 is a failure, unless entries stand beside it', async () => {
  const answered = async (body: object) => {
    const answer = { kind: 'answer', status: 200, headers: {}, body: JSON.stringify(body) } as const
    return call(
      { bank: { ...fakeBank, http: { send: async () => answer } }, options: {}, bearer: 'x' } as unknown as Session,
      {
        ...{ operation: 'transactions.read', method: 'GET', path: '/x' },
      },
    )
  }
  expect(await answered({ transactions: [], error: 'ASPSP_ERROR' })).toMatchObject({ reason: 'bank_unavailable' })
  expect(await answered({ error: 'EXPIRED_SESSION' })).toMatchObject({ reason: 'consent_expired' })
  expect(await answered({ transactions: [{}], error: 'ASPSP_ERROR' })).toMatchObject({ kind: 'answered' })
  expect(await answered({ transactions: [], error: null })).toMatchObject({ kind: 'answered' })
})

describe('banks of the list', () => {
  const bank = (more: object) =>
    readBank({
      ...{
        name: 'Nordea',
        country: 'FI',
        psu_types: ['personal'],
        auth_methods: [],
        maximum_consent_validity: 15_552_000,
      },
      ...more,
    })
  const method = (name: string, hidden_method: boolean, approach = 'REDIRECT') => ({
    ...{ name, hidden_method, approach, psu_type: 'personal' },
  })

  test('a way of signing in is named only where their page offers none', () => {
    expect(bank({ auth_methods: [method('a', true), method('b', false)] })?.authMethods).toEqual({})
    expect(bank({ auth_methods: [method('a', true, 'DECOUPLED'), method('b', true)] })?.authMethods).toEqual({
      personal: 'b',
    })
  })

  test('what can not be read is no bank', () => {
    for (const more of [{ country: 'Finland' }, { psu_types: [] }, { name: '' }, { maximum_consent_validity: 'long' }])
      expect(bank(more)).toBeUndefined()
    expect(bank({ bic: null, required_psu_headers: null })).toMatchObject({ requiredPsuHeaders: [] })
  })
})
