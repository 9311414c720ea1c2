import type { ConsoleDatabase, Role } from './console-tables.ts'

export interface Operator {
  readonly id: string
  readonly login: string
  readonly role: Role
  readonly locale: string | undefined
  /** An identity provider names him: he has no password here, and no passkey. */
  readonly byProvider: boolean
}

/** As it is typed at the door. */
export const loginOf = (text: string): string => text.trim().normalize('NFKC').toLowerCase()

export class OperatorStore {
  readonly #db: ConsoleDatabase
  readonly #now: () => Date

  constructor(db: ConsoleDatabase, now: () => Date) {
    this.#db = db
    this.#now = now
  }

  async findByLogin(
    login: string,
  ): Promise<{ readonly operator: Operator; readonly passwordHash: string | undefined } | undefined> {
    const row = await this.#db
      .selectFrom('console_operator')
      .select(['id', 'login', 'role', 'locale', 'issuer', 'password_hash'])
      .where('login', '=', loginOf(login))
      .executeTakeFirst()
    return row && { operator: toOperator(row), passwordHash: row.password_hash ?? undefined }
  }

  async passwordHash(id: string): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('console_operator')
      .select('password_hash')
      .where('id', '=', id)
      .executeTakeFirst()
    return row?.password_hash ?? undefined
  }

  /** Whose word this is, as long as it is good. */
  async hasWord(login: string, wordHash: Uint8Array): Promise<boolean> {
    const row = await this.#db
      .selectFrom('console_operator')
      .select('id')
      .where('login', '=', loginOf(login))
      .where('word_hash', '=', wordHash)
      .where('word_until', '>', this.#now())
      .executeTakeFirst()
    return row !== undefined
  }

  /** Spends the word: of two who come with it one gets the place. */
  async setUp(login: string, wordHash: Uint8Array, passwordHash: string): Promise<string | undefined> {
    const row = await this.#db
      .updateTable('console_operator')
      .set({ password_hash: passwordHash, word_hash: null, word_until: null })
      .where('login', '=', loginOf(login))
      .where('word_hash', '=', wordHash)
      .where('word_until', '>', this.#now())
      .returning('id')
      .executeTakeFirst()
    return row?.id
  }

  async setPassword(id: string, passwordHash: string): Promise<void> {
    await this.#db.updateTable('console_operator').set({ password_hash: passwordHash }).where('id', '=', id).execute()
  }

  async setLocale(id: string, locale: string): Promise<void> {
    await this.#db.updateTable('console_operator').set({ locale }).where('id', '=', id).execute()
  }
}

export function toOperator(row: {
  readonly id: string
  readonly login: string
  readonly role: Role
  readonly locale: string | null
  readonly issuer: string | null
}): Operator {
  const { id, login, role, locale, issuer } = row
  return { id, login, role, locale: locale ?? undefined, byProvider: issuer !== null }
}
