import { expect, test } from 'vitest'
import { rawPage } from './raw-page.ts'

test('an entry of its own is its text; parts of a batch name what they share, which is kept once', () => {
  const envelope = '<Ntry>batch</Ntry>'
  expect(
    rawPage([{ raw: 'a' }, { raw: 'b', envelope }, { raw: 'c', envelope }, { raw: 'd', envelope: 'other' }]),
  ).toEqual(['a', [4, 'b'], [4, 'c'], [5, 'd'], envelope, 'other'])
})
