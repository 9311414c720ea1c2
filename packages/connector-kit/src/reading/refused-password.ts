import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Secret } from '../secret.ts'

const derive = promisify(scrypt) as (password: string, salt: Buffer, length: number) => Promise<Buffer>

/** What tells a PIN or password that the bank refused, and is not it: it may be kept longer than that is. */
export interface RefusedPassword {
  readonly salt: string
  readonly hash: string
}

export async function markRefused(password: Secret): Promise<RefusedPassword> {
  const salt = randomBytes(16)
  return { salt: salt.toString('base64'), hash: (await derive(password.expose(), salt, 32)).toString('base64') }
}

export async function isRefused(password: Secret, { salt, hash }: RefusedPassword): Promise<boolean> {
  const known = Buffer.from(hash, 'base64')
  const given = await derive(password.expose(), Buffer.from(salt, 'base64'), 32)
  return known.length === given.length && timingSafeEqual(known, given)
}
