import type { TransactionOut } from '@raccord/contract/wire'
import { expect, it } from 'vitest'
import { MemberApi } from './member-api.ts'
import { type Changes, type RaccordClient, RaccordError } from './raccord-client.ts'

const entry = (id: string, label: string) => ({ id, label }) as TransactionOut
const told = (cursor: string, more: Partial<Changes> = {}): Changes => ({
  ...{ added: [], modified: [], removed: [], next_cursor: cursor, has_more: false },
  ...more,
})

/** Answers by cursor, and notes what it was asked. */
function raccord(answers: Record<string, Changes | number>) {
  const asked: string[] = []
  let tokens = 0
  const client = {
    async signIn() {
      tokens += 1
      return `token ${tokens}`
    },
    async changes(token: string, since = 'begin', locale: string) {
      asked.push(`${token} ${since} ${locale}`)
      const answer = answers[since]
      if (typeof answer === 'number') {
        if (answer === 401) delete answers[since]
        throw new RaccordError(answer, {})
      }
      return answer ?? told(since)
    },
  } as unknown as RaccordClient
  return { asked, api: new MemberApi(client, async () => ({ email: 'e', password: 'p' })) }
}
const labels = (entries: readonly TransactionOut[]) => entries.map(({ label }) => label).sort()

it('reads all pages once, and then only what is new', async () => {
  const { api, asked } = raccord({
    begin: told('a', { added: [entry('1', 'one'), entry('2', 'two')], has_more: true }),
    a: told('b', { added: [entry('3', 'three')] }),
    b: told('c', { modified: [entry('1', 'one, booked')], removed: ['2'] }),
  })
  expect(labels(await api.entries('en'))).toEqual(['one', 'three', 'two'])
  expect(labels(await api.entries('en'))).toEqual(['one, booked', 'three'])
  expect(asked).toEqual(['token 1 begin en', 'token 1 a en', 'token 1 b en'])
})

it('does not take a change twice when two look at once', async () => {
  const { api, asked } = raccord({ begin: told('a', { added: [entry('1', 'one')] }) })
  const [first, second] = await Promise.all([api.entries('en'), api.entries('en')])
  expect([labels(first), labels(second)]).toEqual([['one'], ['one']])
  expect(asked).toEqual(['token 1 begin en', 'token 1 a en'])
})

it('signs in anew once where the token has ended', async () => {
  const { api, asked } = raccord({ begin: 401 })
  await api.entries('en')
  expect(asked).toEqual(['token 1 begin en', 'token 2 begin en'])
})

it('begins again where the cursor is gone, and in another language', async () => {
  const answers: Record<string, Changes | number> = { begin: told('a', { added: [entry('1', 'one')] }), a: 410 }
  const { api, asked } = raccord(answers)
  await api.entries('en')
  answers['begin'] = told('b', { added: [entry('7', 'seven')] })
  expect(labels(await api.entries('en'))).toEqual(['seven'])
  expect(labels(await api.entries('fr'))).toEqual(['seven'])
  expect(asked.at(-1)).toBe('token 1 begin fr')
})

it('is no worse for an answer that failed', async () => {
  const answers: Record<string, Changes | number> = { begin: told('a', { added: [entry('1', 'one')] }), a: 503 }
  const { api } = raccord(answers)
  await api.entries('en')
  await expect(api.entries('en')).rejects.toThrow()
  answers['a'] = told('b', { added: [entry('2', 'two')] })
  expect(labels(await api.entries('en'))).toEqual(['one', 'two'])
})
