import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { statementFile } from '../../../../tests/support/statement-files.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import { createFileUploads } from './file-uploads.ts'
import { watchedFolder } from './watched-folder.ts'

describeEachDatabase('a watched folder', (open) => {
  it('imports what is whole, keeps every file, and says why one was not imported', async () => {
    const world = await SyncWorld.create(await open(), AdjustableClock.fixed('2026-03-10T10:00:00Z'))
    const uploads = createFileUploads(world.deps)
    const connectionId = (await uploads.create({ userId: world.userId })) ?? 0
    const folder = await mkdtemp(join(tmpdir(), 'raccord-watched-'))
    const own = join(folder, String(connectionId))
    await mkdir(own)
    await mkdir(join(folder, '999'))
    const watch = watchedFolder({
      ...{ folder, uploads, now: () => world.clock.now(), log: () => {} },
      ownerOf: (id) => world.transact(({ files }) => files.ownerOf(id)),
    })
    const { bytes } = await statementFile('ofx', ['2026-03-02 -4.20 CAFE'])
    await writeFile(join(own, 'march.ofx'), bytes.subarray(0, 200))
    await watch.look()
    // Still being written: then it is another file at the next look.
    await writeFile(join(own, 'march.ofx'), bytes)
    await watch.look()
    expect(await world.transactionRows()).toEqual([])
    await writeFile(join(own, 'letter.pdf'), '%PDF-1.7')
    await writeFile(join(own, 'large.csv'), '')
    await truncate(join(own, 'large.csv'), 100 * 1024 * 1024)
    await symlink('/etc/hosts', join(own, 'link.csv'))
    await writeFile(join(folder, '999', 'a.ofx'), bytes)
    await watch.look()
    await watch.look()
    expect(await world.transactionRows()).toHaveLength(1)
    expect(await readdir(join(own, 'done'))).toEqual(['20260310100000000-march.ofx'])
    const failed = await readdir(join(own, 'failed'))
    expect(failed.map((name) => name.slice(18))).toEqual(['large.csv', 'large.csv.txt', 'letter.pdf', 'letter.pdf.txt'])
    expect(await readFile(join(own, 'failed', failed[3] ?? ''), 'utf8')).toMatch(
      /^file_unreadable: .*Nothing was stored\.\n$/,
    )
    expect((await readdir(own)).toSorted()).toEqual(['done', 'failed', 'link.csv'])
    expect(await readdir(join(folder, '999'))).toEqual(['failed'])
    await rm(folder, { recursive: true })
  })
})
