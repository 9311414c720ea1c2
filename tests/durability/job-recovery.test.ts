import { expect, it } from 'vitest'
import { describePostgres, openFreshPostgres } from '../support/databases.ts'
import { startWriter } from './child.ts'

describePostgres('jobs of a killed replica', (serverUrl) => {
  it('are run again by another one', async () => {
    const { database, url, remove } = await openFreshPostgres(serverUrl)
    const env = { DATABASE_URL: url }
    const victim = startWriter(['1'], env)
    await victim.saw(/^began 1 1$/)
    const other = startWriter(['1000000'], env)
    await other.saw(/^ready$/)
    const killed = Date.now()
    await victim.kill()
    await other.saw(/^began 1 2$/)
    // Not asserted: how long it takes depends on the machine. Ten seconds without a heartbeat and what is around them.
    console.info(`a killed replica's job ran again after ${((Date.now() - killed) / 1000).toFixed(1)} s`)
    expect(victim.lines).not.toContain('began 1 2')
    await other.kill()
    await database.close()
    await remove()
  })
})
