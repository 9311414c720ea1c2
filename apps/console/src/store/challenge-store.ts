import type { GivenChallenges } from '@raccord/home/passkeys'
import type { ConsoleDatabase } from './console-tables.ts'

export const challengeMinutes = 5
const LIFE_MS = challengeMinutes * 60_000

/** Challenges given out for passkeys, and states for an identity provider: each is good once, for a while, and for what it was given out for. */
export class ChallengeStore implements GivenChallenges {
  readonly #db: ConsoleDatabase
  readonly #now: () => Date

  constructor(db: ConsoleDatabase, now: () => Date) {
    this.#db = db
    this.#now = now
  }

  async give(challenge: string, purpose: string): Promise<void> {
    const now = this.#now()
    await this.#db.deleteFrom('console_challenge').where('expires_at', '<=', now).execute()
    await this.#db
      .insertInto('console_challenge')
      .values({ challenge, purpose, expires_at: new Date(now.getTime() + LIFE_MS) })
      .execute()
  }

  async take(challenge: string, purpose: string): Promise<boolean> {
    const given = await this.#db
      .deleteFrom('console_challenge')
      .where('challenge', '=', challenge)
      .returning(['purpose', 'expires_at'])
      .executeTakeFirst()
    return given !== undefined && given.purpose === purpose && given.expires_at > this.#now()
  }
}
