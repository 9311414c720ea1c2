import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { PasswordsBusyError } from '../../users/passwords-busy.ts'
import { type Argon2Hash, readPhc, writePhc } from './phc-string.ts'

/** OWASP's smallest advised setting for Argon2id: 19 MiB, two passes, one lane. */
const CURRENT = { memory: 19_456, passes: 2, parallelism: 1 }
const SALT_BYTES = 16
const TAG_BYTES = 32

export interface PasswordOptions {
  /** Hashes at a time, 19 MiB each. They run on libuv's pool of four threads, which files and DNS need as well. */
  concurrency?: number
  /** Hashes in line at most, before `PasswordsBusyError`. */
  queue?: number
}

export interface Passwords {
  /** A PHC string. */
  hash(password: string): Promise<string>
  /** Constant time for a given hash; false for a hash that cannot be read. */
  verify(hash: string, password: string): Promise<boolean>
  /** True when the hash was made with other parameters than today's: hash again at the next good password. */
  needsRehash(hash: string): boolean
}

/** Hashes passwords with Argon2id (RFC 9106), a few at a time: a flood of logins queues, it does not fill the memory. */
export function createPasswords({ concurrency = 2, queue = 200 }: PasswordOptions = {}): Passwords {
  const limit = limiter(concurrency, queue)
  return {
    hash: async (password) => {
      const salt = randomBytes(SALT_BYTES)
      const tag = await limit(() => derive(password, { ...CURRENT, salt }, TAG_BYTES))
      return writePhc({ ...CURRENT, salt, tag })
    },
    verify: async (hash, password) => {
      const known = readPhc(hash)
      if (known === undefined) return false
      return timingSafeEqual(await limit(() => derive(password, known, known.tag.length)), known.tag)
    },
    needsRehash: (hash) => {
      const known = readPhc(hash)
      return (
        known === undefined ||
        known.memory !== CURRENT.memory ||
        known.passes !== CURRENT.passes ||
        known.parallelism !== CURRENT.parallelism ||
        known.tag.length !== TAG_BYTES
      )
    },
  }
}

function derive(password: string, cost: Omit<Argon2Hash, 'tag'>, tagLength: number): Promise<Buffer> {
  const { memory, passes, parallelism, salt } = cost
  // The same password typed on another keyboard may be composed of other code points (NIST SP 800-63B, 5.1.1.2).
  const message = Buffer.from(password.normalize('NFKC'), 'utf8')
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message, nonce: salt, memory, passes, parallelism, tagLength }, (error, tag) => {
      if (error === null) resolve(tag)
      else reject(error)
    })
  })
}

function limiter(concurrency: number, queue: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (task) => {
    if (running >= concurrency) {
      if (waiting.length >= queue) throw new PasswordsBusyError('Too many passwords are being checked')
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      return await task()
    } finally {
      // The place passes on to the next in line, so that `running` never exceeds the limit in between.
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
