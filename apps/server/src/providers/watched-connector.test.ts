import type { BankContext, BeginInput, Connector, Failed } from '@raccord/connector-kit'
import { expect, it } from 'vitest'
import { watchedConnector } from './watched-connector.ts'

const context = {} as BankContext
const input = {} as BeginInput

function bench(failed: Failed, pausedUntil?: Date) {
  const alarms: string[] = []
  let called = 0
  const answer = async () => {
    called += 1
    return failed
  }
  const bare: Connector = {
    protocol: 'test',
    begin: answer,
    resume: answer,
    accounts: answer,
    async *transactions() {
      yield await answer()
    },
    revoke: answer,
  }
  const watched = watchedConnector(bare, { alarm: (detail) => alarms.push(detail), pausedUntil: () => pausedUntil })
  const account = { bankId: '1', resource: 'account', currency: 'EUR' } as const
  const each: (() => Promise<unknown>)[] = [
    () => watched.begin(context, input),
    () => watched.resume(context, {}, { kind: 'poll' }),
    () => watched.accounts(context, {}),
    async () => (await watched.transactions(context, {}, account, {})[Symbol.asyncIterator]().next()).value,
    () => watched.revoke(context, {}),
  ]
  return { alarms, each, called: () => called }
}

it('what only an operator can mend raises an alarm, from whichever call', async () => {
  const { alarms, each } = bench({
    kind: 'failed',
    reason: 'bank_not_configured',
    detail: 'HTTP 401 CERTIFICATE_EXPIRED',
  })
  for (const call of each) await call()
  expect(alarms).toEqual(each.map(() => 'HTTP 401 CERTIFICATE_EXPIRED'))
})

it('while a bank is left alone nothing is begun, and every refusal says when to come back', async () => {
  const until = new Date('2026-03-01T12:00:30Z')
  const { each, called } = bench({ kind: 'failed', reason: 'bank_unavailable', detail: 'x' }, until)
  for (const call of each) expect(await call()).toMatchObject({ reason: 'bank_unavailable', retryAt: until })
  expect(called()).toBe(each.length - 1)
})

it('everything else passes as it is', async () => {
  const failed: Failed = { kind: 'failed', reason: 'wrong_credentials', detail: 'x' }
  const { alarms, each } = bench(failed)
  for (const call of each) expect(await call()).toBe(failed)
  expect(alarms).toEqual([])
})
