import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { type Database, type OpenDatabaseOptions, openDatabase } from '../store/database.ts'
import { checkPostgres } from '../store/postgres/check-postgres.ts'
import { openKeyRing } from '../store/vault/load-key-ring.ts'
import { Vault } from '../store/vault/vault.ts'

/**
 * Opens the database of the settings. The vault's key comes first, as at the server's start: a store that a command made
 * without one would look to the server like a store whose key was lost.
 */
export async function openStore(config: Config, overrides: Partial<OpenDatabaseOptions> = {}): Promise<Database> {
  await openVault(config)
  if (config.databaseUrl !== undefined) await checkPostgres(config.databaseUrl)
  return openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    poolSize: config.poolSize,
    ...overrides,
  })
}

export async function openVault(config: Config): Promise<Vault> {
  const { vaultKey, vaultKeyFile, vaultKms, dataDir, env } = config
  return new Vault(await openKeyRing({ vaultKey, vaultKeyFile, vaultKms, dataDir, production: env === 'production' }))
}

/** Whether the key that seals credentials and bank consents is there already. */
export function hasVaultKey(config: Config): boolean {
  return (config.vaultKey ?? config.vaultKeyFile) !== undefined || existsSync(join(config.dataDir, 'vault.key'))
}
