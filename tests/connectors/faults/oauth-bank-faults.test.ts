import type { BankContext, Connector, ConnectorState, Failed, Outcome } from '@raccord/connector-kit'
import { openBankingUk } from '@raccord/connector-openbanking-uk'
import { stet } from '@raccord/connector-stet'
import { errors } from '@raccord/contract'
import { describe, expect, test } from 'vitest'
import { hostileBank } from '../hostile-bank.ts'
import { redirectInput } from '../oauth-bench.ts'
import { secrets } from './fault.ts'
import { type Asked, pass, type Standard, signingKey, spoiled } from './oauth-bank.ts'
import type { OAuthBankFault } from './oauth-bank-fault.ts'
import { oauthBankFaults } from './oauth-bank-faults.ts'

const drivers: { readonly [standard in Standard]: Connector } = { stet, 'openbanking-uk': openBankingUk }

describe.each(['stet', 'openbanking-uk'] as const)('%s', (standard) => {
  const faults = oauthBankFaults.filter((fault) => fault.only === undefined || fault.only === standard)

  test('there are at least forty, each told apart', () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length)
    expect(faults.length).toBeGreaterThanOrEqual(40)
  })

  test.each(faults)('$at: $name → $reason', async (fault) => {
    const asked: Asked = {}
    const log: string[] = []
    let used = 0
    // A bank takes a code once.
    const once = spoiled((call, response, base) => {
      const answer = fault.bank?.(asked)(call, response, base) ?? (fault.bank ? undefined : pass)
      if (answer !== pass || fault.replay !== 'old-state' || !call.body.includes('authorization_code')) return answer
      if (++used === 1) return pass
      response.statusCode = 400
      return { error: 'invalid_grant' }
    }, asked)
    const made = await hostileBank(once, {}, '/api', fault.timeoutMs ?? 15_000)
    const bank: BankContext = {
      ...made.bank,
      options: optionsOf(standard, fault, made.base),
      log: (event, fields) => log.push(JSON.stringify({ event, ...fields })),
    }
    try {
      const { state: _sealed, ...failed } = await provoke(drivers[standard], fault, bank, asked, made.base)
      expect(failed).toMatchObject({ kind: 'failed', reason: fault.reason })
      // A person or an operator is told what to do next.
      expect(errors[fault.reason]).toMatchObject({ person: { next: expect.any(String) } })
      if (fault.reason === 'bank_limit_reached') expect(failed.retryAt?.getTime()).toBeGreaterThan(Date.now())
      const said = JSON.stringify(failed) + log.join('\n')
      for (const secret of Object.values(secrets)) expect(said).not.toContain(secret)
      // Nothing harmed: nobody else was called, and a code was sent no oftener than it came.
      expect(made.seen.every(({ headers }) => headers.host === new URL(made.base).host)).toBe(true)
      const sent = made.seen.filter(({ body, url }) => body.includes(secrets.code) || url.includes(secrets.code))
      expect(sent.length).toBeLessThanOrEqual(fault.replay === 'old-state' ? 2 : 1)
      expect(sent.every(({ url }) => url === '/token')).toBe(true)
    } finally {
      await made.close()
    }
  })
})

function optionsOf(standard: Standard, fault: OAuthBankFault, base: string): unknown {
  const { origin } = new URL(base)
  const keys = standard === 'stet' ? {} : { signingKey, responseType: 'code' }
  const server = { metadataUrl: `${origin}/.well-known/openid-configuration` }
  const oauth = { server, clientId: 'us', clientSecret: secrets.clientSecret, ...keys, ...fault.oauth }
  return { baseUrl: base, oauth, ...fault.options }
}

async function provoke(
  connector: Connector,
  fault: OAuthBankFault,
  bank: BankContext,
  asked: Asked,
  base: string,
): Promise<Failed> {
  const away = await connector.begin(bank, redirectInput())
  if (fault.at === 'begin' || away.kind !== 'redirect') return failedOf(away)
  const nonce = new URL(away.url).searchParams.get('nonce')
  if (nonce !== null) asked.nonce = nonce
  const good = { state: 'state-of-ours', code: secrets.code }
  const query = fault.query?.(asked, new URL(base).origin) ?? good
  let outcome: Outcome = await connector.resume(bank, away.state, { kind: 'returned', query })
  if (fault.replay) {
    const first = outcome
    if (first.kind !== 'done') throw new Error('the first answer was good')
    const { tokens: _lost, ...spent } = first.state
    const state = (fault.replay === 'old-state' ? away.state : spent) as ConnectorState
    outcome = await connector.resume(bank, state, { kind: 'returned', query })
  }
  if (fault.at === 'answer') return failedOf(outcome)
  if (outcome.kind !== 'done') throw new Error(`not granted: ${JSON.stringify({ ...outcome, state: undefined })}`)
  const later: BankContext = fault.stale ? { ...bank, now: () => new Date(Date.now() + 86_400_000) } : bank
  if (fault.at === 'accounts') return failedOf(await connector.accounts(later, outcome.state))
  if (fault.at === 'revoke') return failedOf(await connector.revoke(later, outcome.state))
  let last: { readonly kind: string } = { kind: 'nothing' }
  const account = { bankId: 'a1', resource: 'account', currency: 'EUR' } as const
  for await (const page of connector.transactions(later, outcome.state, account, {})) last = page
  return failedOf(last)
}

function failedOf(answer: { readonly kind: string }): Failed {
  if (answer.kind !== 'failed') throw new Error(`no failure: ${JSON.stringify(answer).slice(0, 300)}`)
  return answer as Failed
}
