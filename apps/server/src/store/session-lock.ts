/**
 * Hands one database session to one owner at a time, in the order of asking.
 *
 * PGlite has a single session. A statement sent while somebody else's transaction is open would become part of that
 * transaction, so a query holds the lock for itself and a transaction from BEGIN to COMMIT.
 */
export class SessionLock {
  readonly #waiting: (() => void)[] = []
  #held = false

  /** Resolves with the function that gives the session back; a second call of it does nothing. */
  async acquire(): Promise<() => void> {
    if (this.#held) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#held = true
    let released = false
    return () => {
      if (released) return
      released = true
      const next = this.#waiting.shift()
      // The lock stays held while it passes to the next in line: nobody can slip in between.
      if (next === undefined) this.#held = false
      else next()
    }
  }

  /** Owners in line. */
  get waiting(): number {
    return this.#waiting.length
  }

  /** Somebody has it. */
  get held(): boolean {
    return this.#held
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    const release = await this.acquire()
    try {
      return await task()
    } finally {
      release()
    }
  }
}
