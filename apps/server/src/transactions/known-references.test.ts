import { expect, test } from 'vitest'
import { entry } from '../../../../tests/support/scripted-bank.ts'
import { withKnownReferences } from './known-references.ts'
import { SeenEntries } from './seen-entries.ts'

const coffee = (more: object) => entry('2026-05-20', -400, 'COFFEE', more)

test.each(['0', '000', '-', 'NOTPROVIDED', 'notprovided', 'Not provided', 'NONREF', 'null', ' 0 '])(
  '%s names no entry: twins on two pages stay two',
  (word) => {
    for (const twin of [{ bankId: word }, { entryReference: word }, { entryReference: word, stableReference: true }]) {
      const seen = new SeenEntries()
      const pages = [[coffee(twin)], [coffee(twin)]].map((page) => page.map(withKnownReferences))
      expect(pages.flatMap((page) => seen.admit(page))).toEqual([coffee({}), coffee({})])
    }
  },
)

test('any other word is a reference, also beside one that is none', () => {
  const known = coffee({ bankId: '10', entryReference: 'NONREF1', stableReference: true })
  expect(withKnownReferences(known)).toBe(known)
  expect(withKnownReferences(coffee({ bankId: '0', entryReference: 'E1', stableReference: true }))).toEqual(
    coffee({ entryReference: 'E1', stableReference: true }),
  )
})
