import { expect, test } from 'vitest'
import { maskedNumber } from './masked-number.ts'

test('only the last four characters are told, whatever spaces are between them', () => {
  expect(maskedNumber('FR76 3000 6000 0112 3456 7890 189')).toBe('•••• 0189')
  expect(maskedNumber('189')).toBe('•••• 189')
  expect(maskedNumber(undefined)).toBe('')
})
