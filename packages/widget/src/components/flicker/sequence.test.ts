import { expect, it } from 'vitest'
import { flickerSequence } from './sequence.ts'

it('shows each half-byte, low one first, with the clock on and then off', () => {
  // Start pattern 0F FF, then 17: halves F 0 F F 7 1, each as data with and without the lowest bit.
  expect(flickerSequence('17')).toBe('vu10vuvufe32')
})

it('takes nothing but the code', () => {
  expect(flickerSequence('1 7\n')).toBe(flickerSequence('17'))
})
