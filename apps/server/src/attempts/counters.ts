export interface Count {
  readonly count: number
  /** When it begins anew. */
  readonly until: Date
}

/** Counts attempts, each key for a window that its first attempt opens. All processes of an installation count together. */
export interface Counters {
  /** Adds one, atomically: of attempts made at the same moment each gets a number of its own. */
  add(key: string, seconds: number): Promise<Count>
  /** Those that count just now, by key. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, Count>>
  /** Takes one back from each. */
  giveBack(keys: readonly string[]): Promise<void>
  forget(keys: readonly string[]): Promise<void>
  /** Begins a window that ends so many seconds from now. */
  put(key: string, count: number, seconds: number): Promise<void>
}
