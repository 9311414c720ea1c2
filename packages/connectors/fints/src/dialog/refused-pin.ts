import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Secret } from '@raccord/connector-kit'

const derive = promisify(scrypt) as (password: string, salt: Buffer, length: number) => Promise<Buffer>

/** What tells a PIN that the bank refused, and is not it: it may be kept longer than the PIN is. */
export interface RefusedPin {
  readonly salt: string
  readonly hash: string
}

export async function markRefused(pin: Secret): Promise<RefusedPin> {
  const salt = randomBytes(16)
  return { salt: salt.toString('base64'), hash: (await derive(pin.expose(), salt, 32)).toString('base64') }
}

export async function isRefused(pin: Secret, { salt, hash }: RefusedPin): Promise<boolean> {
  const known = Buffer.from(hash, 'base64')
  const given = await derive(pin.expose(), Buffer.from(salt, 'base64'), 32)
  return known.length === given.length && timingSafeEqual(known, given)
}
