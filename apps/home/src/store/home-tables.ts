import type { Generated, Kysely } from 'kysely'

/** The tables of home, in the database of the house but with no reference to anything else there. */
export type HomeTables = {
  home_member: {
    id: string
    name: string
    login: string
    role: Role
    password_hash: string
    sealed_login: Uint8Array
    locale: string | null
    created_at: Date
  }
  home_session: {
    hash: Uint8Array
    member_id: string
    created_at: Date
    expires_at: Date
    by_passkey: Generated<boolean>
  }
  home_passkey: {
    id: string
    member_id: string
    name: string
    public_key: Uint8Array
    counter: number
    transports: string[]
    created_at: Date
    used_at: Generated<Date | null>
    seen: Generated<boolean>
  }
  home_invitation: { hash: Uint8Array; name: string; created_at: Date; expires_at: Date }
  home_balance: { member_id: string; account_id: string; day: string; amount: number; currency: string }
  home_shared_account: { member_id: string; account_id: string }
}

export type Role = 'owner' | 'member'
export type HomeDatabase = Kysely<HomeTables>
