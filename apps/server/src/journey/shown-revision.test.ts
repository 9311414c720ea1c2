import { expect, it } from 'vitest'
import type { BankCall, Fact } from './facts.ts'
import { shownRevision } from './shown-revision.ts'

const called = (call: BankCall): Fact => ({ kind: 'bank_called', leg: 1, call, until: 0 })
const asks = (what: 'wait' | 'challenge'): Fact => ({ kind: 'bank_asks', leg: 1, what, refused: false })
const start: Fact[] = [{ kind: 'leg_started', leg: 1, definitionId: '10000' }, called('begin'), asks('wait')]
const shown = (...more: Fact[]) => {
  const facts = [...start, ...more]
  return shownRevision({ facts, revision: facts.length })
}

it('stays while the bank is asked in vain', () => {
  expect(shown()).toBe(3)
  expect(shown(called('poll'))).toBe(3)
  expect(shown(called('poll'), asks('wait'), called('poll'), asks('wait'))).toBe(3)
})

it('moves on with whatever the person or the bank changes', () => {
  expect(shown(called('poll'), asks('challenge'))).toBe(5)
  // Another request was sent: its number is another one.
  expect(shown(called('answer'), asks('wait'))).toBe(5)
  expect(shown(called('answer'), asks('wait'), called('poll'), asks('wait'))).toBe(5)
})

it('stays where the time for an answer begins, and where accounts were chosen at the bank', () => {
  const authorised = { kind: 'leg_authorised', leg: 1, definitionId: '10001', connectionId: 1, runId: 1 } as const
  const chosen: Fact = { kind: 'accounts_chosen', count: 2, runId: 2 }
  const time: Fact = { kind: 'offer_shown', until: 0 }
  expect(shown({ ...authorised, named: true }, chosen, time)).toBe(4)
  expect(shown(authorised, chosen, time)).toBe(5)
})
