import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningProcess } from '../support/child-process.ts'
import { startRaccord } from '../support/raccord-process.ts'
import { type OwnPostgres, postgresPrograms, startOwnPostgres } from './support/outage.ts'

const programs = await postgresPrograms()

/** A disk of its own, in memory, that can be filled to the last byte; undefined where this process may not mount one. */
function smallDisk(
  megabytes: number,
): { readonly path: string; fill(leaving?: number): void; clear(): void; remove(): void } | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  const path = mkdtempSync(join(tmpdir(), 'raccord-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=1777`, 'tmpfs', path], { stdio: 'ignore' })
  } catch {
    rmSync(path, { recursive: true })
    return undefined
  }
  const ballast = join(path, 'ballast')
  return {
    path,
    fill(leaving = 0) {
      const file = openSync(ballast, 'a')
      const free = () => statfsSync(path).bavail * statfsSync(path).bsize
      try {
        while (leaving === 0 || free() > leaving) writeSync(file, Buffer.alloc(4096))
      } catch (error) {
        expect((error as { code?: string }).code).toBe('ENOSPC')
      } finally {
        closeSync(file)
      }
    },
    clear: () => rmSync(ballast),
    remove() {
      execFileSync('umount', [path])
      rmSync(path, { recursive: true })
    },
  }
}

describe.each(programs === undefined ? (['pglite'] as const) : (['pglite', 'postgres'] as const))(
  'a full disk [%s]',
  (kind) => {
    const disk = smallDisk(kind === 'pglite' ? 90 : 160)
    let postgres: OwnPostgres | undefined
    let raccord: RunningProcess | undefined
    const home = mkdtempSync(join(tmpdir(), 'raccord-home-'))

    beforeAll(async () => {
      if (disk === undefined) return
      if (kind === 'postgres') {
        const before = process.env['TMPDIR']
        process.env['TMPDIR'] = disk.path
        postgres = await startOwnPostgres(programs ?? '').finally(() => {
          if (before === undefined) delete process.env['TMPDIR']
          else process.env['TMPDIR'] = before
        })
      }
      raccord = await startRaccord({
        RACCORD_DATA: kind === 'pglite' ? join(disk.path, 'data') : home,
        ...(postgres ? { DATABASE_URL: postgres.url } : {}),
      })
    })
    afterAll(async () => {
      await raccord?.stop()
      await postgres?.stop()
      disk?.remove()
      rmSync(home, { recursive: true, force: true })
    })

    const client = { client_id: 'sandbox', client_secret: 'sandbox-secret', grant_type: 'client_credentials' }
    const token = () =>
      fetch(`${raccord?.url}/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(client),
      })
    const ready = () =>
      expect.poll(async () => {
        const answer = await fetch(`${raccord?.url}/health/ready`).catch(() => undefined)
        return answer?.status ?? `no answer; it wrote: ${raccord?.output()}`
      })

    it.skipIf(disk === undefined)('is told by ready and by 503, never by 500, and passes by itself', async () => {
      await ready().toBe(200)
      // As disks fill up: what is left is noticed while there is still room for what is under way.
      disk?.fill(4 * 1024 * 1024)
      if (kind === 'pglite') await ready().toBe(503)
      disk?.fill()
      await ready().toBe(503)
      const seen = new Set<number>()
      // Pages that are there already take some rows more.
      for (let calls = 0; calls < 2_000 && !seen.has(503); calls += 1) seen.add((await token()).status)
      expect([...seen].filter((status) => status !== 200)).toEqual([503])
      const refused = await token()
      expect(refused.status).toBe(503)
      expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
      expect(await refused.json()).toMatchObject({ error: 'temporarily_unavailable' })
      expect((await fetch(`${raccord?.url}/health/live`)).status).toBe(200)
      disk?.clear()
      await ready().toBe(200)
      expect((await token()).status).toBe(200)
      expect(raccord?.output()).toContain('database_unavailable')
    })

    // On PostgreSQL the disk is another process's, which the test above fills.
    it.skipIf(disk === undefined || kind === 'postgres')('ends a start on it with a sentence', async () => {
      await raccord?.stop()
      disk?.fill(4 * 1024 * 1024)
      const start = startRaccord({ RACCORD_DATA: join(disk?.path ?? '', 'data') })
      await expect(start).rejects.toThrow(/can't go on: .*less than 8 MB are free in/)
    })
  },
)
