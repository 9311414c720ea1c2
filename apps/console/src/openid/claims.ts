import type { Role } from '../store/console-tables.ts'
import type { OpenIdSettings } from './openid-settings.ts'

export type Claims = Readonly<Record<string, unknown>>

/** Who it is, by what the provider stands for; undefined where it stands for nothing that we go by. */
export function identityOf(claims: Claims, { identity }: Pick<OpenIdSettings, 'identity'>): string | undefined {
  if (identity === 'sub') return printable(claims['sub'])
  // An address that nobody has verified is one that anybody may have typed.
  return claims['email_verified'] === true ? printable(claims['email'])?.toLowerCase() : undefined
}

/** The higher one of the roles that his values give; undefined: none. */
export function roleOf(claims: Claims, settings: Pick<OpenIdSettings, 'roleClaim' | 'values'>): Role | undefined {
  const held = valuesOf(claims, settings.roleClaim)
  const has = (role: Role) => settings.values[role].some((value) => held.includes(value))
  return has('operator') ? 'operator' : has('viewer') ? 'viewer' : undefined
}

function valuesOf(claims: Claims, name: string): readonly unknown[] {
  const value = Object.hasOwn(claims, name) ? claims[name] : name.split('.').reduce<unknown>(memberOf, claims)
  return Array.isArray(value) ? value : [value]
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined

/** OpenID Connect Core §2: at most 255 ASCII characters. */
const printable = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\x21-\x7e]{1,255}$/.test(value) ? value : undefined
