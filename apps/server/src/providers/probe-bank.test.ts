import type { BankRequest, BankResponse } from '@raccord/connector-kit'
import { expect, it } from 'vitest'
import type { BankRegistry } from './open-bank.ts'
import { probeBank } from './probe-bank.ts'

const answer = (status: number): BankResponse => ({ kind: 'answer', status, headers: {}, body: '' })

function registry(options: unknown, response: BankResponse, pausedUntil?: Date) {
  const asked: BankRequest[] = []
  const send = async (request: BankRequest) => {
    asked.push(request)
    return response
  }
  const one = {
    open: (id: string) => (id === '7001' ? { context: { options, http: { send } } } : undefined),
    pausedUntil: () => pausedUntil,
  } as unknown as Pick<BankRegistry, 'open' | 'pausedUntil'>
  return { one, asked }
}

it.each([
  ['refuses us', answer(401), true],
  ['has nothing there', answer(404), true],
  ['is closed', answer(503), false],
  ['is away', { kind: 'fault', fault: 'unreachable', detail: '' } as const, false],
])('a bank that %s', async (_what, response, works) => {
  const { one, asked } = registry({ baseUrl: 'https://bank.example/psd2' }, response)
  expect(await probeBank(one, '70', ['7000', '7001'])).toBe(works)
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET https://bank.example/psd2'])
})

it('FinTS has its address under another name; one that is left alone, or has none, is not asked', async () => {
  const fints = registry({ url: 'https://fints.example/' }, answer(200))
  expect(await probeBank(fints.one, '70', ['7001'])).toBe(true)
  const paused = registry({ url: 'https://fints.example/' }, answer(200), new Date())
  expect(await probeBank(paused.one, '70', ['7001'])).toBe(false)
  const without = registry({}, answer(200))
  expect(await probeBank(without.one, '70', ['7001'])).toBe(false)
  expect([...paused.asked, ...without.asked]).toEqual([])
})
