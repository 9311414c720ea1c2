import { createBankHttp } from '@raccord/connector-kit'
import { type ConformanceSubject, conformance, type Play } from '@raccord/connector-kit/conformance'
import { expect, test } from 'vitest'
import { templateConnector } from './connector.ts'
import { type Customer, playBank } from './played-bank.ts'

/** What this protocol has no way for (a form of our own, a challenge) is left out: the cases are skipped. */
const customers: { readonly [play in Play]?: Customer } = {
  plain: {},
  refusal: { refuses: true },
  limited: { reading: 429 },
  withdrawn: { reading: 401 },
}

const subject: ConformanceSubject = {
  connector: templateConnector,
  open: async (play) => {
    const customer = customers[play]
    if (!customer) return undefined
    const server = await playBank(customer)
    const http = createBankHttp({ allowedHosts: [server.host], allowLoopback: true, timeoutMs: 5_000 })
    return {
      bank: {
        providerId: '9',
        options: { baseUrl: server.base },
        http,
        now: () => new Date(),
        locale: 'en',
        psu: { ipAddress: '203.0.113.7' },
        log: () => {},
      },
      hosts: [server.host],
      begin: () => ({
        mode: 'REDIRECT',
        accountTypes: ['CHECKINGS'],
        recurring: true,
        validUntil: '2030-01-01',
        frequencyPerDay: 4,
        credentials: {},
        redirect: { uri: 'http://127.0.0.1:4400/bank/callback/9', state: 'state-of-ours' },
      }),
      visit: async (url) => {
        const answer = await fetch(url)
        return answer.ok ? { state: 'state-of-ours' } : undefined
      },
      answer: async () => ({ kind: 'poll' }),
      secrets: ['state-of-ours'],
      close: async () => {
        await http.close()
        await server.close()
      },
    }
  },
}

for (const { name, run } of conformance(subject)) {
  test(name, async () => {
    expect(['passed', 'skipped']).toContain(await run())
  })
}
