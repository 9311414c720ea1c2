import { randomInt } from 'node:crypto'
import type { Secret } from '@raccord/connector-kit'
import { type Code, codesOf } from './codes.ts'
import { decodeSegments } from './decode.ts'
import { encodeSegments } from './encode.ts'
import { bytesAt, type Group, type Segment, textAt } from './segment.ts'

/** An order before it has a number. */
export interface Order {
  readonly id: string
  readonly version: number
  readonly groups: readonly Group[]
}

/** Who signs a message. Nothing is encrypted beyond TLS: PIN and TAN stand in it. */
export interface Signer {
  readonly blz: string
  readonly userId: string
  /** `0` until the bank has given one. */
  readonly systemId: string
  /** `999`: one step, no method of TAN. */
  readonly securityFunction: string
  readonly pin: Secret
}

export interface MessageHead {
  /** `0` in the first message of a dialog. */
  readonly dialogId: string
  readonly number: number
}

/** Number of the first order of a signed message; of an anonymous one it is 2. */
export const firstOrder = 3

/** A message of plain segments (anonymous dialog). */
export function anonymousMessage(head: MessageHead, orders: readonly Order[]): string {
  return closed(head, numbered(orders, 2), orders.length + 2)
}

/** A signed message (HNSHK … HNSHA) in the envelope of the standard (HNVSK, HNVSD). */
export function signedMessage(
  head: MessageHead,
  orders: readonly Order[],
  signer: Signer,
  now: Date,
  tan?: Secret,
): string {
  const { day, time } = bankTime(now)
  const step = signer.securityFunction === '999' ? '1' : '2'
  const reference = String(randomInt(1_000_000, 10_000_000))
  const key = (use: string): Group => ['280', signer.blz, signer.userId, use, '0', '0']
  const identity: Group = ['1', '', signer.systemId]
  const signature: Segment = {
    id: 'HNSHK',
    number: 2,
    version: 4,
    groups: [
      ['PIN', step],
      [signer.securityFunction],
      [reference],
      ['1'],
      ['1'],
      identity,
      ['1'],
      ['1', day, time],
      ['1', '999', '1'],
      ['6', '10', '19'],
      key('S'),
    ],
  }
  const proof: Group = [signer.pin.expose(), ...(tan ? [tan.expose()] : [])]
  const last: Segment = {
    id: 'HNSHA',
    number: firstOrder + orders.length,
    version: 2,
    groups: [[reference], [''], proof],
  }
  const inner = encodeSegments([signature, ...numbered(orders, firstOrder), last])
  const envelope: Segment = {
    id: 'HNVSK',
    number: 998,
    version: 3,
    groups: [
      ['PIN', step],
      ['998'],
      ['1'],
      identity,
      ['1', day, time],
      ['2', '2', '13', { bytes: '00000000' }, '5', '1'],
      key('V'),
      ['0'],
    ],
  }
  const data: Segment = { id: 'HNVSD', number: 999, version: 1, groups: [[{ bytes: inner }]] }
  return closed(head, [envelope, data], last.number + 1)
}

function numbered(orders: readonly Order[], first: number): Segment[] {
  return orders.map((order, at) => ({ ...order, number: first + at }))
}

function closed({ dialogId, number }: MessageHead, body: readonly Segment[], lastNumber: number): string {
  const end: Segment = { id: 'HNHBS', number: lastNumber, version: 1, groups: [[String(number)]] }
  const head = (length: number): Segment => ({
    id: 'HNHBK',
    number: 1,
    version: 3,
    groups: [[String(length).padStart(12, '0')], ['300'], [dialogId], [String(number)]],
  })
  const length = encodeSegments([head(0), ...body, end]).length
  return encodeSegments([head(length), ...body, end])
}

/** Date and time in the bank's own zone. */
function bankTime(now: Date): { readonly day: string; readonly time: string } {
  const written = now.toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' })
  const [day = '', time = ''] = written.split(' ')
  return { day: day.replaceAll('-', ''), time: time.replaceAll(':', '') }
}

export interface Message {
  readonly dialogId: string
  readonly number: number
  /** The message of ours that it answers. */
  readonly answers?: { readonly dialogId: string; readonly number: number }
  /** Of the orders' answers: what stood in the envelope, or between head and end. */
  readonly segments: readonly Segment[]
  readonly codes: readonly Code[]
}

export type ReadMessage =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'broken'; readonly why: string }

/**
 * A bank's answer, from bytes as characters. Refusals often come without the envelope, and the signature is left out by some:
 * both are read. A message without its end has been cut off.
 */
export function readMessage(text: string): ReadMessage {
  const outer = decodeSegments(text)
  if (outer.kind === 'broken') return outer
  const [head] = outer.segments
  if (head?.id !== 'HNHBK') return { kind: 'broken', why: 'it has no head' }
  const length = textAt(head, 0)
  if (!/^\d{1,12}$/.test(length) || Number(length) !== text.trimEnd().length) {
    // Blanks behind the end are no part of it.
    if (Number(length) !== text.length) return { kind: 'broken', why: 'it has another length than it says' }
  }
  if (outer.segments.at(-1)?.id !== 'HNHBS') return { kind: 'broken', why: 'it has no end' }
  const segments: Segment[] = []
  for (const segment of outer.segments.slice(1, -1)) {
    if (segment.id === 'HNVSK') continue
    if (segment.id !== 'HNVSD') {
      segments.push(segment)
      continue
    }
    const inner = decodeSegments(bytesAt(segment, 0))
    if (inner.kind === 'broken') return { kind: 'broken', why: `its envelope: ${inner.why}` }
    segments.push(...inner.segments.filter(({ id }) => id !== 'HNSHK' && id !== 'HNSHA'))
  }
  const number = Number(textAt(head, 3))
  return {
    kind: 'message',
    message: {
      dialogId: textAt(head, 2),
      number: Number.isSafeInteger(number) ? number : 0,
      ...answeredBy(head),
      segments,
      codes: codesOf(segments),
    },
  }
}

function answeredBy(head: Segment): Pick<Message, 'answers'> {
  const [dialogId, number] = [textAt(head, 4, 0), textAt(head, 4, 1)]
  return dialogId !== '' && /^\d{1,4}$/.test(number) ? { answers: { dialogId, number: Number(number) } } : {}
}

/** The body of an answer: base64, line breaks are possible. `undefined`: no base64. */
export function unpackBody(body: string): string | undefined {
  const clean = body.replace(/[\s\0]+/g, '')
  if (clean === '' || clean.length % 4 === 1 || !/^[A-Za-z0-9+/]+={0,2}$/.test(clean)) return undefined
  return Buffer.from(clean, 'base64').toString('latin1')
}

export function packBody(message: string): string {
  return Buffer.from(message, 'latin1').toString('base64')
}
