import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '../../apps/server/src/store/database.ts'
import { buildTemplate } from '../../apps/server/src/store/pglite/build-template.ts'
import { startWriter } from './child.ts'

let dataDir: string
beforeAll(async () => {
  await buildTemplate()
  dataDir = mkdtempSync(join(tmpdir(), 'raccord-killed-'))
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

it('loses nothing it has acknowledged when the process is killed, opens again at once, and runs the job again', async () => {
  const acknowledged = new Set<string>()
  for (let round = 0; round < 4; round += 1) {
    const first = round * 1_000_000
    const child = startWriter([String(first), dataDir])
    await child.saw(/^ready$/)
    // The job of the round before was running when its process was killed.
    if (round > 0) await child.saw(new RegExp(`^began ${first - 1_000_000} 2$`))
    await child.saw(new RegExp(`^${first + 20 + round * 37}$`))
    await child.kill()
    for (const line of child.lines) if (/^\d+$/.test(line)) acknowledged.add(line)

    const database = await openDatabase({ dataDir })
    const rows = await database.kysely.selectFrom('client').select('id').execute()
    const kept = new Set(rows.map(({ id }) => id))
    expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([])
    // At most the one transaction that was not yet acknowledged in each round.
    expect(kept.size - acknowledged.size).toBeLessThanOrEqual(round + 1)
    await database.close()
  }
})

it('keeps a second process out while the first one works', async () => {
  const child = startWriter(['90000000', dataDir])
  await child.saw(/^90000001$/)
  await expect(openDatabase({ dataDir })).rejects.toThrow(/in use by process/)
  await child.kill()
})
