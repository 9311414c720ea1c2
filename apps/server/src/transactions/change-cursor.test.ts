import { expect, test } from 'vitest'
import {
  advance,
  beginning,
  type ChangeCursor,
  caughtUp,
  isBehind,
  lastId,
  mostMarks,
  seenAt,
} from './change-cursor.ts'

const at = (seq: number, id = lastId) => ({ seq, id })
const state = (head: number) => ({ head, nonce: `n${head}` })
/** Read page by page: `[position read up to, newest number then]` each. */
const read = (...pages: readonly (readonly [number, number])[]) =>
  pages.reduce((cursor: ChangeCursor, [to, head]) => advance(cursor, at(to), state(head)), beginning(7))

test('positions are in the order of numbers, then of ids', () => {
  expect([isBehind(at(2, 1), at(1, 9)), isBehind(at(1, 9), at(2, 1))]).toEqual([true, false])
  expect([isBehind(at(1, 2), at(1, 1)), isBehind(at(1, 1), at(1, 1)), isBehind(at(1, 1), at(1, 2))]).toEqual([
    ...[true, false, false],
  ])
})

test('a line begins before all changes, and one that is caught up behind them', () => {
  expect(beginning(7)).toEqual({ userId: 7, at: at(0, 0), head: 0, nonce: '', start: 0, base: at(0, 0), marks: [] })
  expect(caughtUp(7, state(5))).toEqual({
    ...{ userId: 7, at: at(5), head: 5, nonce: 'n5', start: 5, base: at(5), marks: [] },
  })
  expect(caughtUp(7, { head: 0, nonce: 'x' })).toEqual(beginning(7))
})

test('what was passed is known with the newest number of then', () => {
  const cursor = read([10, 30], [20, 40])
  expect(cursor).toMatchObject({ at: at(20), head: 40, nonce: 'n40', base: at(0, 0) })
  expect([at(10), at(10, 1), at(11, 1), at(20), at(21, 1)].map((one) => seenAt(cursor, one))).toEqual([
    ...[30, 30, 40, 40, 0],
  ])
  expect(seenAt(cursor, at(0, 0))).toBe(0)
})

test('pages of one state are one mark', () => {
  expect(read([10, 30], [20, 30]).marks).toEqual([{ upTo: at(20), head: 30 }])
})

test('a mark lasts while changes up to its head are still to come, and no longer', () => {
  expect(read([10, 12], [11, 15]).marks).toHaveLength(2)
  // A mark whose head is the very number that was read up to: another row of that number may be to come.
  expect(advance(read([10, 12]), at(12, 3), state(15)).marks).toHaveLength(2)
  const gone = read([10, 12], [12, 15])
  expect(gone).toMatchObject({ base: at(10), marks: [{ upTo: at(12), head: 15 }] })
  expect([seenAt(gone, at(10)), seenAt(gone, at(11))]).toEqual([0, 15])
  // All was read: no mark is of use, and what is to come is news.
  const whole = read([10, 30], [30, 30])
  expect([whole.marks, whole.base, seenAt(whole, at(5))]).toEqual([[], at(30), 0])
})

test('of more marks than a cursor holds the oldest two become the one that knows less', () => {
  const pages = Array.from({ length: mostMarks + 1 }, (_, n) => [n + 1, 1000 + n] as const)
  expect(read(...pages.slice(0, -1)).marks).toHaveLength(mostMarks)
  const { marks } = read(...pages)
  expect(marks).toHaveLength(mostMarks)
  expect(marks.slice(0, 2)).toEqual([
    { upTo: at(2), head: 1000 },
    { upTo: at(3), head: 1002 },
  ])
})
