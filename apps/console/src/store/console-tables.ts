import type { Generated, Kysely } from 'kysely'

/** Who signs in, and how: in the database of the server, with no reference to anything else there. */
export type ConsoleTables = {
  console_operator: {
    id: string
    login: string
    role: Role
    password_hash: string | null
    word_hash: Uint8Array | null
    word_until: Date | null
    locale: string | null
    /** Both, where an identity provider names him. */
    issuer: Generated<string | null>
    subject: Generated<string | null>
    created_at: Date
  }
  console_session: { hash: Uint8Array; operator_id: string; created_at: Date; seen_at: Date; expires_at: Date }
  console_passkey: {
    id: string
    operator_id: string
    name: string
    public_key: Uint8Array
    counter: number
    transports: string[]
    created_at: Date
    used_at: Generated<Date | null>
  }
  console_challenge: { challenge: string; purpose: string; expires_at: Date }
}

/** A viewer reads; an operator changes things as well. */
export const roles = ['viewer', 'operator'] as const
export type Role = (typeof roles)[number]
export type ConsoleDatabase = Kysely<ConsoleTables>
