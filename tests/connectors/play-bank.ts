import { type BerlinGroupOptionsInput, berlinGroup } from '@raccord/connector-berlin-group'
import { type Answer, type BankContext, type Outcome, Secret, type TransactionsAnswer } from '@raccord/connector-kit'
import { afterEach } from 'vitest'
import { expectKind } from './bench.ts'
import { type Handler, type HostileBank, hostileBank, type Seen } from './hostile-bank.ts'

const banks: HostileBank[] = []
afterEach(async () => {
  for (const one of banks.splice(0)) await one.close()
})

export async function play(handle: Handler, options: Partial<BerlinGroupOptionsInput> = {}): Promise<HostileBank> {
  const made = await hostileBank(handle, {})
  const filled = JSON.stringify({ baseUrl: made.base, ...options }).replaceAll('{origin}', new URL(made.base).origin)
  const ready = { ...made, bank: { ...made.bank, options: JSON.parse(filled) as unknown } }
  banks.push(ready)
  return ready
}

export const own = '/v1/consents/c1/authorisations/a1'
export const isConsent = ({ method, url }: Seen) => method === 'POST' && url.endsWith('/v1/consents')
export const consent = (links: { readonly [name: string]: string }, id = 'c1') => ({
  consentStatus: 'received',
  consentId: id,
  _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
})
export const give = (bank: BankContext, outcome: Outcome, answer: Answer) => {
  if (!('state' in outcome) || !outcome.state) throw new Error(JSON.stringify(outcome))
  return berlinGroup.resume(bank, outcome.state, answer)
}
export const back = (query: { readonly [name: string]: string } = {}): Answer => ({
  kind: 'returned',
  query: { state: 'state-of-ours', ...query },
})
export const otp: Answer = { kind: 'secret', value: new Secret('123456') }
export const login = { login: 'anna', password: 'pässword', iban: 'DE89370400440532013000' }

export async function read(bank: BankContext, done: Outcome, currency = 'EUR'): Promise<TransactionsAnswer[]> {
  const found: TransactionsAnswer[] = []
  const { state } = expectKind(done, 'done')
  for await (const one of berlinGroup.transactions(bank, state, { bankId: 'a', resource: 'account', currency }, {})) {
    found.push(one)
  }
  return found
}
