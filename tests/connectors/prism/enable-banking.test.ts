import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sandboxProviders } from '@raccord/catalogue'
import { enableBanking, listBanks, readApplication } from '@raccord/connector-enable-banking'
import { type BankHttp, type BankRequest, type BankResponse, createBankHttp } from '@raccord/connector-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectOutcome, type OAuthBench, redirectInput, startOAuthBench } from '../oauth-bench.ts'
import { signIn, visitWithCookies } from '../oauth-browser.ts'
import { openPrism } from './prism.ts'

const file = fileURLToPath(new URL('../../../../shared/reference/specs/enable-banking.openapi.yaml', import.meta.url))
const absent = !existsSync(file)
if (absent)
  console.warn('\n*** the OpenAPI files are not beside this checkout: ENABLE BANKING IS NOT JUDGED BY PRISM\n')

describe.skipIf(absent)('Enable Banking, by Prism', () => {
  let bench: OAuthBench
  const exchanges: { readonly request: BankRequest; readonly response: BankResponse }[] = []
  beforeAll(async () => {
    bench = await startOAuthBench()
  })
  afterAll(() => bench.close())

  test('every request of the driver, and every answer of its counterpart', async () => {
    const options = sandboxProviders(bench.url).find(({ id }) => id === '109')?.channels[0]?.options as {
      readonly [name: string]: string
    }
    const sockets = createBankHttp({ allowedHosts: [new URL(bench.url).host], allowLoopback: true })
    const http: BankHttp = {
      send: async (request) => {
        const response = await sockets.send(request)
        exchanges.push({ request, response })
        return response
      },
    }
    const psu = { ipAddress: '81.2.69.142', userAgent: 'Mozilla/5.0', accept: 'text/html', acceptLanguage: 'fr' }
    await walk(http, options, psu)
    await sockets.close()

    const base = `${bench.url}/enable-banking`
    const prism = await openPrism(file, base)
    const found: string[] = []
    for (const { request, response } of exchanges) {
      const what = `${request.method} ${new URL(request.url).pathname}`
      for (const violation of await prism.violations(request)) found.push(`${what}: ${violation}`)
      if (response.kind === 'answer')
        for (const violation of await prism.answerViolations(request, response))
          found.push(`${what} answered ${response.status}: ${violation}`)
    }
    expect(found).toEqual([])
    const kinds = new Set(
      exchanges.map(({ request: { method, url } }) =>
        `${method} ${new URL(url).pathname}`.replace('/enable-banking', '').replace(/[0-9a-f-]{36}/, '*'),
      ),
    )
    expect([...kinds].sort()).toEqual([
      'DELETE /sessions/*',
      'GET /accounts/*/balances',
      'GET /accounts/*/details',
      'GET /accounts/*/transactions',
      'GET /application',
      'GET /aspsps',
      'GET /sessions/*',
      'POST /auth',
      'POST /sessions',
    ])
    // A check that can not fail is none.
    const [first] = exchanges
    if (!first) throw new Error('nothing was sent')
    const { Authorization: _gone, ...headers } = first.request.headers
    expect(await prism.violations({ ...first.request, headers })).not.toEqual([])
    const empty = { kind: 'answer', status: 200, headers: { 'content-type': 'application/json' }, body: '{}' } as const
    const listing = exchanges.find(({ request }) => request.url.includes('/aspsps'))
    expect(listing && (await prism.answerViolations(listing.request, empty))).not.toEqual([])
  })

  async function walk(
    http: BankHttp,
    options: { readonly [name: string]: string },
    psu: { readonly ipAddress: string },
  ): Promise<void> {
    const { baseUrl = '', applicationId = '', privateKey = '' } = options
    const application = {
      application: { baseUrl, applicationId, privateKey },
      http,
      now: () => new Date(),
      log: () => {},
    }
    expect(await readApplication(application)).toMatchObject({ kind: 'application' })
    expect(await listBanks(application)).toMatchObject({ kind: 'banks' })
    const bank = bench.context(options, { http, psu })
    const away = expectOutcome(await enableBanking.begin(bank, redirectInput()), 'redirect')
    const { query } = await visitWithCookies(away.url, signIn('many'))
    const done = expectOutcome(await enableBanking.resume(bank, away.state, { kind: 'returned', query }), 'done')
    const { psu: _left, ...alone } = bank
    for (const context of [bank, alone]) {
      // One that came into the session later: it is asked for.
      const read = await enableBanking.accounts(context, { ...done.state, accounts: [] })
      if (read.kind === 'failed') throw new Error(read.detail)
      expect(read.accounts.length).toBeGreaterThan(0)
      for (const account of read.accounts)
        for (const window of [{}, { from: new Date().toISOString().slice(0, 10) }])
          for await (const page of enableBanking.transactions(context, read.state, account, window))
            if (page.kind === 'failed') throw new Error(page.detail)
    }
    expect(await enableBanking.revoke(bank, done.state)).toEqual({ kind: 'revoked' })
    expect(await enableBanking.accounts(bank, done.state)).toMatchObject({ kind: 'failed' })
  }
})
