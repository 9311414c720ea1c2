import { sql } from 'kysely'
import type { HomeDatabase, Role } from './home-tables.ts'

export interface Member {
  readonly id: string
  readonly name: string
  readonly login: string
  readonly role: Role
  readonly locale: string | undefined
}

/** How a member is known to Raccord's API. */
export interface ApiLogin {
  readonly email: string
  readonly password: string
}

export interface NewMember extends Omit<Member, 'locale'> {
  readonly passwordHash: string
  readonly apiLogin: ApiLogin
}

/** Seals what must not be readable in the database or its backups; the owner's name binds it to its row. */
export interface Sealer {
  seal(text: string, owner: string): Uint8Array
  open(sealed: Uint8Array, owner: string): string
}

const columns = ['id', 'name', 'login', 'role', 'locale'] as const
/** As it is typed at the door. */
export const loginOf = (text: string): string => text.trim().normalize('NFKC').toLowerCase()

export class MemberStore {
  readonly #db: HomeDatabase
  readonly #sealer: Sealer
  readonly #now: () => Date

  constructor(db: HomeDatabase, sealer: Sealer, now: () => Date) {
    this.#db = db
    this.#sealer = sealer
    this.#now = now
  }

  async hasOwner(): Promise<boolean> {
    const row = await this.#db.selectFrom('home_member').select('id').where('role', '=', 'owner').executeTakeFirst()
    return row !== undefined
  }

  async list(): Promise<Member[]> {
    const rows = await this.#db.selectFrom('home_member').select(columns).orderBy('created_at').orderBy('id').execute()
    return rows.map(toMember)
  }

  async find(id: string): Promise<Member | undefined> {
    const row = await this.#db.selectFrom('home_member').select(columns).where('id', '=', id).executeTakeFirst()
    return row && toMember(row)
  }

  /** With his password's hash. */
  async findByLogin(login: string): Promise<{ member: Member; passwordHash: string } | undefined> {
    const row = await this.#db
      .selectFrom('home_member')
      .select([...columns, 'password_hash'])
      .where('login', '=', loginOf(login))
      .executeTakeFirst()
    return row && { member: toMember(row), passwordHash: row.password_hash }
  }

  async passwordHash(id: string): Promise<string | undefined> {
    const row = await this.#db.selectFrom('home_member').select('password_hash').where('id', '=', id).executeTakeFirst()
    return row?.password_hash
  }

  /** False when the login is taken, or when there is an owner already and this would be another. */
  async add(member: NewMember): Promise<boolean> {
    const added = await this.#db
      .insertInto('home_member')
      .values(this.#rowOf(member))
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    return added !== undefined
  }

  /** By an invitation that is still good, which is spent on him or not at all. False as for `add`, and when it is spent. */
  async join(member: NewMember, invitation: Uint8Array): Promise<boolean> {
    await this.#db.deleteFrom('home_invitation').where('expires_at', '<=', this.#now()).execute()
    const row = Object.entries(this.#rowOf(member))
    const { rows } = await sql<{ id: string }>`
      with held as (select hash from home_invitation where hash = ${invitation}::bytea for update),
      added as (
        insert into home_member (${sql.join(row.map(([column]) => sql.ref(column)))})
        select ${sql.join(row.map(([, value]) => sql`${value}`))} from held
        on conflict do nothing returning id),
      spent as (delete from home_invitation where hash in (select hash from held) and exists (select from added))
      select id from added`.execute(this.#db)
    return rows.length > 0
  }

  #rowOf(member: NewMember) {
    const { id, name, role, passwordHash } = member
    return {
      ...{ id, name, role },
      login: loginOf(member.login),
      password_hash: passwordHash,
      sealed_login: this.#sealer.seal(JSON.stringify(member.apiLogin), ownerOf(id)),
      locale: null,
      created_at: this.#now(),
    }
  }

  async apiLogin(id: string): Promise<ApiLogin | undefined> {
    const row = await this.#db.selectFrom('home_member').select('sealed_login').where('id', '=', id).executeTakeFirst()
    return row && (JSON.parse(this.#sealer.open(row.sealed_login, ownerOf(id))) as ApiLogin)
  }

  async setPassword(id: string, passwordHash: string): Promise<void> {
    await this.#db.updateTable('home_member').set({ password_hash: passwordHash }).where('id', '=', id).execute()
  }

  async setLocale(id: string, locale: string): Promise<void> {
    await this.#db.updateTable('home_member').set({ locale }).where('id', '=', id).execute()
  }

  /** With his sessions, passkeys and balances. The owner stays. */
  async remove(id: string): Promise<void> {
    await this.#db.deleteFrom('home_member').where('id', '=', id).where('role', '=', 'member').execute()
  }

  async invite(hash: Uint8Array, name: string, expiresAt: Date): Promise<void> {
    await this.#db
      .insertInto('home_invitation')
      .values({ hash, name, created_at: this.#now(), expires_at: expiresAt })
      .execute()
  }

  async invitations(): Promise<{ readonly name: string; readonly expiresAt: Date }[]> {
    const rows = await this.#db
      .selectFrom('home_invitation')
      .select(['name', 'expires_at'])
      .where('expires_at', '>', this.#now())
      .orderBy('created_at')
      .execute()
    return rows.map(({ name, expires_at }) => ({ name, expiresAt: expires_at }))
  }

  async isInvited(hash: Uint8Array): Promise<boolean> {
    const row = await this.#db
      .selectFrom('home_invitation')
      .select('name')
      .where('hash', '=', hash)
      .where('expires_at', '>', this.#now())
      .executeTakeFirst()
    return row !== undefined
  }
}

const ownerOf = (id: string): string => `home:${id}`

function toMember(row: { id: string; name: string; login: string; role: Role; locale: string | null }): Member {
  return { ...row, locale: row.locale ?? undefined }
}
