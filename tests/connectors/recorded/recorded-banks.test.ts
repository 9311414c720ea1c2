import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SealKey } from '@raccord/connector-kit'
import { errors } from '@raccord/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RecordedBank, recordedBanks } from './recorded-banks.ts'
import { testSealKey } from './test-seal-key.ts'
import { walkBank } from './walk.ts'
import { startWireMock, type WireMock, whatIsMissing } from './wiremock.ts'

const recordings = fileURLToPath(new URL('../../../../shared/reference/recorded-banks', import.meta.url))
const missing = whatIsMissing(recordings)
if (missing !== undefined) console.warn(`\n*** ${missing}: RECORDED BANKS ARE SKIPPED\n`)

/** Rows of somebody's own recordings, in the table's form: an absolute `folder` and options, no code. */
function ownRows(): RecordedBank[] {
  const file = process.env['RACCORD_RECORDED_BANKS']
  return file === undefined ? [] : (JSON.parse(readFileSync(file, 'utf8')) as RecordedBank[])
}

describe.skipIf(missing !== undefined)('recorded banks, by options alone', () => {
  let bank: WireMock
  let seal: SealKey
  beforeAll(async () => {
    seal = await testSealKey()
    bank = await startWireMock()
  }, 60_000)
  afterAll(() => bank?.stop())

  test.each([...recordedBanks, ...ownRows()])('$title', async (one) => {
    await bank.play(resolve(recordings, one.folder))
    const walked = await walkBank(one, bank.url, seal)
    const { expected } = one
    expect(walked.steps).toEqual(expected.steps)
    expect(walked.accounts).toHaveLength(expected.accounts)
    expect(walked.transactions).toHaveLength(expected.transactions)
    expect(walked.accounts.flatMap(({ balances }) => balances)).toHaveLength(expected.balances)
    expect(walked.skipped).toEqual([])
    expect(walked.revoked.kind === 'failed' ? walked.revoked.reason : walked.revoked.kind).toBe(expected.revoke)
    if (walked.revoked.kind === 'failed') expect(errors[walked.revoked.reason]).toHaveProperty('person.next')
    for (const { amount, bookingDate } of walked.transactions) {
      expect(amount).toMatchObject({ currency: 'EUR', minor: expect.any(Number) })
      expect(bookingDate).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }
    // Nothing was asked in another way than the bank was recorded to take it.
    const asked = (await bank.unmatched()).map((call) => call.replace(/(accounts|consents)\/[^/]+/, '$1/{id}'))
    expect([...new Set(asked)].sort()).toEqual([...one.notRecorded].sort())
    for (const secret of Object.values(one.person.credentials ?? {})) expect(walked.log).not.toContain(secret)
  })
})
