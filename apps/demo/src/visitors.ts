import { randomBytes } from 'node:crypto'
import type { RaccordUser } from '@raccord/sdk'

/** What we remember of a browser: whose tokens it may use, and the widget it has open. Never sent to the browser. */
export interface Visitor {
  readonly email: string
  /** Holds his tokens and renews them. */
  readonly user: RaccordUser
  widgetLink?: string
}

/** More than this many at once and the oldest is forgotten: a demonstration need not remember for ever. */
const atMost = 500

/** Visitors in memory, by an unguessable id that only the cookie holds. */
export class Visitors {
  readonly #known = new Map<string, Visitor>()

  /** Answers the id for the cookie: a new one each time, so that one planted before signing in is of no use. */
  add(visitor: Visitor): string {
    const id = randomBytes(24).toString('base64url')
    this.#known.set(id, visitor)
    const oldest = this.#known.keys().next()
    if (this.#known.size > atMost && !oldest.done) this.#known.delete(oldest.value)
    return id
  }

  find(id: string | undefined): Visitor | undefined {
    return id === undefined ? undefined : this.#known.get(id)
  }

  forget(id: string | undefined): void {
    if (id !== undefined) this.#known.delete(id)
  }
}
