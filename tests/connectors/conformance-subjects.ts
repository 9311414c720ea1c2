import { setTimeout as sleep } from 'node:timers/promises'
import { type Connector, Secret } from '@raccord/connector-kit'
import type { ConformanceSubject, Play, PlayedBank } from '@raccord/connector-kit/conformance'
import { beginInput, type TestBench } from './bench.ts'
import { visitWithCookies } from './oauth-browser.ts'

/** Which customer of the test bank plays what; `docs/guide/test-bank.md` describes them. */
const customers: { readonly [play in Play]: string } = {
  plain: 'dev',
  challenge: 'otp+question',
  // Where the bank has no page of its own, a person says no in its app.
  refusal: 'push_refused(1)',
  'wrong-password': 'dev',
  limited: 'limited',
  withdrawn: 'revoked',
}
const codes: { readonly [customer: string]: readonly string[] } = { 'otp+question': ['123456', 'Fido'] }

let visitor = 0

/** A driver at one of the test bank's faces, by the sandbox's own provider. */
export function testBankSubject(
  bench: TestBench,
  connector: Connector,
  providerId: string,
  mode: 'REDIRECT' | 'EMBEDDED',
): ConformanceSubject {
  return {
    connector,
    open: async (play) => {
      // At a bank of redirects the password is the bank's own matter.
      if (play === 'wrong-password' && mode === 'REDIRECT') return undefined
      // FinTS has neither a count of accesses nor a consent that could be withdrawn.
      if (connector.protocol === 'fints' && (play === 'limited' || play === 'withdrawn')) return undefined
      return openBank(bench, { connector, providerId, mode, play })
    },
  }
}

async function openBank(
  bench: TestBench,
  {
    connector,
    providerId,
    mode,
    play,
  }: {
    readonly connector: Connector
    readonly providerId: string
    readonly mode: 'REDIRECT' | 'EMBEDDED'
    readonly play: Play
  },
): Promise<PlayedBank> {
  const customer = play === 'refusal' && mode === 'REDIRECT' ? 'dev' : customers[play]
  const login = /[.+(]/.test(customer) ? `${customer}@c${visitor++}` : customer
  const password = play === 'wrong-password' ? 'not-the-password' : login
  const left = [...(codes[customer] ?? [])]
  const credentials = mode === 'EMBEDDED' ? { login, password } : undefined
  const decision = { decision: play === 'refusal' ? 'refuse' : 'approve' }
  const kept = connector.usesCredentials ? { credentials: beginInput(mode, credentials).credentials } : {}
  return {
    bank: bench.context(providerId, mode, kept),
    hosts: [new URL(bench.url).host],
    begin: () => beginInput(mode, credentials),
    visit: async (url) => {
      const asked = (codes[customer] ?? []).map((code) => ({ otp: code }))
      try {
        return (await visitWithCookies(url, [{ login, password }, decision, ...asked])).query
      } catch {
        return undefined
      }
    },
    answer: async (asked) => {
      if (asked.kind === 'wait') {
        // The request is refused by itself after a second; nothing else needs time.
        if (play === 'refusal') await sleep(1_200)
        return { kind: 'poll' }
      }
      return { kind: 'secret', value: new Secret(left.shift() ?? '') }
    },
    // What is signed by the application's own key.
    ...(connector.protocol === 'enable-banking' ? { ownTokens: (token) => /^eyJ[\w-]+\./.test(token) } : {}),
    secrets: mode === 'EMBEDDED' && password.length > 3 ? [password] : [],
    close: async () => {},
  }
}
