import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writeAmount } from '../scenario/money.ts'
import { parseScenario } from '../scenario/parse.ts'
import { startTestTpp, type TestTpp } from '../testing/test-tpp.ts'

let tpp: TestTpp
beforeAll(async () => {
  tpp = await startTestTpp()
})
afterAll(() => tpp.close())

const ALL = 'transactions?bookingStatus=both&dateFrom=2000-01-01'

/** Reads one account to the end by following `next`, and counts the pages. */
async function readAll(id: string, address: string) {
  const booked = []
  let pages = 0
  for (let next: string | undefined = address; next !== undefined; pages += 1) {
    const { body, status, code } = await tpp.read(id, next)
    const report = body.transactions ?? body.cardTransactions
    if (!report) throw new Error(`${status} ${code}`)
    booked.push(...(report.booked ?? []))
    next = report._links['next']?.href
  }
  return { booked, pages }
}

describe('accounts and transactions', () => {
  test('many transactions come in pages, each once', async () => {
    const { id } = await tpp.agreeByRedirect('many')
    const [account] = (await tpp.read(id, '/accounts')).body.accounts ?? []
    const { booked, pages } = await readAll(id, `/accounts/${account?.resourceId}/${ALL}`)
    expect(pages).toBe(20)
    expect(booked).toHaveLength(10_000)
    expect(new Set(booked.map(({ entryReference }) => entryReference)).size).toBe(10_000)
    const small = await tpp.read(id, `/accounts/${account?.resourceId}/${ALL}&itemsPerPage=3`)
    expect(small.body.transactions?.booked).toHaveLength(3)
  })

  test('ids of accounts change with the consent, entry references do not', async () => {
    const ids = [(await tpp.agreeByRedirect('plain')).id, (await tpp.agreeByRedirect('plain')).id]
    const seen = await Promise.all(
      ids.map(async (id) => {
        const [account] = (await tpp.read(id, '/accounts')).body.accounts ?? []
        const { booked } = await readAll(id, `/accounts/${account?.resourceId}/${ALL}`)
        return { resource: account?.resourceId, iban: account?.iban, booked }
      }),
    )
    expect(seen[0]?.resource).not.toBe(seen[1]?.resource)
    expect(seen[0]?.iban).toBe(seen[1]?.iban)
    expect(seen[0]?.booked).toEqual(seen[1]?.booked)
    expect((await tpp.read(ids[0] ?? '', `/accounts/${seen[1]?.resource}/balances`)).code).toBe('RESOURCE_UNKNOWN')
  })

  test('pending entries come beside the booked ones, and the expected balance with them', async () => {
    const { id } = await tpp.agreeByRedirect('dev')
    const [account] = (await tpp.read(id, '/accounts?withBalance=true')).body.accounts ?? []
    const path = `/accounts/${account?.resourceId}/transactions?dateFrom=2000-01-01&bookingStatus=`
    const pending = (await tpp.read(id, `${path}pending`)).body.transactions
    expect(pending?.booked).toBeUndefined()
    expect(
      pending?.pending?.map((entry) => [entry.transactionAmount.amount, entry.bookingDate, entry.entryReference]),
    ).toEqual([
      ['-23.40', undefined, undefined],
      ['-7.80', undefined, undefined],
    ])
    expect((await tpp.read(id, `${path}booked`)).body.transactions?.pending).toBeUndefined()
    const [booked, expected] = account?.balances ?? []
    const cents = (one: typeof booked) => Math.round(Number(one?.balanceAmount.amount) * 100)
    expect([booked?.balanceType, expected?.balanceType]).toEqual(['closingBooked', 'expected'])
    expect(cents(expected) - cents(booked)).toBe(-3120)
  })

  test('card accounts have calls of their own', async () => {
    const { id } = await tpp.agreeByRedirect('plain')
    const [card] = (await tpp.read(id, '/card-accounts?withBalance=true')).body.cardAccounts ?? []
    expect(card).toMatchObject({ maskedPan: '497040XXXXXX5678', balances: [{ balanceAmount: { amount: '-120.00' } }] })
    const { booked } = await readAll(
      id,
      card?._links['transactions']?.href.concat('?bookingStatus=both&dateFrom=2026-01-01') ?? '',
    )
    expect(booked.map(({ transactionDetails }) => transactionDetails)).toEqual([
      'CARTE THEATRE MUNICIPAL',
      'CARTE GRAND BAZAR',
      'CARTE ABONNEMENT REVUE',
    ])
    expect((await tpp.read(id, card?._links['balances']?.href ?? '')).body.balances).toHaveLength(1)
    expect((await tpp.read(id, `/accounts/${card?.resourceId}`)).code).toBe('RESOURCE_UNKNOWN')
  })

  test('a period is kept', async () => {
    const { id } = await tpp.agreeByRedirect('plain')
    const [card] = (await tpp.read(id, '/card-accounts')).body.cardAccounts ?? []
    const { booked } = await readAll(
      id,
      `/card-accounts/${card?.resourceId}/transactions?bookingStatus=booked&dateFrom=2026-11-09&dateTo=2026-12-31`,
    )
    expect(booked.map(({ bookingDate }) => bookingDate)).toEqual(['2026-11-09'])
  })

  test('a label longer than the standard’s line comes in several', async () => {
    const long = 'n'.repeat(139) + 'é'.repeat(5)
    const { presentEntry } = await import('./present-entry.ts')
    const parsed = parseScenario(
      `CREDENTIALS|a|b\nACCOUNT|x|1|01/01/26|0|Checkings||||n||||EUR\nTRANSACTION|1|01/01/26|${long}`,
    )
    const account = parsed.ok ? parsed.scenario.accounts[0] : undefined
    const shown = presentEntry(
      account!,
      { reference: 'r', minor: 1n, day: '2026-01-01', label: long, details: {} },
      true,
    )
    expect(shown['remittanceInformationUnstructuredArray']).toEqual([`${'n'.repeat(139)}é`, 'éééé'])
  })
})

