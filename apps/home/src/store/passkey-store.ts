import type { HomeDatabase } from './home-tables.ts'

export interface Passkey {
  /** Credential id, base64url. */
  readonly id: string
  readonly memberId: string
  readonly name: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
  readonly createdAt: Date
  readonly usedAt: Date | undefined
  /** Its member knows that it was added. */
  readonly seen: boolean
}

export class PasskeyStore {
  readonly #db: HomeDatabase
  readonly #now: () => Date

  constructor(db: HomeDatabase, now: () => Date) {
    this.#db = db
    this.#now = now
  }

  async list(memberId: string): Promise<Passkey[]> {
    const rows = await this.#db
      .selectFrom('home_passkey')
      .selectAll()
      .where('member_id', '=', memberId)
      .orderBy('created_at')
      .execute()
    return rows.map(toPasskey)
  }

  async find(id: string): Promise<Passkey | undefined> {
    const row = await this.#db.selectFrom('home_passkey').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toPasskey(row)
  }

  /** False when the key is known already. */
  async add(key: Omit<Passkey, 'createdAt' | 'usedAt' | 'seen'>): Promise<boolean> {
    const added = await this.#db
      .insertInto('home_passkey')
      .values({
        id: key.id,
        member_id: key.memberId,
        name: key.name,
        public_key: key.publicKey,
        counter: key.counter,
        transports: [...key.transports],
        created_at: this.#now(),
        seen: false,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    return added !== undefined
  }

  async used(id: string, counter: number): Promise<void> {
    await this.#db.updateTable('home_passkey').set({ counter, used_at: this.#now() }).where('id', '=', id).execute()
  }

  async see(memberId: string): Promise<void> {
    await this.#db.updateTable('home_passkey').set({ seen: true }).where('member_id', '=', memberId).execute()
  }

  async remove(memberId: string, id: string): Promise<void> {
    await this.#db.deleteFrom('home_passkey').where('member_id', '=', memberId).where('id', '=', id).execute()
  }
}

function toPasskey(row: {
  id: string
  member_id: string
  name: string
  public_key: Uint8Array
  counter: number
  transports: string[]
  created_at: Date
  used_at: Date | null
  seen: boolean
}): Passkey {
  return {
    id: row.id,
    memberId: row.member_id,
    name: row.name,
    publicKey: row.public_key,
    counter: row.counter,
    transports: row.transports,
    createdAt: row.created_at,
    usedAt: row.used_at ?? undefined,
    seen: row.seen,
  }
}
