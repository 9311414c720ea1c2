import { createHash, randomBytes } from 'node:crypto'
import type { HomeDatabase } from './home-tables.ts'

const DAY = 86_400_000
/** So long after a sign-in by passkey nobody is asked who he is. */
const freshMs = 10 * 60_000
/** After so long somebody signs in again, whatever he did meanwhile. */
export const sessionDays = 30

export const hashOf = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()

/** Browsers that are signed in. What is kept opens nothing: the cookie's value rests as a hash. */
export class SessionStore {
  readonly #db: HomeDatabase
  readonly #now: () => Date

  constructor(db: HomeDatabase, now: () => Date) {
    this.#db = db
    this.#now = now
  }

  /** Answers the value of the cookie: a new one each time, so that one planted before is of no use. */
  async begin(memberId: string, by: 'password' | 'passkey' = 'password'): Promise<string> {
    const secret = randomBytes(32).toString('base64url')
    const now = this.#now()
    await this.#db.deleteFrom('home_session').where('expires_at', '<=', now).execute()
    await this.#db
      .insertInto('home_session')
      .values({
        hash: hashOf(secret),
        member_id: memberId,
        created_at: now,
        expires_at: new Date(now.getTime() + sessionDays * DAY),
        by_passkey: by === 'passkey',
      })
      .execute()
    return secret
  }

  async memberOf(secret: string): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('home_session')
      .select('member_id')
      .where('hash', '=', hashOf(secret))
      .where('expires_at', '>', this.#now())
      .executeTakeFirst()
    return row?.member_id
  }

  /** He has just shown a passkey. */
  async isFreshByPasskey(secret: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom('home_session')
      .select('member_id')
      .where('hash', '=', hashOf(secret))
      .where('by_passkey', '=', true)
      .where('created_at', '>', new Date(this.#now().getTime() - freshMs))
      .executeTakeFirst()
    return row !== undefined
  }

  async end(secret: string): Promise<void> {
    await this.#db.deleteFrom('home_session').where('hash', '=', hashOf(secret)).execute()
  }

  /** After a change of password: everywhere but here. */
  async endOthers(memberId: string, secret: string): Promise<void> {
    await this.#db
      .deleteFrom('home_session')
      .where('member_id', '=', memberId)
      .where('hash', '!=', hashOf(secret))
      .execute()
  }
}
