import { expect, test } from 'vitest'
import { limitReached } from './bank-failure.ts'

const now = new Date('2026-03-01T22:30:00Z')

test.each<[string, Record<string, string>, string, number | undefined]>([
  ['nothing: the next midnight', {}, '2026-03-02T00:00:00.000Z', undefined],
  ['Retry-After', { 'retry-after': '120', 'x-ratelimit-reset': '9' }, '2026-03-01T22:32:00.000Z', undefined],
  [
    'the draft of the IETF',
    { ratelimit: '"day";r=0;t=7200', 'ratelimit-policy': '"burst";q=9;w=60, "day";q=4;w=86400' },
    '2026-03-02T00:30:00.000Z',
    4,
  ],
  [
    'its earlier form',
    { 'ratelimit-limit': '3, 3;w=86400, 10;w=60', 'ratelimit-reset': '3600' },
    '2026-03-01T23:30:00.000Z',
    3,
  ],
  ['a reset that is an instant', { 'x-ratelimit-reset': '1772409600' }, '2026-03-02T00:00:00.000Z', undefined],
  [
    'a limit of the minute, which is no day’s',
    { 'x-ratelimit-limit': '60', 'x-ratelimit-reset': '30' },
    '2026-03-01T22:30:30.000Z',
    undefined,
  ],
  ['a limit of the day by name', { 'x-ratelimit-limit-day': '4' }, '2026-03-02T00:00:00.000Z', 4],
  [
    'nonsense',
    { 'ratelimit-policy': '"day";q=-1;w=86400', 'x-ratelimit-reset': 'tomorrow', 'x-ratelimit-limit-day': '0' },
    '2026-03-02T00:00:00.000Z',
    undefined,
  ],
])('a bank that takes no more says until when, and how many a day: %s', (_what, headers, retryAt, dailyLimit) => {
  expect(limitReached(headers, now)).toEqual({ retryAt: new Date(retryAt), ...(dailyLimit ? { dailyLimit } : {}) })
})
