/** Something of the previous widgets that a client still uses (WIRE §7). */
export interface DeprecatedUse {
  readonly kind: 'endpoint' | 'parameter'
  /** An endpoint by its path without query (`/widget/add_connection`), a parameter by its previous name. */
  readonly name: string
}

/** Where such uses are noted. */
export interface DeprecatedUses {
  /**
   * Notes what one request used; several times the same counts once. Resolves when it is stored, and never rejects: a
   * report is not worth a journey, so nobody needs to wait for it either.
   */
  record(clientId: string, uses: readonly DeprecatedUse[]): Promise<void>
}

/** How often one thing was used on one day, and when. */
export interface DayOfUse extends DeprecatedUse {
  readonly clientId: string
  /** Day in UTC, `YYYY-MM-DD`. */
  readonly day: string
  readonly count: number
  readonly firstAt: Date
  readonly lastAt: Date
}

/** Where days of use are kept. */
export interface DeprecatedUseStore {
  /** Adds to what is known of each day: one statement, whatever the number. */
  add(days: readonly DayOfUse[]): Promise<void>
  /** All days of a client, the oldest first; of every client without one. */
  list(clientId?: string): Promise<readonly DayOfUse[]>
}
