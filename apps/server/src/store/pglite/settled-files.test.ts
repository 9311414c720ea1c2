import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../database.ts'
import { buildTemplate } from './build-template.ts'
import { copyTemplate } from './data-directory.ts'
import { SettledFiles, wasClosed } from './settled-files.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'raccord-settled-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

describe('settled files', () => {
  it('are those that were synced and not touched since, nor just before', async () => {
    const file = join(directory, 'old')
    writeFileSync(file, 'a')
    await sleep(2600)
    writeFileSync(join(directory, 'new'), 'a')
    // A second later, however long this machine takes.
    vi.useFakeTimers({ toFake: ['Date'], now: statSync(join(directory, 'new')).ctimeMs + 1000 })
    const settled = new SettledFiles()
    await settled.settle(directory)
    vi.useRealTimers()
    const holds = (name: string): boolean => {
      const descriptor = openSync(join(directory, name), 'r')
      try {
        return settled.holds(descriptor)
      } finally {
        closeSync(descriptor)
      }
    }
    expect(holds('old')).toBe(true)
    expect(holds('new')).toBe(false)
    appendFileSync(file, 'b')
    expect(holds('old')).toBe(false)
    await settled.settle(directory)
    settled.forget()
    expect(holds('old')).toBe(false)
  })

  it('spare a crashed store the sync of every single file, and nothing after it is open', async () => {
    const store = join(directory, 'pg')
    await copyTemplate(await buildTemplate(), store)
    expect(await wasClosed(store)).toBe(true)
    // As it is while a server runs, and after one was killed.
    const control = readFileSync(join(store, 'global', 'pg_control'))
    const first = await openDatabase({ dataDir: directory })
    expect(await wasClosed(store)).toBe(false)
    await first.close()
    expect(await wasClosed(store)).toBe(true)
    expect(control.readUInt32LE(16)).toBe(1)
    const again = await openDatabase({ dataDir: directory })
    const before = again.stats().fsyncs ?? Number.NaN
    const row = { id: 'c', name: 'c', logo_url: null, secret_hashes: [], created_at: new Date() }
    await again.kysely.insertInto('client').values(row).execute()
    expect((again.stats().fsyncs ?? 0) - before).toBeGreaterThanOrEqual(1)
    await again.close()
  })
})
