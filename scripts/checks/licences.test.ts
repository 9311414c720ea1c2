import { expect, it } from 'vitest'
import { isPermissive } from './licences.ts'

it.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-only)', true],
  ['MIT or MPL-2.0', true],
  ['MIT AND ISC', true],
  ['MIT AND GPL-3.0-only', false],
  ['GPL-3.0-only', false],
  ['UNLICENSED', false],
  ['(MIT OR (GPL-2.0-only AND ISC))', false],
  ['', false],
])('%s', (licence, expected) => {
  expect(isPermissive(licence)).toBe(expected)
})
