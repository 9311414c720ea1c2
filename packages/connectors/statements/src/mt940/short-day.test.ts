import { expect, test } from 'vitest'
import { shortDay } from './short-day.ts'

test.each([
  ['260301', '2026-03-01'],
  ['000101', '2000-01-01'],
  ['791231', '2079-12-31'],
  ['800101', '1980-01-01'],
  ['260230', '2026-02-28'],
  ['261301', undefined],
  ['26031', undefined],
  ['2603011', undefined],
  [undefined, undefined],
])('%s is %s', (text, day) => expect(shortDay(text)).toBe(day))
