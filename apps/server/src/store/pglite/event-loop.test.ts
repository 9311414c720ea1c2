import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFreshPglite } from '../../../../../tests/support/databases.ts'

type Opened = Awaited<ReturnType<typeof openFreshPglite>>

describe('a loop of queries on PGlite', () => {
  let opened: Opened
  beforeAll(async () => {
    opened = await openFreshPglite()
  })
  afterAll(async () => {
    await opened.database.close()
    await opened.remove()
  })

  /** How often the event loop turned while `work` ran: counted in turns, so a slow machine gives the same answer. */
  async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
    let turns = 0
    let running = true
    const turn = (): void => {
      turns += 1
      if (running) setImmediate(turn)
    }
    setImmediate(turn)
    await work()
    running = false
    return turns
  }

  it('lets timers and sockets run after every statement', async () => {
    const { database } = opened
    const query = () => database.kysely.selectFrom('client').select('id').execute()
    await query()
    const alone = await turnsDuring(async () => {
      for (let count = 0; count < 200; count += 1) await query()
    })
    expect(alone).toBeGreaterThanOrEqual(200)
    const inTransaction = await turnsDuring(() =>
      database.transaction(async (tx) => {
        for (let count = 0; count < 200; count += 1) await tx.selectFrom('client').select('id').execute()
      }),
    )
    expect(inTransaction).toBeGreaterThanOrEqual(200)
    const { jobs } = database
    if (jobs.backend !== 'pglite') throw new Error('expected PGlite')
    const byJobs = await turnsDuring(async () => {
      for (let count = 0; count < 200; count += 1) await jobs.db.executeSql('select 1')
    })
    expect(byJobs).toBeGreaterThanOrEqual(200)
  })
})
