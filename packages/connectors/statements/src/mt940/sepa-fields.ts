import { leadingIban } from '@raccord/connector-kit'

export interface SepaFields {
  readonly endToEndId?: string
  readonly mandateId?: string
  readonly creditorId?: string
  readonly iban?: string
  /** Who paid, or was paid, in the end. */
  readonly ultimate?: string
  /** What the payer wrote, a line each. */
  readonly text: readonly string[]
}

const names = 'EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|RREF|PURP'
const atStart = new RegExp(`^\\s*(${names})[+:]\\s?`)
/** Several in a row, before the text of the payer begins: what stands there is still the bank's. */
const inside = new RegExp(`(?<=\\s)(${names})\\+`, 'g')
const texts = new Set(['', 'SVWZ', 'ABWA', 'ABWE'])

interface Segment {
  readonly name: string
  /** Its pieces; joined once, since there may be very many. */
  readonly pieces: string[]
  /** Its last piece was full: it goes on in the next one. */
  full: boolean
}

/**
 * `EREF+…`, `MREF+…`, `SVWZ+…`: the SEPA parts of a German purpose text, which comes in pieces of `width` characters. A mark
 * counts where a piece begins, and once; within a piece only until the payer's text begins. `undefined`: it has none.
 */
export function sepaFields(pieces: readonly string[], width: number): SepaFields | undefined {
  const segments = segmentsOf(pieces, width)
  if (!segments.some(({ name }) => name !== '')) return undefined
  const value = (name: string) =>
    segments
      .find((one) => one.name === name)
      ?.pieces.join('')
      .trim() || undefined
  const reference = (name: string) => {
    const text = value(name)
    return text === undefined || /^(NOTPROVIDED|NONREF)$/i.test(text) ? undefined : text
  }
  const account = leadingIban(value('IBAN') ?? '')
  const text: string[] = []
  for (const { name, pieces: written } of segments) {
    const line = written.join('').trim()
    if (name === '' || name === 'SVWZ') text.push(line)
    else if (name === 'ABWA' || name === 'ABWE' || name === 'RREF') text.push(line === '' ? '' : `${name}+${line}`)
    else if (name === 'IBAN') text.push(account ? account.rest.trim() : line === '' ? '' : `IBAN: ${line}`)
    // A code is a word; what follows it is not part of it.
    else if (name === 'BIC') text.push(/^[A-Z0-9]{8,11}\b/.test(line) ? line.replace(/^\S+\s*/, '') : `BIC: ${line}`)
  }
  return {
    endToEndId: reference('EREF'),
    mandateId: reference('MREF'),
    creditorId: reference('CRED'),
    iban: account?.iban,
    ultimate: value('ABWA') ?? value('ABWE'),
    text: text.filter((line) => line !== ''),
  }
}

function segmentsOf(pieces: readonly string[], width: number): Segment[] {
  const segments: Segment[] = []
  const seen = new Set<string>()
  for (const piece of pieces) {
    if (piece.trim() === '') continue
    for (const { name, text } of marksOf(piece, seen)) {
      const before = segments.at(-1)
      if (before && name === undefined && goesOn(before)) {
        // Trailing spaces are lost on the way: a short piece ended a word.
        const last = before.pieces.at(-1) ?? ''
        before.pieces.push(before.full || /^$|\s$/.test(last.slice(-1)) ? text : ` ${text.trimStart()}`)
      } else segments.push({ name: name ?? '', pieces: [text], full: false })
    }
    for (const one of segments) one.full = false
    const last = segments.at(-1)
    if (last) last.full = piece.length >= width
  }
  return segments
}

function goesOn({ name, pieces, full }: Segment): boolean {
  return full || texts.has(name) || pieces.every((piece) => piece.trim() === '')
}

/** The parts of a piece; the first may go on where the piece before stopped. */
function marksOf(piece: string, seen: Set<string>): { readonly name?: string; readonly text: string }[] {
  const cuts: { readonly at: number; readonly from: number; readonly name?: string }[] = []
  const start = atStart.exec(piece)
  if (start && !seen.has(start[1] ?? '')) {
    cuts.push({ at: 0, from: start[0].length, name: start[1] ?? '' })
    seen.add(start[1] ?? '')
  } else cuts.push({ at: 0, from: 0 })
  for (const mark of piece.matchAll(inside)) {
    const name = mark[1] ?? ''
    if (seen.has('SVWZ') || seen.has(name) || seen.size === 0) continue
    cuts.push({ at: mark.index, from: mark.index + mark[0].length, name })
    seen.add(name)
  }
  return cuts.map(({ from, name }, index) => ({
    name,
    text: piece.slice(from, cuts[index + 1]?.at ?? piece.length),
  }))
}
