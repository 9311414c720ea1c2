import { expect, test } from 'vitest'
import { phoneWelcome, triesLeft } from './phone-tries.ts'
import { type LegState, stateOf } from './state.ts'

const leg: LegState = { id: 7, definitionId: '10001', wants: 'redirect', refused: false, departed: false, tab: false }
const state = (wrongNumbers: number) => ({ ...stateOf([]), wrongNumbers })

test('three wrong numbers are the end of it, in a whole journey', () => {
  expect([0, 2, 3, 4].map((wrongNumbers) => triesLeft({ wrongNumbers }))).toEqual([3, 1, 0, 0])
  expect([2, 3].map((wrong) => phoneWelcome(state(wrong), leg))).toEqual([true, false])
})

test('three phones that were not let in are the end of it, in one leg', () => {
  expect([undefined, 2, 3].map((phonesRefused) => phoneWelcome(state(0), { ...leg, phonesRefused }))).toEqual([
    ...[true, true, false],
  ])
})
