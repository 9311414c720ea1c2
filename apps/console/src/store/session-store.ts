import { createHash, randomBytes } from 'node:crypto'
import type { ConsoleDatabase } from './console-tables.ts'
import { type Operator, toOperator } from './operator-store.ts'

const MINUTE = 60_000
/** A working day, then somebody signs in again, whatever he did meanwhile; an hour in which nothing was asked ends it before. */
export const sessionHours = 12
const LIFE_MS = sessionHours * 60 * MINUTE
const IDLE_MS = 60 * MINUTE

const hashOf = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()

export interface OpenSession {
  readonly createdAt: Date
  readonly seenAt: Date
  /** The one that asks. */
  readonly here: boolean
}

/** Browsers that are signed in. What is kept opens nothing: the cookie's value rests as a hash. */
export class SessionStore {
  readonly #db: ConsoleDatabase
  readonly #now: () => Date
  readonly #issuer: string

  /** @param issuer of the identity provider whose operators are let in; without one, none of them */
  constructor(db: ConsoleDatabase, now: () => Date, issuer = '') {
    this.#db = db
    this.#now = now
    this.#issuer = issuer
  }

  /** Answers the value of the cookie: a new one each time, so that one planted before is of no use. */
  async begin(operatorId: string): Promise<string> {
    const secret = randomBytes(32).toString('base64url')
    const now = this.#now()
    await this.#db.deleteFrom('console_session').where('expires_at', '<=', now).execute()
    await this.#db
      .insertInto('console_session')
      .values({
        ...{ hash: hashOf(secret), operator_id: operatorId, created_at: now, seen_at: now },
        expires_at: new Date(now.getTime() + LIFE_MS),
      })
      .execute()
    return secret
  }

  async operatorOf(secret: string): Promise<Operator | undefined> {
    const now = this.#now()
    const row = await this.#db
      .selectFrom('console_session')
      .innerJoin('console_operator', 'console_operator.id', 'console_session.operator_id')
      .select(['id', 'login', 'role', 'locale', 'issuer', 'seen_at'])
      .where('hash', '=', hashOf(secret))
      .where('expires_at', '>', now)
      .where('seen_at', '>', new Date(now.getTime() - IDLE_MS))
      .where((is) => is.or([is('issuer', 'is', null), is('issuer', '=', this.#issuer)]))
      .executeTakeFirst()
    if (!row) return undefined
    // Once a minute is enough to know who is idle.
    if (now.getTime() - row.seen_at.getTime() >= MINUTE)
      await this.#db.updateTable('console_session').set({ seen_at: now }).where('hash', '=', hashOf(secret)).execute()
    return toOperator(row)
  }

  async list(operatorId: string, secret: string): Promise<OpenSession[]> {
    const now = this.#now()
    const rows = await this.#db
      .selectFrom('console_session')
      .select(['hash', 'created_at', 'seen_at'])
      .where('operator_id', '=', operatorId)
      .where('expires_at', '>', now)
      .where('seen_at', '>', new Date(now.getTime() - IDLE_MS))
      .orderBy('created_at', 'desc')
      .limit(50)
      .execute()
    const own = hashOf(secret)
    return rows.map(({ hash, created_at, seen_at }) => ({
      createdAt: created_at,
      seenAt: seen_at,
      here: own.equals(hash),
    }))
  }

  async end(secret: string): Promise<void> {
    await this.#db.deleteFrom('console_session').where('hash', '=', hashOf(secret)).execute()
  }

  /** Everywhere but here. */
  async endOthers(operatorId: string, secret: string): Promise<void> {
    await this.#db
      .deleteFrom('console_session')
      .where('operator_id', '=', operatorId)
      .where('hash', '!=', hashOf(secret))
      .execute()
  }
}
