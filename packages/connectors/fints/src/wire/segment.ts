/** Raw bytes, one character each (0–255): nothing in them is syntax. */
export interface Binary {
  readonly bytes: string
}

/** Absent and empty are the same: `''`. Text is ISO 8859-1, one character a byte. */
export type Value = string | Binary

/** A data element group; a single data element is a group of one. */
export type Group = readonly Value[]

/** One segment of a message (FinTS 3.0 Formals, chapter B). */
export interface Segment {
  readonly id: string
  readonly number: number
  readonly version: number
  /** Number of the segment of the request that it answers. */
  readonly refersTo?: number
  readonly groups: readonly Group[]
}

/** Text of a place in a segment; `''` where it is absent or binary. */
export function textAt(segment: Segment, group: number, part = 0): string {
  const value = segment.groups[group]?.[part]
  return typeof value === 'string' ? value : ''
}

/** Bytes of a place. Some banks write as text what should be binary. */
export function bytesAt(segment: Segment, group: number, part = 0): string {
  return bytesOf(segment.groups[group]?.[part])
}

export function bytesOf(value: Value | undefined): string {
  return typeof value === 'object' ? value.bytes : (value ?? '')
}
