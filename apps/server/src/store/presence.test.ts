import pg from 'pg'
import { expect, it } from 'vitest'
import { describePostgres, openFreshPglite, openFreshPostgres } from '../../../../tests/support/databases.ts'
import { announcePresence } from './presence.ts'

const log = { info: () => {}, warn: () => {} }

it('knows on the embedded database that every other process is a former one', async () => {
  const { database, remove } = await openFreshPglite()
  const presence = await announcePresence(database, undefined, log)
  expect(await presence.alive(presence.own)).toBe(true)
  expect(await presence.alive('12345')).toBe(false)
  expect(await presence.count()).toBe(1)
  await presence.close()
  await database.close()
  await remove()
})

describePostgres('presence of replicas', (serverUrl) => {
  it('tells living ones from those that are gone, and survives a lost connection', async () => {
    const { database, url, remove } = await openFreshPostgres(serverUrl)
    const first = await announcePresence(database, url, log)
    const second = await announcePresence(database, url, log)
    expect(first.own).not.toBe(second.own)
    expect(await first.alive(second.own)).toBe(true)
    expect(await first.alive('not a name')).toBe(false)
    expect(await first.count()).toBe(2)

    const admin = new pg.Client({ connectionString: url })
    await admin.connect()
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'raccord presence'",
    )
    await expect.poll(() => first.alive(second.own)).toBe(true)
    await admin.end()

    await second.close()
    await expect.poll(() => first.alive(second.own)).toBe(false)
    expect(await first.count()).toBe(1)
    // Of itself it never doubts.
    expect(await first.alive(first.own)).toBe(true)
    await first.close()
    await database.close()
    await remove()
  })
})
