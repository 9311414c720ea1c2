import { expect, test } from 'vitest'
import { readPageToken, writePageToken } from './page-token.ts'

const secret = 'abcdefghijklmnopqrstuv'

test('names journey, revision and secret, and is read back', () => {
  const token = { journey: 31, revision: 2, secret }
  expect(readPageToken(writePageToken(token))).toEqual(token)
})

test.each([
  undefined,
  7,
  '',
  `2.${secret}`,
  `31-2.${secret}x`,
  `-2.${secret}`,
  `31-.${secret}`,
  `31-2.${secret.slice(1)}`,
])('anything else is none: %s', (text) => {
  expect(readPageToken(text)).toBeUndefined()
})