describe('what ends or limits a consent', () => {
  test('unattended reads are counted by resource and day; attended ones and pages are not', async () => {
    const { id } = await tpp.agreeByRedirect('renewal')
    expect((await tpp.call(`/consents/${id}`)).body).toMatchObject({ frequencyPerDay: 2 })
    const alone = (path: string) => tpp.read(id, path, { 'PSU-IP-Address': '' })
    for (const _ of [1, 2]) expect((await alone('/accounts')).status).toBe(200)
    const third = await alone('/accounts')
    expect([third.status, third.code]).toEqual([429, 'ACCESS_EXCEEDED'])
    const [account] = (await tpp.read(id, '/accounts')).body.accounts ?? []
    expect((await alone(`/accounts/${account?.resourceId}/balances`)).status).toBe(200)
    await tpp.advance(1)
    expect((await alone('/accounts')).status).toBe(200)
  })

  test('the bank cuts its life, tells so, and ends it', async () => {
    const { id } = await tpp.agreeByRedirect('renewal')
    const { validUntil = '' } = (await tpp.call(`/consents/${id}`)).body
    expect(validUntil < '9999-12-31').toBe(true)
    await tpp.advance(3)
    expect((await tpp.call(`/consents/${id}/status`)).body.consentStatus).toBe('expired')
    expect((await tpp.read(id, '/accounts')).code).toBe('CONSENT_EXPIRED')
  })

  test('a new recurring consent ends the older one of the same PSU and approach, a one-off or refused one does not', async () => {
    const first = await tpp.agreeByRedirect('renewal')
    const embedded = await tpp.agreeEmbedded('renewal')
    const once = await tpp.agreeByRedirect('renewal', {}, undefined, { recurringIndicator: false, frequencyPerDay: 1 })
    const status = async ({ id }: { id: string }) => (await tpp.call(`/consents/${id}/status`)).body.consentStatus
    expect(await Promise.all([first, embedded, once].map(status))).toEqual(['valid', 'valid', 'valid'])
    const second = await tpp.agreeByRedirect('renewal')
    expect(await Promise.all([first, embedded, once, second].map(status))).toEqual([
      'expired',
      'valid',
      'valid',
      'valid',
    ])
  })

  test('the TPP ends it', async () => {
    const { id } = await tpp.agreeByRedirect('dev')
    expect((await tpp.call(`/consents/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await tpp.call(`/consents/${id}/status`)).body.consentStatus).toBe('terminatedByTpp')
    expect((await tpp.read(id, '/accounts')).code).toBe('CONSENT_INVALID')
  })

  test('a one-off consent is over after an hour', async () => {
    const { id } = await tpp.agreeByRedirect('dev', {}, undefined, { recurringIndicator: false, frequencyPerDay: 1 })
    expect((await tpp.read(id, '/accounts')).status).toBe(200)
    await tpp.advance(0.05)
    expect((await tpp.read(id, '/accounts')).code).toBe('CONSENT_EXPIRED')
  })
})

describe('customers with trouble', () => {
  let first = ''
  const of = async (login: string) => {
    const { id } = await tpp.agreeByRedirect(login)
    const [account] = (await tpp.read(id, '/accounts')).body.accounts ?? []
    first = `/accounts/${account?.resourceId}/${ALL}`
    return id
  }
  beforeEach(() => {
    first = ''
  })
  test('hiccup recovers', async () => {
    const id = await of('hiccup')
    const answers = [await tpp.read(id, first), await tpp.read(id, first), await tpp.read(id, first)]
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 200])
  })
  test('garbage is no JSON', async () => {
    const id = await of('garbage')
    await expect(tpp.read(id, first)).rejects.toThrow(SyntaxError)
  })
  test('revoked withdraws', async () => {
    const id = await of('revoked')
    expect((await tpp.read(id, first)).code).toBe('CONSENT_INVALID')
    expect((await tpp.call(`/consents/${id}/status`)).body.consentStatus).toBe('revokedByPsu')
  })
  test('timeout hangs up', async () => {
    const file = (await (await fetch(`${tpp.origin}/scenarios/timeout.txt`)).text()).replace(
      'timeout(60)',
      'timeout(1)',
    )
    const server = createServer((_, response) => response.setHeader('content-type', 'text/plain').end(file))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const configuration_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const { id } = await tpp.agreeByRedirect('timeout', { configuration_url })
    const [account] = (await tpp.read(id, '/accounts')).body.accounts ?? []
    await expect(tpp.read(id, `/accounts/${account?.resourceId}/${ALL}`)).rejects.toThrow('fetch failed')
    server.close()
  })
  test('limited is limited', async () => {
    const { id } = await tpp.agreeByRedirect('limited')
    expect((await tpp.read(id, '/accounts')).code).toBe('ACCESS_EXCEEDED')
  })
})

const REFERENCE = new URL('../../../../../shared/reference/testbank/', import.meta.url)
describe.skipIf(!existsSync(REFERENCE))('the reference files over HTTP (skipped where they are absent)', () => {
  let files: Server
  beforeAll(async () => {
    files = createServer((request, response) => {
      response
        .setHeader('content-type', 'text/plain; charset=utf-8')
        .end(readFileSync(new URL(`.${request.url}`, REFERENCE)))
    })
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => {
    files.close()
  })
  test.each([
    'en_james_watson.txt',
    'es_sergio_marquina.txt',
    'fr_luke_skywalker.txt',
    'fr_no_owner_name.txt',
    'fr_account_type_not_supported.txt',
  ])('%s, record by record', async (name) => {
    const parsed = parseScenario(readFileSync(new URL(name, REFERENCE), 'utf8'))
    if (!parsed.ok) throw new Error('unreadable')
    const configuration_url = `http://127.0.0.1:${(files.address() as AddressInfo).port}/${name}`
    const { id } = await tpp.agreeByRedirect('dev', { configuration_url })
    const { accounts = [] } = (await tpp.read(id, '/accounts?withBalance=true')).body
    expect(accounts.map(({ iban, balances }) => [iban, balances?.[0]?.balanceAmount.amount])).toEqual(
      parsed.scenario.accounts.map(({ iban, balanceMinor, currency }) => [iban, writeAmount(balanceMinor, currency)]),
    )
    for (const [index, account] of accounts.entries()) {
      const { booked } = await readAll(id, `/accounts/${account.resourceId}/${ALL}`)
      const source = parsed.scenario.accounts[index]
      expect(
        booked.map((entry) => [
          entry.transactionAmount.amount,
          entry.bookingDate,
          entry.remittanceInformationUnstructured,
        ]),
      ).toEqual(source?.entries.map(({ minor, day, label }) => [writeAmount(minor, source.currency), day, label]))
    }
  })
})
