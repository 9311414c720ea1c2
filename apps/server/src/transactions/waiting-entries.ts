import type { BankTransaction } from '@raccord/connector-kit'
import type { Day } from './day.ts'
import { entryDay } from './identity.ts'
import type { TransactionToSave } from './transaction-store.ts'

type Row = Omit<TransactionToSave, 'rawIndex'> & { readonly change?: 'new' | 'changed' | 'silent' }

/** More are stored as they come: the memory of a reading is bounded. */
const capacity = 5_000

/** New entries of a reading until its last page, and how far back it went. */
export class WaitingEntries {
  #rows: Row[] = []
  #earliest: Day | undefined
  #askedFrom: Day | undefined
  readonly #capacity: number

  constructor(most = capacity) {
    this.#capacity = most
  }

  /** Earliest day of a booked entry; absent: the bank sent none. */
  get earliest(): Day | undefined {
    return this.#earliest
  }

  /** First day that the bank was really asked for; absent: that of the window. */
  get askedFrom(): Day | undefined {
    return this.#askedFrom
  }

  narrow(from: Day): void {
    if (this.#askedFrom === undefined || from > this.#askedFrom) this.#askedFrom = from
  }

  get any(): boolean {
    return this.#rows.length > 0
  }

  note(page: readonly BankTransaction[]): void {
    for (const entry of page) {
      const day = entry.status === 'BOOKED' ? entryDay(entry) : undefined
      if (day !== undefined && (this.#earliest === undefined || day < this.#earliest)) this.#earliest = day
    }
  }

  hasRoomFor(entries: number): boolean {
    return this.#rows.length + entries <= this.#capacity
  }

  /** False where it is full: then the entry is stored at once. */
  add(row: Row): boolean {
    return this.#rows.length < this.#capacity && this.#rows.push(row) > 0
  }

  /** The reading begins anew. */
  clear(): void {
    this.#rows = []
    this.#earliest = undefined
  }

  take(most: number): readonly Row[] {
    return this.#rows.splice(0, most)
  }
}
