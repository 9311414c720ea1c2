import type { BankTransaction } from '@raccord/connector-kit'
import { dayOf } from '../../apps/server/src/transactions/day.ts'
import { type Candidate, entryText, type Link } from '../../apps/server/src/transactions/plan-import.ts'
import type {
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

  async candidates(
    _account: number,
    query: { openSince: string; from: string | undefined; references: readonly string[]; keys?: readonly string[] },
  ): Promise<Candidate[]> {
    const { openSince, from } = query
    return this.rows
      .filter(({ identityKey, status, date, entry }) => {
        if (query.keys?.includes(identityKey)) return true
        if (status === 'PENDING' || status === 'EXPIRED') return date >= openSince
        const ids = [entry.bankId, entry.entryReference]
        return (!from || date >= from) && ids.some((id) => id && query.references.includes(id))
      })
      .map(({ id, identityKey, status, date, entry }) => ({
        id,
        identityKey,
        status,
        date,
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

  async saveRaw(): Promise<number> {
    return 1
  }

  async save(
    _account: object,
    rows: readonly TransactionToSave[],
    _raw: number | undefined,
    at: Date,
  ): Promise<number> {
    for (const { identityKey, entry, derived } of rows) {
      const row = this.rows.find((known) => known.identityKey === identityKey)
      if (row) Object.assign(row, { entry, status: entry.status, date: derived.date })
      else
        this.rows.push({ id: this.#next++, identityKey, status: entry.status, date: derived.date ?? dayOf(at), entry })
    }
    return rows.length
  }

  async pending(): Promise<{ id: number; identityKey: string }[]> {
    return this.rows.filter((row) => row.status === 'PENDING')
  }

  async expire(ids: readonly number[]): Promise<void> {
    for (const row of this.rows.filter(({ id }) => ids.includes(id))) {
      row.status = 'EXPIRED'
      row.identityKey = `x:${row.id}`
    }
  }
}
