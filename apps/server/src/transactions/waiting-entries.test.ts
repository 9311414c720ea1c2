import { expect, test } from 'vitest'
import { entry } from '../../../../tests/support/scripted-bank.ts'
import { WaitingEntries } from './waiting-entries.ts'

type Row = Parameters<WaitingEntries['add']>[0]
const row = (identityKey: string) => ({ identityKey }) as Row

test('rows wait up to a number, and are taken in their order', () => {
  const waiting = new WaitingEntries(2)
  expect([waiting.any, waiting.hasRoomFor(2), waiting.hasRoomFor(3)]).toEqual([false, true, false])
  expect([waiting.add(row('a')), waiting.add(row('b')), waiting.add(row('c'))]).toEqual([true, true, false])
  expect([waiting.any, waiting.hasRoomFor(0), waiting.hasRoomFor(1)]).toEqual([true, true, false])
  expect(waiting.take(1)).toEqual([row('a')])
  expect([waiting.hasRoomFor(1), waiting.take(5), waiting.any]).toEqual([true, [row('b')], false])
})

test('five thousand wait where nothing else is said', () => {
  const waiting = new WaitingEntries()
  expect([waiting.hasRoomFor(5_000), waiting.hasRoomFor(5_001)]).toEqual([true, false])
})

test('the earliest day is that of a booked entry, over all pages', () => {
  const waiting = new WaitingEntries()
  expect(waiting.earliest).toBeUndefined()
  waiting.note([entry('2026-05-10', 1, 'X', { status: 'PENDING' }), entry('2026-05-12', 1, 'X')])
  expect(waiting.earliest).toBe('2026-05-12')
  waiting.note([entry('2026-05-11', 1, 'X'), entry('2026-05-13', 1, 'X')])
  const { bookingDate: _, ...undated } = entry('2026-05-01', 1, 'X')
  waiting.note([undated])
  expect(waiting.earliest).toBe('2026-05-11')
})

test('of the days that were asked for the latest counts: what was borne least far', () => {
  const waiting = new WaitingEntries()
  expect(waiting.askedFrom).toBeUndefined()
  for (const day of ['2026-03-01', '2026-04-01', '2026-02-01']) waiting.narrow(day)
  expect(waiting.askedFrom).toBe('2026-04-01')
})
