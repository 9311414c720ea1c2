import { advance, type ChangeCursor, type ChangePosition, isBehind, lastId, seenAt } from './change-cursor.ts'

/** What happened to a transaction at a position of the line. */
export interface FoundChange extends ChangePosition {
  readonly kind: 'added' | 'modified' | 'removed'
  /** Number with which the transaction was added. */
  readonly addedSeq: number
}

export interface ChangePage<T extends FoundChange> {
  readonly changes: readonly T[]
  readonly cursor: ChangeCursor
  /** More is there already. */
  readonly more: boolean
}

/**
 * What of the changes found behind a cursor is news to its reader, in their order. Pure. A transaction is told as added where it was
 * added, in the form it has now; what was done to it before that is in it already, and one that was removed before was never there.
 */
export function planChanges<T extends FoundChange>(
  cursor: ChangeCursor,
  found: readonly T[],
  state: { readonly head: number; readonly nonce: string; readonly whole: boolean },
  limit: number,
): ChangePage<T> {
  const changes: T[] = []
  let last: ChangePosition | undefined
  for (const change of found) {
    const news = isNews(cursor, change)
    if (news && changes.length === limit) return page(cursor, changes, last ?? cursor.at, state)
    if (news) changes.push(change)
    last = { seq: change.seq, id: change.id }
  }
  if (state.whole) {
    return { changes, cursor: advance(cursor, { seq: state.head, id: lastId }, state), more: false }
  }
  return page(cursor, changes, last ?? cursor.at, state)
}

function page<T extends FoundChange>(
  cursor: ChangeCursor,
  changes: readonly T[],
  to: ChangePosition,
  state: { readonly head: number; readonly nonce: string },
): ChangePage<T> {
  return { changes, cursor: advance(cursor, to, state), more: true }
}

function isNews(cursor: ChangeCursor, { kind, seq, id, addedSeq }: FoundChange): boolean {
  if (kind === 'added') return true
  const added = { seq: addedSeq, id }
  return !isBehind(added, cursor.at) && seq > seenAt(cursor, added) && seq > cursor.start
}
