import { AsyncLocalStorage } from 'node:async_hooks'

interface Scope {
  open: boolean
}

/**
 * Knows whether the running code is inside a transaction of one database.
 *
 * On PGlite a query on the outer handle waits for the session, which the open transaction holds: awaited inside that
 * transaction it would wait for ever. On PostgreSQL it takes a second connection, which drains the pool under load and
 * does not see the transaction's own rows. Both are mistakes, so both throw at once.
 */
export class TransactionScope {
  readonly #storage = new AsyncLocalStorage<Scope>()

  /** Runs `begin`, which opens a transaction and calls the function it is given for its body. */
  async run<T>(begin: (body: <R>(task: () => Promise<R>) => Promise<R>) => Promise<T>): Promise<T> {
    this.refuseInside()
    const scope: Scope = { open: false }
    return this.#storage.run(scope, () =>
      begin(async (task) => {
        scope.open = true
        try {
          return await task()
        } finally {
          // COMMIT comes next; what the body left running in the background may use the outer handle from now on.
          scope.open = false
        }
      }),
    )
  }

  /** @throws when called inside a transaction of this database */
  refuseInside(): void {
    if (this.#storage.getStore()?.open !== true) return
    throw new Error(
      'The outer database handle was used inside a transaction. It would wait for that very transaction to end: use the `tx` that the transaction function was given.',
    )
  }

  /** @throws when a transaction begins otherwise than by `Database.transaction` */
  refuseUntracked(): void {
    if (this.#storage.getStore() !== undefined) return
    throw new Error(
      'Begin transactions with `database.transaction(…)`: one begun otherwise is not watched for deadlocks.',
    )
  }

  /** Runs callbacks that the database calls (notifications) outside whichever transaction happened to be running. */
  outside<A extends unknown[]>(callback: (...args: A) => void): (...args: A) => void {
    return (...args) => this.#storage.exit(callback, ...args)
  }
}
