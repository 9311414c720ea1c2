import { berlinGroup } from '@raccord/connector-berlin-group'
import type { BankContext, ConnectorState, Failed, Outcome } from '@raccord/connector-kit'
import { errors } from '@raccord/contract'
import { expect, test } from 'vitest'
import { beginInput } from '../bench.ts'
import { consentValid, hostileBank } from '../hostile-bank.ts'
import { authorisationFaults } from './authorisation-faults.ts'
import { type Fault, secrets } from './fault.ts'
import { oauthFaults } from './oauth-faults.ts'
import { readingFaults } from './reading-faults.ts'

const faults = [...authorisationFaults, ...oauthFaults, ...readingFaults]

test('there are at least forty, each told apart', () => {
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length)
  expect(faults.length).toBeGreaterThanOrEqual(40)
})

test.each(faults)('$at: $name → $reason', async (fault) => {
  const readingOnly = fault.answers === undefined && /^(accounts|transactions|revoke)$/.test(fault.at)
  const log: string[] = []
  const made = await hostileBank(
    (call, response, base) => (readingOnly ? readable(fault, call) : undefined) ?? fault.bank(call, response, base),
    {},
    '/xs2a',
    fault.timeoutMs ?? 15_000,
  )
  const options = JSON.parse(
    JSON.stringify({ ...(made.bank.options as object), ...fault.options }).replaceAll(
      '{origin}',
      new URL(made.base).origin,
    ),
  ) as unknown
  const bank: BankContext = {
    ...made.bank,
    options,
    log: (event, fields) => log.push(JSON.stringify({ event, ...fields })),
  }
  try {
    const { state: _sealed, ...failed } = await provoke(fault, bank)
    expect(failed).toMatchObject({ kind: 'failed', reason: fault.reason })
    // A person or an operator is told what to do next.
    expect(errors[fault.reason]).toMatchObject({ person: { next: expect.any(String) } })
    if (fault.reason === 'bank_limit_reached') expect(failed.retryAt?.getTime()).toBeGreaterThan(Date.now())
    const said = JSON.stringify(failed) + log.join('\n')
    for (const secret of Object.values(secrets)) expect(said).not.toContain(secret)
    // Nothing harmed: nobody else was called, and what locks an account was sent once at most.
    expect(made.seen.every(({ headers }) => headers.host === new URL(made.base).host)).toBe(true)
    for (const once of [secrets.password, secrets.otp, secrets.code]) {
      expect(made.seen.filter(({ body, url }) => body.includes(once) || url.includes(once)).length).toBeLessThanOrEqual(
        1,
      )
    }
  } finally {
    await made.close()
  }
})

/** A consent that is in order, but for the one call whose fault it is. */
function readable(fault: Fault, call: Parameters<typeof consentValid>[0]): unknown {
  return call.method === 'DELETE' && fault.at === 'revoke' ? undefined : consentValid(call)
}

async function provoke(fault: Fault, bank: BankContext): Promise<Failed> {
  const mode = fault.mode ?? 'REDIRECT'
  const typed: Record<string, string> = mode === 'EMBEDDED' ? { login: 'anna', password: secrets.password } : {}
  let outcome: Outcome = await berlinGroup.begin(bank, beginInput(mode, typed))
  for (const answer of fault.answers ?? []) {
    if (!('state' in outcome) || !outcome.state) break
    outcome = await berlinGroup.resume(bank, outcome.state, answer)
  }
  if (fault.at === 'begin' || fault.at === 'answer') return failedOf(outcome)
  if (outcome.kind !== 'done') throw new Error(`not granted: ${JSON.stringify(outcome)}`)
  if (fault.at === 'accounts') return failedOf(await berlinGroup.accounts(bank, outcome.state))
  if (fault.at === 'revoke') return failedOf(await berlinGroup.revoke(bank, outcome.state))
  return lastOf(bank, outcome.state)
}

async function lastOf(bank: BankContext, state: ConnectorState): Promise<Failed> {
  const account = { bankId: 'a1', resource: 'account', currency: 'EUR' } as const
  let last: { readonly kind: string } = { kind: 'nothing' }
  for await (const page of berlinGroup.transactions(bank, state, account, {})) last = page
  return failedOf(last)
}

function failedOf(answer: { readonly kind: string }): Failed {
  if (answer.kind !== 'failed') throw new Error(`no failure: ${JSON.stringify(answer).slice(0, 300)}`)
  return answer as Failed
}
