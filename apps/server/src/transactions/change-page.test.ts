import { expect, test } from 'vitest'
import { advance, beginning, caughtUp, lastId } from './change-cursor.ts'
import { type FoundChange, planChanges } from './change-page.ts'

const change = (kind: FoundChange['kind'], seq: number, id: number, addedSeq: number) => ({ kind, seq, id, addedSeq })
const added = (seq: number, id: number) => change('added', seq, id, seq)
const whole = (head: number) => ({ head, nonce: 'n', whole: true })
const part = (head: number) => ({ ...whole(head), whole: false })

test('all of it: the reader is caught up, and there is no more', () => {
  const found = [added(1, 11), added(2, 12)]
  const page = planChanges(beginning(7), found, whole(5), 10)
  expect(page.changes).toEqual(found)
  expect(page).toMatchObject({ more: false, cursor: { at: { seq: 5, id: lastId }, head: 5, nonce: 'n' } })
})

test('as many as were asked for: the next page begins right behind the last', () => {
  const found = [added(1, 11), added(2, 12), added(3, 13)]
  const page = planChanges(beginning(7), found, whole(5), 2)
  expect(page.changes).toEqual(found.slice(0, 2))
  expect(page).toMatchObject({ more: true, cursor: { at: { seq: 2, id: 12 } } })
  expect(planChanges(beginning(7), found.slice(0, 2), whole(2), 2)).toMatchObject({ more: false })
  expect(planChanges(beginning(7), found, whole(5), 0)).toMatchObject({
    changes: [],
    more: true,
    cursor: { at: { seq: 0, id: 0 } },
  })
})

test('found in part: more is there, and what was no news is passed too', () => {
  const page = planChanges(
    caughtUp(7, { head: 3, nonce: 'n' }),
    [added(4, 14), change('modified', 5, 14, 4)],
    part(9),
    10,
  )
  expect(page.changes).toEqual([added(4, 14)])
  expect(page).toMatchObject({ more: true, cursor: { at: { seq: 5, id: 14 } } })
  expect(planChanges(beginning(7), [], part(9), 10)).toMatchObject({ more: true, cursor: { at: { seq: 0, id: 0 } } })
})

test('a change is news of what was told before it, once', () => {
  // Read up to 2 while 4 was the newest: row 11 was shown as it was then.
  const cursor = advance(beginning(7), { seq: 2, id: 12 }, { head: 4, nonce: 'n' })
  const seen = change('modified', 4, 11, 1)
  const later = change('modified', 5, 11, 1)
  const gone = change('removed', 6, 12, 2)
  expect(planChanges(cursor, [seen, later, gone], whole(6), 10).changes).toEqual([later, gone])
})

test('what was added and changed further on is told as added alone, and what came and went not at all', () => {
  const found = [change('removed', 3, 12, 2), added(4, 13), change('modified', 5, 13, 4)]
  expect(planChanges(beginning(7), found, whole(5), 10).changes).toEqual([added(4, 13)])
})

test('a line that began later is told of nothing from before it', () => {
  const cursor = caughtUp(7, { head: 5, nonce: 'n' })
  const found = [change('modified', 5, 11, 1), change('modified', 6, 11, 1), change('removed', 7, 12, 2)]
  expect(planChanges(cursor, found, whole(7), 10).changes).toEqual(found.slice(1))
})
