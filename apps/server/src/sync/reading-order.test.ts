import { expect, test } from 'vitest'
import { entry } from '../../../../tests/support/scripted-bank.ts'
import { ReadingOrder } from './reading-order.ts'

const [first, second, third] = ['2026-05-01', '2026-05-02', '2026-05-03'] as const

function read(...pages: readonly (readonly string[])[]): ReadingOrder {
  const order = new ReadingOrder()
  for (const page of pages) order.note(page.map((day) => entry(day, 1, 'X')))
  return order
}

test('newest first: what is missing lies before the last', () => {
  expect(read([third, third], [second]).reached()).toEqual({ gap: 'before', from: second, until: third })
})

test('oldest first: what is missing lies after the last', () => {
  expect(read([first], [first, second]).reached()).toEqual({ gap: 'after', until: second })
})

test('in no order: anywhere', () => {
  expect(read([first, third, second]).reached()).toEqual({ gap: 'unknown' })
  expect(read([third, first, second]).reached()).toEqual({ gap: 'unknown' })
})

test('one day, or nothing, shows no order', () => {
  expect([read().reached(), read([first, first]).reached()]).toEqual([undefined, undefined])
  expect([read().newest, read([first, first]).newest]).toEqual([undefined, first])
})

test('the newest day is kept, whatever the order; announced entries and undated ones have none', () => {
  expect(read([second, third, first]).newest).toBe(third)
  const order = read([third, second])
  const { bookingDate: _, ...undated } = entry(first, 1, 'X')
  order.note([entry('2026-05-09', 1, 'X', { status: 'PENDING' }), undated])
  expect([order.newest, order.reached()]).toEqual([third, { gap: 'before', from: second, until: third }])
})
