import type { BankTransaction } from '@raccord/connector-kit'
import { dayOf } from '../../apps/server/src/transactions/day.ts'
import { type Candidate, entryText, type Link } from '../../apps/server/src/transactions/plan-import.ts'
import type {
  OpenRow,
  RowChange,
  TransactionStore,
  TransactionToSave,
} from '../../apps/server/src/transactions/transaction-store.ts'

interface MemoryRow {
  readonly id: number
  identityKey: string
  status: string
  date: string
  entry: BankTransaction
}

/** The store's rules without a database, so that thousands of imports can be tried. The real one is tested against the same cases. */
export class MemoryTransactions implements TransactionStore {
  readonly rows: MemoryRow[] = []
  #next = 1

  async lockAccount(): Promise<boolean> {
    return true
  }

  /** Whatever is known counts as changed: writing it again must not matter. */
  async compare(_account: number, rows: readonly TransactionToSave[]): Promise<RowChange[]> {
    const known = new Set(this.rows.map(({ identityKey }) => identityKey))
    return rows.map(({ identityKey }) => ({ identityKey, change: known.has(identityKey) ? 'changed' : 'new' }))
  }

  async candidates(_account: number, query: Parameters<TransactionStore['candidates']>[1]): Promise<Candidate[]> {
    const { openSince, from } = query
    return this.rows
      .filter(({ identityKey, status, date, entry }) => {
        if (query.keys?.includes(identityKey)) return true
        if (status === 'PENDING' || status === 'EXPIRED') return date >= openSince
        if (status === 'CANCELLED' && date >= openSince) return true
        const ids = [entry.bankId, entry.entryReference]
        if (from && date < from) return false
        return ids.some((id) => id && query.references.includes(id)) || query.amounts?.includes(entry.amount.minor)
      })
      .map(({ id, identityKey, status, date, entry }) => ({
        id,
        identityKey,
        status,
        date,
        earliestDay: earliestDay(entry, date),
        amountMinor: entry.amount.minor,
        currency: entry.amount.currency,
        text: entryText(entry),
        ...(entry.bankId ? { bankId: entry.bankId } : {}),
        ...(entry.entryReference ? { entryReference: entry.entryReference } : {}),
      }))
  }

  async relink(links: readonly Link[]): Promise<void> {
    for (const link of links) {
      const row = this.rows.find(({ id }) => id === link.id)
      if (row) row.identityKey = link.identityKey
    }
  }

  async save(_account: object, rows: readonly TransactionToSave[], _sent: object, at: Date): Promise<number> {
    for (const { identityKey, entry, derived } of rows) {
      const row = this.rows.find((known) => known.identityKey === identityKey)
      if (row) Object.assign(row, { entry, status: entry.status, date: derived.date })
      else
        this.rows.push({ id: this.#next++, identityKey, status: entry.status, date: derived.date ?? dayOf(at), entry })
    }
    return rows.length
  }

  async stillOpen(_account: number, covered: string | undefined): Promise<OpenRow[]> {
    return this.rows.filter(
      ({ status, entry, date }) =>
        status === 'PENDING' || (status === 'BOOKED' && covered && earliestDay(entry, date) >= covered),
    )
  }

  async expire(ids: readonly number[]): Promise<void> {
    for (const row of this.rows.filter(({ id }) => ids.includes(id))) {
      row.status = 'EXPIRED'
      row.identityKey = `x:${row.id}`
    }
  }

  async cancel(ids: readonly number[]): Promise<void> {
    for (const row of this.rows.filter(({ id }) => ids.includes(id))) row.status = 'CANCELLED'
  }
}

function earliestDay({ bookingDate, valueDate, transactionDate }: BankTransaction, date: string): string {
  return [bookingDate, valueDate, transactionDate].reduce<string>((min, day) => (day && day < min ? day : min), date)
}
