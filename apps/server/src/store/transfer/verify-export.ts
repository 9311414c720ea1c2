import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { settleLegacyChain } from '../../consent/legacy-chain.ts'
import { breakSentence, verifyConsentChain } from '../../consent/verify-consent-chain.ts'
import { type Database, openDatabase } from '../database.ts'
import { migrate } from '../migrate.ts'
import { type Migration, readMigrations } from '../migration-files.ts'
import { consentStore } from '../repositories/consent-store.ts'
import { refuseOtherKeys } from '../sealed/check-keys.ts'
import { sealStatus } from '../sealed/seal-status.ts'
import type { Vault } from '../vault/vault.ts'
import { headerLine } from './format.ts'
import { importFromFile } from './import-database.ts'
import { readLines } from './lines.ts'

/** What a restore drill has shown. */
export interface VerifiedExport {
  readonly exportedAt: Date
  readonly rows: number
  /** Rows by table, where there are any. */
  readonly tables: Readonly<Record<string, number>>
  /** Sealed values, each under a key of the ring. */
  readonly sealed: number
  readonly consents: number
  /** Migrations that the export was behind this release; they were applied. */
  readonly upgraded: number
}

/**
 * Restores an export into a database of its own, brings it to the level of this release, and looks whether the keys open what
 * is in it and the consent records are as they were written. Nothing of it stays.
 *
 * @param scratch folder with room for the whole database
 * @throws Error a sentence for the operator, where it could not be restored
 */
export async function verifyExport(path: string, vault: Vault, scratch: string): Promise<VerifiedExport> {
  const { exported_at: exportedAt, migrations: names } = await headerOf(path)
  const all = readMigrations()
  const before = levelOf(all, names)
  const dataDir = await mkdtemp(join(scratch, 'raccord-drill-'))
  try {
    // Nobody needs it after a crash. The template is at the level of this release.
    const old = before.length < all.length
    const database = await openDatabase({ dataDir, durable: false, ...(old ? { template: null } : {}) })
    try {
      await migrate(database, before)
      const { rows, tables } = await importFromFile(database, path)
      const { applied } = await migrate(database, all)
      const found = Object.entries(tables).filter(([, count]) => count > 0)
      const looked = {
        exportedAt: new Date(exportedAt),
        rows,
        tables: Object.fromEntries(found),
        upgraded: applied.length,
      }
      return { ...looked, ...(await opened(database, vault)) }
    } finally {
      await database.close()
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function opened(database: Database, vault: Vault): Promise<Pick<VerifiedExport, 'sealed' | 'consents'>> {
  await database.transaction((tx) => refuseOtherKeys(tx, vault))
  const uses = await sealStatus(database)
  const lost = uses.filter(({ id, values }) => values > 0 && !vault.keyIds.includes(id))
  if (lost.length > 0)
    throw new Error(
      `The export holds ${lost.reduce((sum, { values }) => sum + values, 0)} values that were sealed with ${lost.map(({ id }) => `"${id}"`).join(' and ')}, which is not among the keys.`,
    )
  const check = await database.transaction(async (tx) => {
    const store = consentStore(tx, vault)
    await settleLegacyChain(store, database.clock.now())
    return verifyConsentChain(store)
  })
  if (!check.intact) throw new Error(breakSentence(check))
  return { sealed: uses.reduce((sum, { values }) => sum + values, 0), consents: check.records }
}

/** The migrations that the export was made at, which must be the first of ours. */
function levelOf(all: Migration[], names: readonly string[]): Migration[] {
  const known = all.filter(({ name }) => names.includes(name))
  if (known.length === names.length) return known
  throw new Error(
    `The export is at migration ${names.at(-1) ?? 'none'}, which this release does not know: it belongs to a newer one.`,
  )
}

async function headerOf(path: string) {
  const input = createReadStream(path)
  const gunzip = createGunzip()
  input.on('error', (error) => gunzip.destroy(error))
  gunzip.on('error', () => {})
  try {
    for await (const line of readLines(input.pipe(gunzip))) {
      const header = headerLine.safeParse(JSON.parse(line))
      if (header.success) return header.data
      break
    }
  } catch {
    // Told below: what is in the file is nobody's business.
  } finally {
    input.destroy()
    gunzip.destroy()
  }
  throw new Error('This is not a whole Raccord export: its first line is not as it should be.')
}
