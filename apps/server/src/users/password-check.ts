import { randomBytes } from 'node:crypto'
import type { PasswordHasher, User } from './user.ts'

/** Whether the password is the user's. Takes as long where there is no user, so that emails can't be probed by timing. */
export class PasswordCheck {
  readonly #hasher: PasswordHasher
  #dummy: Promise<string> | undefined

  constructor(hasher: PasswordHasher) {
    this.#hasher = hasher
  }

  async matches(user: User | undefined, password: string): Promise<boolean> {
    const dummy = await this.#dummyHash()
    const matches = await this.#hasher.verify(user?.passwordHash ?? dummy, password)
    return matches && user !== undefined
  }

  #dummyHash(): Promise<string> {
    this.#dummy ??= this.#hasher.hash(randomBytes(24).toString('base64url')).catch((error: unknown) => {
      // The hasher may be too busy just now; that must not be remembered.
      this.#dummy = undefined
      throw error
    })
    return this.#dummy
  }
}
