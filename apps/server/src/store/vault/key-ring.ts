import { createHash, hkdfSync } from 'node:crypto'
import { isNoRandomKey } from './random-key.ts'

/** What a derived key is for. A value sealed for one purpose cannot be opened for another. */
export type Purpose = SealPurpose | 'fingerprints' | 'key-check' | 'consent-heads'

/** What is sealed, each under a key of its own. */
export type SealPurpose = 'credentials' | 'tokens' | 'raw-entries'

/** One master key. Only keys derived from it are ever used. */
export interface VaultKey {
  /** Names the key in everything it sealed; no secret. */
  id: string
  derive(purpose: Purpose): Uint8Array
}

const KEY_BYTES = 32
const KEY_ID = /^[A-Za-z0-9._-]{1,32}$/

/**
 * Reads master keys: base64 of 32 random bytes each, separated by commas, blanks or line ends, the newest first. The
 * newest seals, all of them open. `id:` before a key names it; without, the name follows from the key.
 *
 * @param source the setting or file the text is from, for the error; the text itself is never repeated
 */
export function parseKeyRing(text: string, source: string): [VaultKey, ...VaultKey[]] {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '')
  const keys = entries.map((entry, index) => parseKey(entry, `${source}, key ${index + 1}`))
  const [newest, ...older] = keys
  if (newest === undefined) throw new Error(`${source} holds no key. Make one with: openssl rand -base64 32`)
  const ids = new Set(keys.map(({ id }) => id))
  if (ids.size !== keys.length) throw new Error(`${source} names two keys alike`)
  return [newest, ...older]
}

function parseKey(entry: string, place: string): VaultKey {
  const colon = entry.indexOf(':')
  const id = colon === -1 ? undefined : entry.slice(0, colon)
  const encoded = entry.slice(colon + 1)
  if (id !== undefined && !KEY_ID.test(id))
    throw new Error(`${place}: a name has 1 to 32 letters, digits, '.', '_' or '-'`)
  const bytes = /^[A-Za-z0-9+/_-]+={0,2}$/.test(encoded) ? Buffer.from(encoded, 'base64') : Buffer.alloc(0)
  if (bytes.length !== KEY_BYTES) {
    throw new Error(`${place}: not 32 bytes in base64. Make a key with: openssl rand -base64 32`)
  }
  if (isNoRandomKey(bytes)) {
    throw new Error(
      `${place}: a pattern, and no random key: anybody can guess it. Make one with: openssl rand -base64 32`,
    )
  }
  return vaultKey(bytes, id)
}

function vaultKey(bytes: Buffer, name: string | undefined): VaultKey {
  const derived = new Map<Purpose, Uint8Array>()
  // One way and with a label of its own, so that the name tells nothing of the key or of what is derived from it.
  const id = name ?? createHash('sha256').update('raccord vault key name\0').update(bytes).digest('hex').slice(0, 8)
  return {
    id,
    // HKDF, RFC 5869: one master key to keep safe, and as many independent ones as there are purposes.
    derive: (purpose) => {
      const known = derived.get(purpose)
      if (known !== undefined) return known
      const key = new Uint8Array(hkdfSync('sha256', bytes, '', `raccord vault v1 ${purpose}`, KEY_BYTES))
      derived.set(purpose, key)
      return key
    },
  }
}
