import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { openFreshPglite } from '../../../../../tests/support/databases.ts'
import type { EntryView } from '../../store/repositories/entry-query.ts'
import { openApiHarness } from '../api/testing/api-harness.ts'
import { seedAccount, seedChannel, seedConnection, seedTransaction } from '../api/testing/seed-bank-data.ts'

it('reads no further than its reader takes, and survives one that goes', async () => {
  const { database, remove } = await openFreshPglite()
  const api = await openApiHarness(async () => database)
  const user = await api.signUp('household@example.org')
  const userId = Number(user.id)
  const connectionId = await seedConnection(database, userId)
  await seedChannel(database, connectionId)
  const accountId = await seedAccount(database, { userId, connectionId })
  await seedTransaction(database, { userId, accountId })
  const [row] = await api.deps.readModel.entries(userId, { accountId, status: 'BOOKED', limit: 1 })
  // An account without an end, in pages as the database gives them.
  let pages = 0
  Object.assign(api.deps.readModel, {
    entries: async (_userId: number, { limit }: { limit: number }): Promise<EntryView[]> => {
      pages += 1
      return Array.from({ length: limit }, (_, nth) => ({ ...(row as EntryView), id: pages * limit + nth }))
    },
  })
  const made = await api.call('POST', '/v2.1/users/me/access_tokens', {
    token: user.token,
    body: { kind: 'export', name: 'Endless' },
  })
  const { pathname } = new URL((made.body as { links: { csv: string } }).links.csv)
  await api.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = api.app.server.address() as AddressInfo
  const request = get({ port, host: '127.0.0.1', path: pathname })
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  answer.pause()
  // Until the pipes between are full and nothing is read any more.
  let before = -1
  await expect
    .poll(
      () => {
        const still = pages === before
        before = pages
        return still
      },
      { interval: 500 },
    )
    .toBe(true)
  expect(pages).toBeLessThan(500)
  answer.destroy()
  const after = await fetch(`http://127.0.0.1:${port}/simplefin/info`)
  expect(after.status).toBe(200)
  await after.text()
  await api.app.close()
  const ended = pages
  await database.close()
  await remove()
  expect(pages).toBe(ended)
})
