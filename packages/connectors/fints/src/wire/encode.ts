import type { Group, Segment, Value } from './segment.ts'

/** Segments as bytes, one character each. Empty parts at the end of a group, and empty groups at the end, are left out. */
export function encodeSegments(segments: readonly Segment[]): string {
  return segments.map(encodeSegment).join('')
}

function encodeSegment({ id, number, version, refersTo, groups }: Segment): string {
  const head = [id, number, version, ...(refersTo === undefined ? [] : [refersTo])].join(':')
  return `${[head, ...withoutEmptyEnd(groups.map(encodeGroup))].join('+')}'`
}

function encodeGroup(group: Group): string {
  return withoutEmptyEnd(group.map(encodeValue)).join(':')
}

function encodeValue(value: Value): string {
  if (typeof value === 'object') return `@${value.bytes.length}@${value.bytes}`
  return value.replace(/[?+:'@]/g, '?$&')
}

function withoutEmptyEnd(parts: readonly string[]): readonly string[] {
  let end = parts.length
  while (end > 0 && parts[end - 1] === '') end -= 1
  return parts.slice(0, end)
}

/** Whether a text can be sent at all: printable ISO 8859-1. What cannot is refused, never replaced. */
export function isSendable(text: string): boolean {
  return /^[\x20-\x7e\xa0-\xff]*$/.test(text)
}
