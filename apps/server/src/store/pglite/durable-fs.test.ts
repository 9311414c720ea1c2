import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildTemplate } from './build-template.ts'
import { copyTemplate } from './data-directory.ts'
import { DurableFs, durableStartParams } from './durable-fs.ts'
import { type OpenedPglite, openPglite } from './open-pglite.ts'

let parent: string
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'raccord-durable-'))
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))

describe('the embedded database, durable', () => {
  let opened: OpenedPglite
  beforeAll(async () => {
    opened = await openPglite({ dataDir: join(parent, 'durable'), durable: true, template: await buildTemplate() })
    await opened.pglite.exec('create table written (id int primary key)')
  })
  afterAll(async () => {
    await opened.pglite.close()
    opened.unlock()
  })

  it('reaches the disk once with every commit', async () => {
    const before = opened.fsyncs() ?? Number.NaN
    for (let id = 0; id < 20; id += 1) await opened.pglite.query('insert into written values ($1)', [id])
    expect((opened.fsyncs() ?? 0) - before).toBeGreaterThanOrEqual(20)
  })

  it('does so once for a transaction, however much it writes', async () => {
    // In a segment of the log of its own: where one ends it is synced, too, and where that is depends on the template.
    await opened.pglite.exec('select pg_switch_wal(); checkpoint')
    const before = opened.fsyncs() ?? Number.NaN
    await opened.pglite.exec('begin; insert into written select generate_series(100, 399); commit')
    expect((opened.fsyncs() ?? 0) - before).toBe(1)
  })
})

describe('PGlite by itself', () => {
  it('never syncs: the trap that DurableFs is for', async () => {
    // Counts as DurableFs does, but starts PostgreSQL with PGlite's own parameters.
    const directory = join(parent, 'plain')
    await copyTemplate(await buildTemplate(), directory)
    const fs = new DurableFs(directory)
    const pglite = await PGlite.create({ fs, startParams: PGlite.defaultStartParams })
    await pglite.exec('create table written (id int); insert into written values (1)')
    expect(fs.fsyncs).toBe(0)
    await pglite.close()
    expect(fs).toBeInstanceOf(NodeFS)
  })

  it('switches fsync off in its parameters, and we switch it on', () => {
    expect(PGlite.defaultStartParams).toContain('-F')
    const params = durableStartParams(PGlite.defaultStartParams)
    expect(params).not.toContain('-F')
    expect(params).toContain('wal_sync_method=fsync')
  })
})
