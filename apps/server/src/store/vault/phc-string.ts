/** An Argon2id hash with all that is needed to check a password against it. */
export interface Argon2Hash {
  /** KiB. */
  memory: number
  passes: number
  parallelism: number
  salt: Buffer
  tag: Buffer
}

/** Argon2 1.3, the only version in use since 2016 (RFC 9106). */
const VERSION = 19

/** `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<tag>`: the PHC string format, base64 without padding. */
export function writePhc({ memory, passes, parallelism, salt, tag }: Argon2Hash): string {
  return `$argon2id$v=${VERSION}$m=${memory},t=${passes},p=${parallelism}$${encode(salt)}$${encode(tag)}`
}

/** Undefined for anything that is not an Argon2id string, or whose parameters are beyond all reason. */
export function readPhc(text: string): Argon2Hash | undefined {
  const match =
    /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{16,86})$/.exec(text)
  if (match === null) return undefined
  const [, memory, passes, parallelism, salt = '', tag = ''] = match
  const hash = {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
  const sane =
    hash.memory >= 8 * hash.parallelism && hash.memory <= 1_048_576 && hash.passes >= 1 && hash.parallelism >= 1
  return sane ? hash : undefined
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
