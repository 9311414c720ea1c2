import { expect, it } from 'vitest'
import { oneLine } from './one-line.ts'

it('one line of words, whatever stands between them', () => {
  expect(oneLine('  a\r\n\n b \u200b\ufeffc\u0085d  ')).toBe('a b c d')
  expect(oneLine('\u202e\u0000')).toBe('')
  expect(oneLine('a\u00a0b')).toBe('a\u00a0b')
})

it('a length that is not passed, without half a character or a space at its end', () => {
  expect(oneLine('abc', 3)).toBe('abc')
  expect(oneLine('abcd', 3)).toBe('abc')
  expect(oneLine('ab cd', 3)).toBe('ab')
  expect(oneLine('a😀b', 3)).toBe('a😀')
  expect(oneLine('a😀b', 2)).toBe('a')
  expect(oneLine('x'.repeat(1001))).toBe('x'.repeat(1000))
})
