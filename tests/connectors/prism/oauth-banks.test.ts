import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { BankContext, BankHttp, BankRequest, Connector } from '@raccord/connector-kit'
import { openBankingUk } from '@raccord/connector-openbanking-uk'
import { stet } from '@raccord/connector-stet'
import { describe, expect, test } from 'vitest'
import { type Asked, signingKey, soundAnswer } from '../faults/oauth-bank.ts'
import { redirectInput } from '../oauth-bench.ts'
import { openPrism } from './prism.ts'

const specs = fileURLToPath(new URL('../../../../shared/reference/specs', import.meta.url))
const absent = !existsSync(specs)
if (absent)
  console.warn(
    '\n*** the OpenAPI files are not beside this checkout: STET AND OPEN BANKING UK ARE NOT JUDGED BY PRISM\n',
  )

const origin = 'https://api.bank.example'
const server = { metadataUrl: `${origin}/.well-known/openid-configuration` }
const oauth = { server, clientId: 'us', clientSecret: 'secret', signingKey, responseType: 'code' }
const psu = { ipAddress: '203.0.113.7', userAgent: 'Mozilla/5.0 (test)', accept: 'text/html', acceptLanguage: 'fr' }

interface Walk {
  readonly name: string
  readonly connector: Connector
  readonly file: string
  readonly base: string
  readonly options: object
  readonly recurring?: boolean
}

const uk = (file: string, version: string, name: string, options: object = {}, recurring = true): Walk => ({
  name: `Open Banking UK ${version}, ${name}`,
  connector: openBankingUk,
  file,
  base: `${origin}/open-banking/v${version}/aisp`,
  options: { version, oauth, ...options },
  recurring,
})
const french = (name: string, options: object = {}): Walk => ({
  name: `STET 1.4.2, ${name}`,
  connector: stet,
  file: 'stet-psd2-1.4.2.17-aisp.DERIVED.yaml',
  base: `${origin}/v1`,
  options: { oauth: { server, clientId: 'PSDFR-ACPR-12345' }, ...options },
})
const [v3, v4] = ['obie-account-info-3.1.11.yaml', 'obie-account-info-4.0.0.yaml']

const walks: readonly Walk[] = [
  french('as it comes'),
  french('consent given, owners of each', { consents: 'always', owners: 'end-user-identity', balances: 'separate' }),
  french('every header of the person', {
    psuHeaders: [
      'PSU-IP-Address',
      'PSU-User-Agent',
      'PSU-Accept',
      'PSU-Accept-Language',
      'PSU-Date',
      'PSU-HTTP-Method',
    ],
  }),
  // The files take dates with an offset only, the standard's own text wants none: both are an option.
  uk(v3, '3.1', 'as it comes', { dateTimeForm: 'utc' }),
  uk(v3, '3.1', 'a single reading, limited', { dateTimeForm: 'offset', limitHistory: true }, false),
  uk(v4, '4.0', 'as it comes', { dateTimeForm: 'utc' }),
  uk(v4, '4.0', 'an end asked for', { dateTimeForm: 'utc', expiration: 'asked', limitHistory: true }),
]

describe.skipIf(absent)('every request of the drivers, by Prism', () => {
  test.each(walks)('$name', async (walk) => {
    const sent: BankRequest[] = []
    const asked: Asked = {}
    const http: BankHttp = {
      send: async (request) => {
        // What a signature of the operator adds is not the driver's: the HTTP client writes it (signing/sign-request.ts).
        const signed = walk.connector === stet ? { ...request.headers, Signature: 'keyId="x"' } : request.headers
        if (request.url.startsWith(walk.base)) sent.push({ ...request, headers: signed })
        const url = request.url.slice(origin.length)
        const answer = soundAnswer(
          { method: request.method, url, headers: {}, body: request.body ?? '' },
          origin,
          asked,
        )
        const status = request.method === 'DELETE' ? 204 : 200
        return {
          kind: 'answer',
          status,
          headers: { 'content-type': 'application/json' },
          body: answer === '' ? '' : JSON.stringify(answer),
        }
      },
    }
    const bank: BankContext = {
      providerId: '9',
      options: { baseUrl: walk.base, ...walk.options },
      http,
      now: () => new Date(),
      locale: 'fr',
      psu,
      log: () => {},
    }
    await walkThrough(walk, bank, asked)
    const prism = await openPrism(`${specs}/${walk.file}`, walk.base)
    const found: string[] = []
    for (const request of sent) {
      for (const violation of await prism.violations(request))
        found.push(`${request.method} ${request.url}: ${violation}`)
    }
    expect(found).toEqual([])
    expect(sent.length).toBeGreaterThanOrEqual(walk.connector === stet ? 3 : 6)
    // A check that can not fail is none.
    const [first] = sent
    if (first) {
      const { Authorization: _gone, ...headers } = first.headers
      expect(await prism.violations({ ...first, headers })).not.toEqual([])
    }
  })
})

/** From consent to revocation, with the person and then without. */
async function walkThrough({ connector, recurring = true }: Walk, bank: BankContext, asked: Asked): Promise<void> {
  const validUntil = new Date(Date.now() + 86_400_000 * (recurring ? 90 : 0)).toISOString().slice(0, 10)
  const away = await connector.begin(bank, redirectInput({ recurring, validUntil }))
  if (away.kind !== 'redirect') throw new Error(JSON.stringify(away))
  const nonce = new URL(away.url).searchParams.get('nonce')
  if (nonce !== null) asked.nonce = nonce
  const query = { state: 'state-of-ours', code: 'code' }
  const done = await connector.resume(bank, away.state, { kind: 'returned', query })
  if (done.kind !== 'done') throw new Error(JSON.stringify(done))
  const { psu: _left, ...alone } = bank
  for (const context of [bank, alone]) {
    const read = await connector.accounts(context, done.state)
    if (read.kind === 'failed') throw new Error(read.detail)
    for (const account of read.accounts)
      for await (const page of connector.transactions(context, read.state, account, { from: '2026-01-01' }))
        if (page.kind === 'failed') throw new Error(page.detail)
  }
  const again = await connector.begin(bank, redirectInput({ former: done.state, recurring, validUntil }))
  expect(again.kind).toBe(connector === stet || !recurring ? 'redirect' : 'done')
  expect(await connector.revoke(alone, done.state)).toEqual({ kind: 'revoked' })
}
