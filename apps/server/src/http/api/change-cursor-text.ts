import { createHash } from 'node:crypto'
import type { ChangeCursor, ChangePosition, ReadMark } from '../../transactions/change-cursor.ts'

/**
 * Opaque to clients, so that its content may change. Not signed: it opens nothing, since only its own user's changes are ever read by it, and the
 * nonce in it must be one of his line. The check sum finds what was cut off or altered on the way.
 */
export function writeChangeCursor(cursor: ChangeCursor): string {
  const { userId, at, head, nonce, start, base, marks } = cursor
  const numbers = [userId, at.seq, at.id, head, start, base.seq, base.id]
  const text = [
    'c1',
    nonce,
    ...[...numbers, ...marks.flatMap(({ upTo, head: seen }) => [upTo.seq, upTo.id, seen])].map((n) => n.toString(36)),
  ].join(':')
  return Buffer.from(`${text}:${checkSum(text)}`, 'utf8').toString('base64url')
}

/** `undefined`: not a cursor that we wrote. */
export function readChangeCursor(text: string): ChangeCursor | undefined {
  const plain = Buffer.from(text, 'base64url').toString('utf8')
  const match = /^(c1:([0-9a-f-]{0,36})((?::[0-9a-z]{1,11}){7,}?)):([0-9a-f]{12})$/.exec(plain)
  if (!match?.[1] || match[4] !== checkSum(match[1])) return undefined
  const numbers = (match[3] ?? '')
    .split(':')
    .slice(1)
    .map((n) => Number.parseInt(n, 36))
  if (!numbers.every(Number.isSafeInteger) || (numbers.length - 7) % 3 !== 0) return undefined
  const [userId = 0, seq = 0, id = 0, head = 0, start = 0, baseSeq = 0, baseId = 0, ...rest] = numbers
  const at: ChangePosition = { seq, id }
  const marks: ReadMark[] = []
  for (let n = 0; n < rest.length; n += 3) {
    marks.push({ upTo: { seq: rest[n] ?? 0, id: rest[n + 1] ?? 0 }, head: rest[n + 2] ?? 0 })
  }
  return { userId, at, head, nonce: match[2] ?? '', start, base: { seq: baseSeq, id: baseId }, marks }
}

function checkSum(text: string): string {
  return createHash('sha256').update(`changes ${text}`).digest('hex').slice(0, 12)
}
