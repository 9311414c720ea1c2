import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { readSecretFile } from '../../secret-files.ts'
import { closeTree, privateFolder, unwritable } from '../files/private-files.ts'
import { parseKeyRing, type VaultKey } from './key-ring.ts'
import { unwrapKeys } from './kms.ts'

export interface KeySettings {
  /** RACCORD_VAULT_KEY. */
  vaultKey?: string | undefined
  /** RACCORD_VAULT_KEY_FILE: files of keys, comma list, the newest first. */
  vaultKeyFile?: string | undefined
  /** RACCORD_VAULT_KMS: the service that opens the keys of the two above. */
  vaultKms?: string | undefined
  /** RACCORD_DATA: the key file is `<dataDir>/vault.key`. */
  dataDir: string
  production: boolean
  warn?: (message: string) => void
}

type Ring = [VaultKey, ...VaultKey[]]

/** The master keys, opened by a key management service where one is set. @throws Error a sentence for the operator */
export async function openKeyRing(settings: KeySettings): Promise<Ring> {
  const given = givenKeys(settings)
  if (settings.vaultKms === undefined) return loadKeyRing(settings)
  if (given === undefined)
    throw new Error(
      'RACCORD_VAULT_KMS is set, but no wrapped key: RACCORD_VAULT_KEY_FILE or RACCORD_VAULT_KEY names it.',
    )
  return parseKeyRing(await unwrapKeys(given.text, given.source, settings.vaultKms), 'RACCORD_VAULT_KMS')
}

/**
 * The master keys: from the settings, else from the key file, which a sandbox makes at its first start.
 *
 * Call it before `openDatabase`: a store without its key is told from a first start by the store being there already.
 */
export function loadKeyRing(settings: KeySettings): Ring {
  const { dataDir, production, warn = () => {} } = settings
  const given = givenKeys(settings)
  if (given !== undefined) return parseKeyRing(given.text, given.source)
  const file = join(dataDir, 'vault.key')
  if (!existsSync(file)) {
    if (production) {
      throw new Error(
        'RACCORD_VAULT_KEY is not set, nor RACCORD_VAULT_KEY_FILE. In production the key that seals bank credentials is yours to keep: make it with "openssl rand -base64 32" and keep it apart from the database and its backups.',
      )
    }
    if (existsSync(join(dataDir, 'pg'))) {
      throw new Error(
        `${file} is gone, but the database it sealed is there: without the key its credentials and bank consents cannot be read. Restore the file, set RACCORD_VAULT_KEY, or move ${join(dataDir, 'pg')} away to begin anew.`,
      )
    }
    try {
      createKeyFile(dataDir, file)
    } catch (error) {
      throw unwritable(error, dataDir, 'RACCORD_DATA')
    }
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    closeTree(file, 'RACCORD_DATA')
    warn(
      `${file} could be read by other accounts of this machine; it is closed now (chmod 600). Change the key if others use this machine.`,
    )
  }
  return parseKeyRing(readFileSync(file, 'utf8'), file)
}

/** What the settings hold, wrapped or not. */
function givenKeys({ vaultKey = '', vaultKeyFile = '' }: KeySettings): { text: string; source: string } | undefined {
  if (vaultKeyFile.trim() !== '') {
    if (vaultKey.trim() !== '') throw new Error('RACCORD_VAULT_KEY and RACCORD_VAULT_KEY_FILE are both set: keep one.')
    const files = vaultKeyFile.split(',').map((file) => file.trim())
    return {
      text: files.map((file) => readSecretFile(file, 'RACCORD_VAULT_KEY_FILE')).join('\n'),
      source: 'RACCORD_VAULT_KEY_FILE',
    }
  }
  return vaultKey.trim() === '' ? undefined : { text: vaultKey, source: 'RACCORD_VAULT_KEY' }
}

/** Whole and on disk under its name, or not there at all: half a key would lock everything away for good. */
function createKeyFile(dataDir: string, file: string): void {
  privateFolder(dataDir, 'RACCORD_DATA')
  const fresh = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  const handle = openSync(fresh, 'wx', 0o600)
  try {
    writeFileSync(handle, `${randomBytes(32).toString('base64')}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  try {
    linkSync(fresh, file)
  } catch (error) {
    // Another process was first: its key counts.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(fresh, { force: true })
  }
}
