import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** OWASP's advised setting for scrypt: 128 MiB would fit no small computer; 2^15 × 8 × 3 takes 32 MiB three times over. */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }
const KEY_BYTES = 32

export const shortestPassword = 10
export const longestPassword = 200

/** One at a time: a flood of sign-ins waits, it does not fill the memory of a small computer. */
let last: Promise<unknown> = Promise.resolve()

function derive(password: string, salt: Buffer): Promise<Buffer> {
  const work = last.then(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        // The same password typed on another keyboard may be composed of other code points (NIST SP 800-63B, 5.1.1.2).
        scrypt(password.normalize('NFKC'), salt, KEY_BYTES, cost, (error, key) =>
          error ? reject(error) : resolve(key),
        )
      }),
  )
  last = work.catch(() => {})
  return work
}

/** `scrypt$<salt>$<key>`, both in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt)
  return `scrypt$${salt.toString('base64')}$${key.toString('base64')}`
}

/** For a hash that is not there it takes as long, and says no. */
export async function isPassword(hash: string | undefined, password: string): Promise<boolean> {
  const [name, salt = '', key = ''] = (hash ?? '').split('$')
  const expected = Buffer.from(key, 'base64')
  const derived = await derive(password, Buffer.from(salt, 'base64'))
  return name === 'scrypt' && expected.length === derived.length && timingSafeEqual(expected, derived)
}

export function passwordProblem(password: string): 'short' | 'long' | undefined {
  if ([...password].length < shortestPassword) return 'short'
  return password.length > longestPassword ? 'long' : undefined
}
