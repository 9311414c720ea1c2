import { createECDH, createHash, createPrivateKey } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import {
  type BankAccount,
  type BankContext,
  type BankHttp,
  type BankRequest,
  type BankTransaction,
  type BeginInput,
  type Connector,
  type ConnectorState,
  createBankHttp,
  type Outcome,
} from '@raccord/connector-kit'
import { accountTypes } from '@raccord/contract'
import { buildTestBank } from '@raccord/testbank'
import { visitWithCookies } from './oauth-browser.ts'

/** Private half of the key that a sandbox signs with: derived from a sentence, so that it stands in no file. */
export function sandboxSigningKey(): string {
  const d = createHash('sha256').update('raccord sandbox client key').digest()
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(d)
  const point = curve.getPublicKey()
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33, 65).toString('base64url')]
  const jwk = { kty: 'EC', crv: 'P-256', d: d.toString('base64url'), x, y }
  return createPrivateKey({ key: jwk, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' }).toString()
}

export interface OAuthBench {
  readonly url: string
  readonly sent: BankRequest[]
  readonly logged: () => string
  context(options: unknown, more?: Partial<BankContext>): BankContext
  advanceDays(days: number): Promise<void>
  close(): Promise<void>
}

/** The real test bank on a free port; every request that a driver sends is kept. */
export async function startOAuthBench(): Promise<OAuthBench> {
  const app = await buildTestBank({ control: true })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const http = createBankHttp({ allowedHosts: [new URL(url).host], allowLoopback: true })
  const log: string[] = []
  const sent: BankRequest[] = []
  let days = 0
  const recorded: BankHttp = {
    send: (request) => {
      sent.push(request)
      return http.send(request)
    },
  }
  return {
    url,
    sent,
    logged: () => log.join('\n'),
    context: (options, more = {}) => ({
      providerId: '104',
      options,
      http: recorded,
      now: () => new Date(Date.now() + days * 86_400_000),
      locale: 'fr',
      psu: { ipAddress: '203.0.113.7', userAgent: 'Mozilla/5.0 (test)', acceptLanguage: 'fr-FR' },
      log: (event, fields) => log.push(JSON.stringify({ event, ...fields })),
      ...more,
    }),
    advanceDays: async (by) => {
      days += by
      const answer = await fetch(`${url}/control/clock`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ advance_days: by }),
      })
      if (!answer.ok) throw new Error(`clock: ${answer.status}`)
    },
    close: async () => {
      await http.close()
      await app.close()
    },
  }
}

export function redirectInput(more: Partial<BeginInput> = {}): BeginInput {
  return {
    mode: 'REDIRECT',
    accountTypes,
    recurring: true,
    validUntil: new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10),
    frequencyPerDay: 4,
    credentials: {},
    redirect: { uri: 'http://127.0.0.1:4400/bank/callback/104', state: 'state-of-ours' },
    ...more,
  }
}

export function expectOutcome<K extends Outcome['kind']>(outcome: Outcome, kind: K): Extract<Outcome, { kind: K }> {
  if (outcome.kind !== kind)
    throw new Error(`expected ${kind}, got ${JSON.stringify({ ...outcome, state: undefined })}`)
  return outcome as Extract<Outcome, { kind: K }>
}

/** The whole way of somebody who agrees to everything. */
export async function authorised(
  connector: Connector,
  bank: BankContext,
  answers: readonly { readonly [field: string]: string }[],
  input: Partial<BeginInput> = {},
): Promise<Extract<Outcome, { kind: 'done' }>> {
  const away = expectOutcome(await connector.begin(bank, redirectInput(input)), 'redirect')
  const { query } = await visitWithCookies(away.url, answers)
  return expectOutcome(await connector.resume(bank, away.state, { kind: 'returned', query }), 'done')
}

export async function accountsOf(
  connector: Connector,
  bank: BankContext,
  state: ConnectorState,
): Promise<{ readonly accounts: readonly BankAccount[]; readonly state: ConnectorState }> {
  const answer = await connector.accounts(bank, state)
  if (answer.kind === 'failed') throw new Error(`${answer.reason}: ${answer.detail}`)
  return answer
}

export async function entriesOf(
  connector: Connector,
  bank: BankContext,
  state: ConnectorState,
  account: BankAccount,
  from?: string,
): Promise<{ readonly transactions: BankTransaction[]; readonly pages: number; readonly state: ConnectorState }> {
  const transactions: BankTransaction[] = []
  let pages = 0
  let newest = state
  for await (const page of connector.transactions(bank, state, account, from === undefined ? {} : { from })) {
    if (page.kind === 'failed') throw new Error(`${page.reason}: ${page.detail}`)
    pages++
    newest = page.state
    transactions.push(...page.transactions)
  }
  return { transactions, pages, state: newest }
}
