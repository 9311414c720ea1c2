import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { Secret } from '@raccord/connector-kit'
import { VaultError } from '../../vault-error.ts'
import type { Purpose, SealPurpose, VaultKey } from './key-ring.ts'
import { boxHeader, NONCE_BYTES, readBox, TAG_BYTES } from './sealed-box.ts'

/** Whose the value is, e.g. `channel:2001:123400`. The same must be given to open it: no row can be put in another's place. */
export type Owner = string | readonly string[]

export interface Sealer {
  /** AES-256-GCM under the newest key, with a random nonce: sealing twice gives different bytes. */
  seal(plaintext: Uint8Array | string | Secret, owner: Owner): Buffer
  /** @throws VaultError when the bytes were altered, are another owner's or purpose's, or their key is gone */
  open(sealed: Uint8Array, owner: Owner): Buffer
  /** True when an older key sealed it: seal it again to let that key go. */
  isStale(sealed: Uint8Array): boolean
}

/** Seals what must not be readable in the database or its backups. */
export class Vault {
  readonly #keys: readonly [VaultKey, ...VaultKey[]]

  /** @param keys the newest first; see `loadKeyRing` */
  constructor(keys: readonly [VaultKey, ...VaultKey[]]) {
    this.#keys = keys
  }

  for(purpose: SealPurpose): Sealer {
    return {
      seal: (plaintext, owner) => seal(this.#keys[0], purpose, plaintext, owner),
      open: (sealed, owner) => open(this.#keys, purpose, sealed, owner),
      isStale: (sealed) => readBox(sealed)?.keyId !== this.#keys[0].id,
    }
  }

  /** Names of the keys, the newest first. */
  get keyIds(): readonly [string, ...string[]] {
    const [newest, ...older] = this.#keys
    return [newest.id, ...older.map(({ id }) => id)]
  }

  /** A code (HMAC-SHA-256) that only a holder of this key can make. `undefined` where the key is not in the ring. */
  code(purpose: 'key-check' | 'consent-heads', keyId: string, text: string): Buffer | undefined {
    const key = this.#keys.find(({ id }) => id === keyId)
    return key && createHmac('sha256', key.derive(purpose)).update(text, 'utf8').digest()
  }

  /**
   * Keyed hashes (HMAC-SHA-256) to look something up by that could be guessed from a plain hash: a code, an e-mail, an
   * address. One per key, the newest first: store the first, look for any.
   */
  fingerprints(text: string | Secret): [Buffer, ...Buffer[]] {
    const value = text instanceof Secret ? text.expose() : text
    const of = (key: VaultKey): Buffer =>
      createHmac('sha256', key.derive('fingerprints')).update(value, 'utf8').digest()
    const [newest, ...older] = this.#keys
    return [of(newest), ...older.map(of)]
  }
}

function seal(key: VaultKey, purpose: Purpose, plaintext: Uint8Array | string | Secret, owner: Owner): Buffer {
  const header = boxHeader(key.id)
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key.derive(purpose), nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(additionalData(header, owner))
  const value = plaintext instanceof Secret ? plaintext.expose() : plaintext
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value
  return Buffer.concat([header, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

function open(keys: readonly VaultKey[], purpose: Purpose, sealed: Uint8Array, owner: Owner): Buffer {
  const box = readBox(sealed)
  if (box === undefined) throw new VaultError('malformed', 'These bytes are not a sealed value')
  const key = keys.find(({ id }) => id === box.keyId)
  if (key === undefined) {
    throw new VaultError(
      'unknown_key',
      `Sealed with vault key "${printable(box.keyId)}", which is not in RACCORD_VAULT_KEY or the vault key file. Add it after the newest key.`,
    )
  }
  const decipher = createDecipheriv('aes-256-gcm', key.derive(purpose), box.nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(additionalData(box.header, owner))
  decipher.setAuthTag(box.tag)
  try {
    return Buffer.concat([decipher.update(box.ciphertext), decipher.final()])
  } catch {
    // Which of the causes it is cannot be told apart, and must not be.
    throw new VaultError(
      'not_authentic',
      'A sealed value was altered, belongs elsewhere, or was sealed with another key of this name',
    )
  }
}

/** Each part with its length before it: `['a', 'bc']` and `['ab', 'c']` are different owners. */
function additionalData(header: Buffer, owner: Owner): Buffer {
  const parts = [header, ...(typeof owner === 'string' ? [owner] : owner).map((part) => Buffer.from(part, 'utf8'))]
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(part.length)
      return [length, part]
    }),
  )
}

function printable(keyId: string): string {
  return keyId.replace(/[^A-Za-z0-9._-]/g, '?')
}
