import { expect, test } from 'vitest'
import type { BankRequest, BankResponse } from '../bank-http.ts'
import { type BankLimits, createBankGate } from './bank-gate.ts'

const request: BankRequest = { method: 'GET', url: 'https://bank.example/', headers: {} }
const ok: BankResponse = { kind: 'answer', status: 503, headers: {}, body: '' }
const away: BankResponse = { kind: 'fault', fault: 'timeout', detail: 'bank.example: no complete answer in time' }

/** A bank, a clock that only waiting and the test move, and what the gate said. */
function bench(limits: BankLimits) {
  let at = Date.parse('2026-03-01T12:00:00Z')
  const said: (string | undefined)[] = []
  const reached: number[] = []
  const queue: (BankResponse | Promise<BankResponse>)[] = []
  const gate = createBankGate(limits, {
    now: () => new Date(at),
    wait: async (ms) => {
      at += ms
    },
    changed: (until) => said.push(until?.toISOString().slice(11, 19)),
  })
  const http = gate.guard({
    send: async () => {
      reached.push(at)
      return queue.shift() ?? ok
    },
  })
  return {
    ...{ gate, said, reached, queue },
    pass: (seconds: number) => {
      at += seconds * 1000
    },
    send: () => http.send(request),
  }
}

test('after five calls in a row without answer nobody waits any more; one call on trial opens the way again', async () => {
  const bank = bench({})
  bank.queue.push(away, away, ok, away, away, away, away, away)
  for (let call = 0; call < 8; call += 1) await bank.send()
  expect(bank.gate.pausedUntil()?.toISOString()).toBe('2026-03-01T12:00:30.000Z')
  expect(await bank.send()).toMatchObject({ kind: 'fault', fault: 'unreachable' })
  expect(bank.reached).toHaveLength(8)

  bank.pass(31)
  expect(bank.gate.pausedUntil()).toBeUndefined()
  const trial = Promise.withResolvers<BankResponse>()
  bank.queue.push(trial.promise)
  const first = bank.send()
  expect(await bank.send(), 'others wait for the outcome of the trial').toMatchObject({ fault: 'unreachable' })
  expect(bank.gate.pausedUntil()?.toISOString()).toBe('2026-03-01T12:01:06.000Z')
  trial.resolve(ok)
  expect(await first).toBe(ok)
  expect(await bank.send()).toBe(ok)
  expect(bank.said).toEqual(['12:00:30', undefined])
})

test('a bank that stays away is asked less and less often, never less than every quarter of an hour', async () => {
  const bank = bench({ failuresToPause: 1, pauseSeconds: 60 })
  const pauses: number[] = []
  for (let round = 0; round < 7; round += 1) {
    bank.queue.push(away)
    await bank.send()
    const until = bank.gate.pausedUntil()?.getTime() ?? 0
    pauses.push((until - (bank.reached.at(-1) ?? 0)) / 1000)
    bank.pass((pauses.at(-1) ?? 0) + 1)
  }
  expect(pauses).toEqual([60, 120, 240, 480, 900, 900, 900])
})

test('an error page is a sign of life', async () => {
  const bank = bench({ failuresToPause: 2 })
  bank.queue.push(away, ok, away, ok, away)
  for (let call = 0; call < 5; call += 1) await bank.send()
  expect(bank.gate.pausedUntil()).toBeUndefined()
})

test('calls are spread out beyond the burst, and refused when the row is too long', async () => {
  const bank = bench({ callsPerSecond: 2, burst: 3 })
  for (let call = 0; call < 6; call += 1) await bank.send()
  const start = bank.reached[0] ?? 0
  expect(bank.reached.map((at) => at - start)).toEqual([0, 0, 0, 500, 1000, 1500])
  bank.pass(60)
  for (let call = 0; call < 3; call += 1) await bank.send()
  expect(new Set(bank.reached.slice(-3)).size, 'what was not used is there again').toBe(1)

  const crowd = bench({ callsPerSecond: 0.05, burst: 2 })
  // The third would have to wait 20 s.
  const answers = await Promise.all([crowd.send(), crowd.send(), crowd.send()])
  expect(answers.map((answer) => answer.kind)).toEqual(['answer', 'answer', 'fault'])
  expect(crowd.gate.pausedUntil(), 'our own crowd is no fault of the bank').toBeUndefined()
})

test('a call that never left says nothing: neither that the bank is away, nor that it lives', async () => {
  const bank = bench({ failuresToPause: 2 })
  const crowded: BankResponse = { kind: 'fault', fault: 'crowded', detail: '' }
  const refused: BankResponse = { kind: 'fault', fault: 'refused', detail: '' }
  bank.queue.push(crowded, crowded, crowded, away, crowded, refused)
  for (let call = 0; call < 6; call += 1) await bank.send()
  expect(bank.gate.pausedUntil()).toBeUndefined()
  bank.queue.push(away)
  await bank.send()
  expect(bank.gate.pausedUntil(), 'the second that left and got no answer').toBeDefined()
})
