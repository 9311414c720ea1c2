import type { Group, Segment, Value } from './segment.ts'

export type Decoded =
  /** `skipped`: segments without a head that could be read. */
  | { readonly kind: 'segments'; readonly segments: readonly Segment[]; readonly skipped: number }
  /** `why` is our words, never the bank's. */
  | { readonly kind: 'broken'; readonly why: string }

/** More than any bank's message has; a message that has more is an attack. */
const mostSegments = 5_000
const mostValues = 200_000

const binaryHead = /@(\d{1,9})@/y

/**
 * Segments of a message, from bytes as characters. Any text is answered by a value, in time that grows with its length alone.
 * A segment with a broken head costs itself; a binary longer than what is left, or a text that breaks off, costs the whole: nobody
 * knows then where what follows begins.
 */
export function decodeSegments(text: string): Decoded {
  const segments: Segment[] = []
  let skipped = 0
  let groups: Value[][] = []
  let group: Value[] = []
  let written = ''
  let binary: string | undefined
  /** Whether the value under way has begun: only then `@` is a letter. */
  let begun = false
  let values = 0

  const endValue = (): void => {
    group.push(binary === undefined ? written : { bytes: binary })
    written = ''
    binary = undefined
    begun = false
    values += 1
  }
  const endGroup = (): void => {
    endValue()
    groups.push(group)
    group = []
  }

  for (let at = 0; at < text.length; ) {
    const char = text[at]
    if (char === '?') {
      if (at + 1 >= text.length) return { kind: 'broken', why: 'it breaks off' }
      written += text[at + 1]
      begun = true
      at += 2
    } else if (char === '@' && !begun) {
      binaryHead.lastIndex = at
      const head = binaryHead.exec(text)
      begun = true
      if (!head) {
        written += char
        at += 1
        continue
      }
      const from = at + head[0].length
      const length = Number(head[1])
      if (length > text.length - from) return { kind: 'broken', why: 'a binary is longer than what is left' }
      binary = text.slice(from, from + length)
      at = from + length
      if (!/^['+:]$/.test(text[at] ?? '')) return { kind: 'broken', why: 'a binary has another length than it says' }
    } else if (char === ':') {
      endValue()
      at += 1
    } else if (char === '+') {
      endGroup()
      at += 1
    } else if (char === "'") {
      endGroup()
      const segment = segmentOf(groups)
      if (segment) segments.push(segment)
      else skipped += 1
      groups = []
      at += 1
      if (segments.length + skipped > mostSegments || values > mostValues)
        return { kind: 'broken', why: 'too many parts' }
    } else {
      const end = nextSyntax(text, at)
      written += text.slice(at, end)
      begun = true
      at = end
    }
  }
  // Banks end their messages with blanks and line breaks, too.
  const rest = groups.length > 0 || group.length > 0 || binary !== undefined || written.trim() !== ''
  return rest ? { kind: 'broken', why: 'it breaks off' } : { kind: 'segments', segments, skipped }
}

/** Where the next character with a meaning is; `@` has one at the beginning of a value only. */
function nextSyntax(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const char = text.charCodeAt(at)
    // ' + : ?
    if (char === 39 || char === 43 || char === 58 || char === 63) return at
  }
  return text.length
}

/** The head is the first group, `ID:number:version[:refers to]`. */
function segmentOf(groups: readonly Group[]): Segment | undefined {
  const [head = [], ...rest] = groups
  const [id, number, version, refersTo] = head.map((value) => (typeof value === 'string' ? value : ''))
  // Line breaks before a segment are no part of it.
  const name = id?.trim() ?? ''
  if (!/^[A-Z]{2,8}[A-Z0-9]{0,4}$/.test(name) || !isCount(number) || !isCount(version)) return undefined
  return {
    id: name,
    number: Number(number),
    version: Number(version),
    ...(isCount(refersTo) ? { refersTo: Number(refersTo) } : {}),
    groups: rest,
  }
}

function isCount(text: string | undefined): text is string {
  return text !== undefined && /^\d{1,4}$/.test(text)
}
