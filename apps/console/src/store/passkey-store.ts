import type { Key, PasskeyKeys } from '@raccord/home/passkeys'
import type { ConsoleDatabase, ConsoleTables } from './console-tables.ts'

/** The keys of operators, in the shape that the shared part of passkeys keeps them in: `memberId` is an operator's. */
export class PasskeyStore implements PasskeyKeys {
  readonly #db: ConsoleDatabase
  readonly #now: () => Date

  constructor(db: ConsoleDatabase, now: () => Date) {
    this.#db = db
    this.#now = now
  }

  async list(operatorId: string): Promise<Key[]> {
    const rows = await this.#db
      .selectFrom('console_passkey')
      .selectAll()
      .where('operator_id', '=', operatorId)
      .orderBy('created_at')
      .execute()
    return rows.map(toKey)
  }

  async find(id: string): Promise<Key | undefined> {
    const row = await this.#db.selectFrom('console_passkey').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toKey(row)
  }

  /** False when the key is known already. */
  async add({ memberId, publicKey, transports, ...key }: Omit<Key, 'createdAt' | 'usedAt'>): Promise<boolean> {
    const added = await this.#db
      .insertInto('console_passkey')
      .values({
        ...{ id: key.id, name: key.name, counter: key.counter, operator_id: memberId, public_key: publicKey },
        ...{ transports: [...transports], created_at: this.#now() },
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    return added !== undefined
  }

  async used(id: string, counter: number): Promise<void> {
    await this.#db.updateTable('console_passkey').set({ counter, used_at: this.#now() }).where('id', '=', id).execute()
  }

  async remove(operatorId: string, id: string): Promise<void> {
    await this.#db.deleteFrom('console_passkey').where('operator_id', '=', operatorId).where('id', '=', id).execute()
  }
}

type Row = Omit<ConsoleTables['console_passkey'], 'used_at'> & { used_at: Date | null }

function toKey(row: Row): Key {
  return {
    ...{ id: row.id, memberId: row.operator_id, name: row.name, publicKey: row.public_key, counter: row.counter },
    ...{ transports: row.transports, createdAt: row.created_at, usedAt: row.used_at ?? undefined },
  }
}
