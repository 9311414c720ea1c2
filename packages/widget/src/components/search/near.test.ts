import { describe, expect, it } from 'vitest'
import { nearPrefix } from './near.ts'

const word = 'societe'
const letters = [...'abcdefghijklmnopqrstuvwxyz']
/** Every beginning of the word that is long enough to be taken for it. */
const beginnings = [4, 5, 6, 7].map((length) => word.slice(0, length))
const near = (typed: string) => nearPrefix(typed, word)

describe('one slip is forgiven, wherever it is', () => {
  it.each(beginnings)('in %s', (begun) => {
    const places = [...begun].map((_, at) => at)
    for (const at of places) {
      for (const letter of letters) {
        // A wrong letter, and one too many.
        expect(near(begun.slice(0, at) + letter + begun.slice(at + 1)), letter).toBe(true)
        expect(near(begun.slice(0, at) + letter + begun.slice(at)), letter).toBe(true)
      }
      const missing = begun.slice(0, at) + begun.slice(at + 1)
      expect(near(missing), missing).toBe(missing.length >= 4)
    }
    for (const at of places.slice(1)) {
      const swapped = begun.slice(0, at - 1) + begun.charAt(at) + begun.charAt(at - 1) + begun.slice(at + 1)
      expect(near(swapped), swapped).toBe(true)
    }
    expect(near(begun)).toBe(true)
  })
})

it.each(['xxciete', 'sxxiete', 'soxxete', 'socxxte', 'xocietx', 'oscitee', 'sotecie', 'soietx', 'soccietee'])(
  'two slips are not: %s',
  (typed) => expect(near(typed)).toBe(false),
)

it('under four letters everything would be near everything, and words of two letters are near nothing', () => {
  expect([nearPrefix('soc', 'societe'), nearPrefix('sob', 'societe'), nearPrefix('bank', 'ba')]).toEqual([
    ...[false, false, false],
  ])
  expect([nearPrefix('lcls', 'lcl'), nearPrefix('lccl', 'lcl')]).toEqual([true, true])
})
