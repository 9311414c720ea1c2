import type { AddressInfo } from 'node:net'
import { type Provider, type ProviderChannel, sandboxProviders } from '@raccord/catalogue'
import { berlinGroup } from '@raccord/connector-berlin-group'
import {
  type AccountHandle,
  type BankContext,
  type BankTransaction,
  type BeginInput,
  type ConnectorState,
  createBankHttp,
  type Outcome,
  Secret,
} from '@raccord/connector-kit'
import { accountTypes } from '@raccord/contract'
import { buildTestBank } from '@raccord/testbank'

export interface TestBench {
  readonly url: string
  /** Context of a channel of a sandbox provider, as the server would make it. */
  context(providerId: string, mode: ProviderChannel['mode'], more?: Partial<BankContext>): BankContext
  /** Everything that was logged since the start, as text. */
  readonly logged: () => string
  /** Days that the bank's and our own clock have been moved on. */
  advanceDays(days: number): Promise<void>
  close(): Promise<void>
}

export const psu = { ipAddress: '203.0.113.7', userAgent: 'Mozilla/5.0 (test)', acceptLanguage: 'fr-FR' }

/** The real test bank on a free port, with the sandbox's own providers pointing at it. */
export async function startTestBank(): Promise<TestBench> {
  const app = await buildTestBank({ control: true })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const providers = sandboxProviders(url)
  const http = createBankHttp({ allowedHosts: [new URL(url).host], allowLoopback: true })
  const log: string[] = []
  let days = 0
  return {
    url,
    logged: () => log.join('\n'),
    context: (providerId, mode, more = {}) => ({
      providerId,
      options: channelOf(providers, providerId, mode).options,
      http,
      now: () => new Date(Date.now() + days * 86_400_000),
      locale: 'fr',
      psu,
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

function channelOf(providers: readonly Provider[], id: string, mode: ProviderChannel['mode']): ProviderChannel {
  const found = providers.find((one) => one.id === id)?.channels.find((one) => one.mode === mode)
  if (!found) throw new Error(`no channel ${id} ${mode}`)
  return found
}

export function beginInput(mode: BeginInput['mode'], credentials: { [field: string]: string } = {}): BeginInput {
  return {
    mode,
    accountTypes,
    recurring: true,
    validUntil: new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10),
    frequencyPerDay: 4,
    credentials: Object.fromEntries(Object.entries(credentials).map(([id, value]) => [id, new Secret(value)])),
    redirect: { uri: 'http://127.0.0.1:4400/bank/callback/100', state: 'state-of-ours' },
  }
}

/** The outcome as the kind that a test expects; anything else fails with what came instead. */
export function expectKind<K extends Outcome['kind']>(outcome: Outcome, kind: K): Extract<Outcome, { kind: K }> {
  if (outcome.kind !== kind)
    throw new Error(`expected ${kind}, got ${JSON.stringify({ ...outcome, state: undefined })}`)
  return outcome as Extract<Outcome, { kind: K }>
}

export async function readAll(
  bank: BankContext,
  state: ConnectorState,
  account: AccountHandle,
  from?: string,
): Promise<{ transactions: BankTransaction[]; pages: number; skipped: string[] }> {
  const transactions: BankTransaction[] = []
  const skipped: string[] = []
  let pages = 0
  for await (const page of berlinGroup.transactions(bank, state, account, from === undefined ? {} : { from })) {
    if (page.kind === 'failed') throw new Error(`${page.reason}: ${page.detail}`)
    pages++
    transactions.push(...page.transactions)
    skipped.push(...page.skipped)
  }
  return { transactions, pages, skipped }
}
