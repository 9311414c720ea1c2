import { createHash } from 'node:crypto'

/** A bank as a service tells of it: country and name are what tells it from others there. */
export interface ToldBank {
  readonly country: string
  readonly name: string
  /** What else is known of it, as JSON. */
  readonly facts: unknown
}

export interface ListedBank extends ToldBank {
  /** Ours, for good. */
  readonly providerId: string
  readonly seenAt: Date
}

/** The lists of services, as they were last fetched. */
export interface BankLists {
  read(source: string): Promise<ListedBank[]>
  /** When the list was last fetched. */
  fetchedAt(source: string): Promise<Date | undefined>
  /** Adds to what is known: a bank that is not among these keeps what was last told of it. */
  keep(source: string, banks: readonly ToldBank[], now: Date): Promise<void>
}

/** Ids of fetched banks: seven digits that begin with 8. None of the catalogue's is among them. */
const first = 8_000_000
const room = 1_000_000

/**
 * The id of a bank that has none yet: by what it is called, so that it is the same on nearly every installation, and the next free
 * one where two banks would have the same.
 */
export function idForBank({ country, name }: Pick<ToldBank, 'country' | 'name'>, taken: ReadonlySet<string>): string {
  const start = createHash('sha256').update(`${country} ${name}`).digest().readUInt32BE(0) % room
  for (let step = 0; step < room; step++) {
    const id = String(first + ((start + step) % room))
    if (!taken.has(id)) return id
  }
  throw new Error('no id is left for another bank')
}

/** How long a bank may be missing from the list before it is offered no longer: some are for a day. */
const PATIENCE_MS = 7 * 86_400_000

/** Those that are offered, and those that were. The newest fetch is the measure: while the service is away nothing goes. */
export function sortBanks(banks: readonly ListedBank[]): {
  readonly listed: readonly ListedBank[]
  readonly gone: readonly ListedBank[]
} {
  const newest = Math.max(...banks.map(({ seenAt }) => seenAt.getTime()))
  const { listed = [], gone = [] } = Object.groupBy(banks, ({ seenAt }) =>
    newest - seenAt.getTime() > PATIENCE_MS ? 'gone' : 'listed',
  )
  return { listed, gone }
}
