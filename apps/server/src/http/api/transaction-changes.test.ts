import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { type ApiHarness, openApiHarness } from './testing/api-harness.ts'
import { seedAccount, seedConnection, seedTransaction } from './testing/seed-bank-data.ts'

interface Changes {
  added: { id: string; label: string }[]
  modified: { id: string; label: string }[]
  removed: string[]
  next_cursor: string
  has_more: boolean
}

describeEachDatabase('GET /v2.1/transactions/changes', (open) => {
  let api: ApiHarness
  let user: { id: string; token: string }
  let accountId: number
  const path = '/v2.1/transactions/changes'
  const get = (query: string, token = user.token) => api.call('GET', `${path}?${query}`, { token })
  const changes = async (query = ''): Promise<Changes> => {
    const answer = await get(query)
    expect(answer.status, answer.text).toBe(200)
    return answer.body as Changes
  }
  const add = (label: string) => seedTransaction(api.database, { userId: Number(user.id), accountId }, { label })

  beforeAll(async () => {
    api = await openApiHarness(open)
    user = await api.signUp('follower@example.org')
    const connectionId = await seedConnection(api.database, Number(user.id))
    accountId = await seedAccount(api.database, { userId: Number(user.id), connectionId })
    const hidden = await seedAccount(api.database, { userId: Number(user.id), connectionId }, { shared: false })
    await seedTransaction(api.database, { userId: Number(user.id), accountId: hidden }, { label: 'not shared' })
  })

  it('gives everything first, page by page, then what changed', async () => {
    const ids = [await add('one'), await add('two'), await add('three')]
    const first = await changes('limit=2')
    expect(first.has_more).toBe(true)
    const second = await changes(`limit=2&since=${first.next_cursor}`)
    expect(second.has_more).toBe(false)
    expect([...first.added, ...second.added].map(({ label }) => label)).toEqual(['one', 'two', 'three'])
    const rows = api.database.kysely
    await rows.updateTable('transaction').set({ label: 'TWO' }).where('id', '=', ids[1]!).execute()
    await rows.deleteFrom('transaction').where('id', '=', ids[2]!).execute()
    const third = await changes(`since=${second.next_cursor}`)
    const { body: shown } = await api.call('GET', `/v2.1/transactions/${ids[1]}`, { token: user.token })
    expect(third).toMatchObject({ added: [], modified: [shown], removed: [String(ids[2])], has_more: false })
    expect(await changes(`since=${third.next_cursor}`)).toMatchObject({ added: [], modified: [], removed: [] })
  })

  it('refuses what is no cursor, and a cursor of somebody else', async () => {
    const { next_cursor: cursor } = await changes()
    for (const bad of ['x', cursor.slice(0, -3), `${cursor.slice(0, 8)}AAAA${cursor.slice(12)}`, '0', '%00', "'"]) {
      const answer = await get(`since=${bad}`)
      expect(answer.status, bad).toBe(400)
      expect(answer.body).toMatchObject({ error: 'invalid_request' })
      expect((answer.body as { error_description: string }).error_description).toMatch(/^since: /)
    }
    for (const limit of ['0', '501', '-1', 'x', '1.5']) expect((await get(`limit=${limit}`)).status, limit).toBe(400)
    const stranger = await api.signUp('stranger@example.org')
    const answer = await get(`since=${cursor}`, stranger.token)
    expect(answer.status).toBe(410)
    expect(answer.body).toMatchObject({ error: 'cursor_gone' })
    expect((await get('', stranger.token)).body).toMatchObject({
      added: [],
      modified: [],
      removed: [],
      has_more: false,
    })
  })

  it('needs the scope, and a token', async () => {
    const { token } = await api.signUp('narrow@example.org', undefined, 'accounts_read')
    expect((await get('', token)).status).toBe(403)
    expect((await api.call('GET', path)).status).toBe(401)
  })
})
