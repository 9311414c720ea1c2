import { expect, test } from 'vitest'
import type { Failed, TransactionsAnswer } from '../connector.ts'
import { daysAhead, daysBack, firstDays, readShorter } from './history-reach.ts'

const now = new Date('2026-11-30T10:00:00Z')
const page = { kind: 'page', transactions: [], skipped: [], state: {} } as const
const refused: Failed = { kind: 'failed', reason: 'bank_answer_invalid', detail: 'HTTP 403' }

test('what is wanted, never further back than a reach, each day once', () => {
  const zone = 'Europe/London'
  expect(firstDays(now, zone, {}, [730, 89])).toEqual([daysBack(now, 730, zone), daysBack(now, 89, zone)])
  expect(firstDays(now, zone, { from: '2026-09-30' }, [730, 30])).toEqual(['2026-09-30', '2026-10-31'])
  expect(firstDays(now, zone, { from: '2026-11-20' }, [730, 89])).toEqual(['2026-11-20'])
})

test('days are counted from the day that the bank has', () => {
  const late = new Date('2026-06-30T22:30:00Z')
  expect(daysBack(late, 0, 'Europe/London')).toBe('2026-06-30')
  expect(daysBack(late, 0, 'Europe/Paris')).toBe('2026-07-01')
  expect(firstDays(late, 'Europe/Berlin', {}, [89])).toEqual(['2026-04-03'])
  // Over a change of the clocks too.
  expect(daysBack(new Date('2026-03-29T22:30:00Z'), 1, 'Europe/Paris')).toBe('2026-03-29')
  // A permission for today is not one for a day that is over where the bank is.
  expect(daysAhead(late, 0, 'FR')).toBe('2026-07-01')
  expect(daysAhead(late, 180, 'FR')).toBe('2026-12-28')
  expect(daysAhead(late, 0, 'GB')).toBe('2026-06-30')
})

async function read(answers: { readonly [from: string]: readonly TransactionsAnswer[] }) {
  const asked: string[] = []
  const read: TransactionsAnswer[] = []
  const pages = readShorter(
    Object.keys(answers),
    async function* (from) {
      asked.push(from)
      yield* answers[from] ?? []
    },
    ({ detail }) => detail === 'HTTP 403',
  )
  for await (const answer of pages) read.push(answer)
  return { asked, read }
}

test('a refusal of the first page is answered by a shorter period, and each page says its first day', async () => {
  const { asked, read: got } = await read({ '2024-11-30': [refused], '2026-09-02': [page, page] })
  expect(asked).toEqual(['2024-11-30', '2026-09-02'])
  expect(got).toEqual([page, page].map((one) => ({ ...one, from: '2026-09-02' })))
})

test('a refusal of the last period, of a later page or of another kind is told; a page that knows its day better keeps it', async () => {
  expect((await read({ a: [refused], b: [refused] })).read).toEqual([refused])
  // Nor is a shorter period read after one that ended well, or of which nothing came.
  expect((await read({ a: [], b: [page] })).asked).toEqual(['a'])
  expect((await read({ a: [page, page, refused], b: [page] })).asked).toEqual(['a'])
  expect(await read({ a: [page, refused], b: [page] })).toEqual({
    asked: ['a'],
    read: [{ ...page, from: 'a' }, refused],
  })
  const other = { ...refused, detail: 'HTTP 500' }
  expect(await read({ a: [other], b: [page] })).toEqual({ asked: ['a'], read: [other] })
  expect((await read({ a: [{ ...page, from: 'z' }] })).read).toEqual([{ ...page, from: 'z' }])
})
