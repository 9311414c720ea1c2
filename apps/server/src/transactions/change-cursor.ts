/** Where a reader stands among a person's changes: behind the change with this number that concerns this transaction. */
export interface ChangePosition {
  readonly seq: number
  readonly id: number
}

/** Positions behind the mark before it, up to `upTo`, were read when `head` was the newest number. */
export interface ReadMark {
  readonly upTo: ChangePosition
  readonly head: number
}

/**
 * One reader's line through the changes. A pass that takes several pages goes on while changes come in; what a row looked like when it was
 * passed is that of the `head` of then, so a change up to it has been seen, and one behind it has not.
 */
export interface ChangeCursor {
  readonly userId: number
  readonly at: ChangePosition
  /** The newest number when the page was read, and what names that state of the database; 0: there was none. */
  readonly head: number
  readonly nonce: string
  /** The newest number when this line began: whatever was changed or removed up to then is seen by what is there. */
  readonly start: number
  /** Where `marks` begin; positions up to here were read before them. */
  readonly base: ChangePosition
  readonly marks: readonly ReadMark[]
}

/** Behind all changes with a number. */
export const lastId = Number.MAX_SAFE_INTEGER
/** Marks in a cursor. Beyond, the oldest two become one that knows less: then a change is told twice rather than not at all. */
export const mostMarks = 24

export function beginning(userId: number): ChangeCursor {
  const at = { seq: 0, id: 0 }
  return { userId, at, head: 0, nonce: '', start: 0, base: at, marks: [] }
}

/** Of somebody who has read everything up to this number; of the beginning without one. */
export function caughtUp(userId: number, state: { readonly head: number; readonly nonce: string }): ChangeCursor {
  const start = { ...beginning(userId), start: state.head }
  return state.head === 0 ? start : advance(start, { seq: state.head, id: lastId }, state)
}

export function isBehind(a: ChangePosition, b: ChangePosition): boolean {
  return a.seq > b.seq || (a.seq === b.seq && a.id > b.id)
}

/** Newest number when the row that was added at `position` was passed; 0: before the marks, so that whatever is to come is news. */
export function seenAt(cursor: ChangeCursor, position: ChangePosition): number {
  if (!isBehind(position, cursor.base)) return 0
  return cursor.marks.find(({ upTo }) => !isBehind(position, upTo))?.head ?? 0
}

/** The cursor behind `to`, read when `state` was the newest. */
export function advance(
  cursor: ChangeCursor,
  to: ChangePosition,
  state: { readonly head: number; readonly nonce: string },
): ChangeCursor {
  const { head, nonce } = state
  const last = cursor.marks.at(-1)
  const marks =
    last?.head === head ? [...cursor.marks.slice(0, -1), { upTo: to, head }] : [...cursor.marks, { upTo: to, head }]
  // A mark is of use while changes up to its head are ahead. Heads grow, so those that are not come first.
  const used = marks.findIndex((mark) => isBehind({ seq: mark.head, id: lastId }, to))
  const kept = used < 0 ? [] : marks.slice(used)
  const base = marks[(used < 0 ? marks.length : used) - 1]?.upTo ?? cursor.base
  const few = kept.length > mostMarks ? [merged(kept), ...kept.slice(2)] : kept
  return { ...cursor, at: to, head, nonce, base, marks: few }
}

function merged([first, second]: readonly ReadMark[]): ReadMark {
  return { upTo: (second ?? first)?.upTo ?? { seq: 0, id: 0 }, head: first?.head ?? 0 }
}
