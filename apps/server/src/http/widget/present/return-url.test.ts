import { expect, test } from 'vitest'
import { returnUrl } from './return-url.ts'

const success = { status: 'success', result: 'created', connection_id: '2001' } as const
const ours = 'status=success&result=created&connection_id=2001'

test.each([
  ['no query', 'https://a.example/cb', `https://a.example/cb?${ours}`],
  ['an empty one', 'https://a.example/cb?', `https://a.example/cb?${ours}`],
  [
    'its own query, as it was written',
    'https://a.example/cb?x=a%20b&y=1+2&&z',
    `https://a.example/cb?x=a%20b&y=1+2&z&${ours}`,
  ],
  ['a question mark in it', 'https://a.example/cb?x=a?b', `https://a.example/cb?x=a?b&${ours}`],
  ['a fragment', 'https://a.example/cb?x=1#/top', `https://a.example/cb?x=1&${ours}#/top`],
  ['a fragment that looks like a query', 'https://a.example/cb#?status=x', `https://a.example/cb?${ours}#?status=x`],
  [
    'names of ours, however they are written',
    'https://a.example/cb?status=x&st%61tus=y&error&step=1&a=1',
    `https://a.example/cb?a=1&${ours}`,
  ],
  [
    'names that are nearly ours',
    'https://a.example/cb?Status=x&status2=y&%E0=1&con+nection_id=1',
    `https://a.example/cb?Status=x&status2=y&%E0=1&con+nection_id=1&${ours}`,
  ],
  ['an app', 'app://cb', `app://cb?${ours}`],
])('with %s', (_what, given, expected) => {
  expect(returnUrl(given, success)).toBe(expected)
})

test('an error and the step where it happened are told, written safely', () => {
  expect(returnUrl('https://a.example/?error=old', { status: 'error', error: 'a&b=c', step: 'sync' })).toBe(
    'https://a.example/?status=error&error=a%26b%3Dc&step=sync',
  )
  expect(returnUrl('https://a.example/?result=old&connection_id=7', { status: 'cancelled' })).toBe(
    'https://a.example/?status=cancelled',
  )
})
