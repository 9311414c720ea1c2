import { BLZ } from './parameters.ts'
import { at, parseSegments, type Received, type Told, writeSegment } from './syntax.ts'

/** A request, out of its envelope. */
export interface Request {
  readonly dialogId: string
  readonly number: number
  readonly orders: readonly Received[]
  /** Absent: an anonymous message. */
  readonly signature?: {
    readonly login: string
    readonly securityFunction: string
    readonly systemId: string
    readonly pin: string
    readonly tan: string
  }
}

/** What a request is that breaks the rules of messages, by the code that says so. */
export type Unreadable = { readonly code: number }

export function readRequest(text: string): Request | Unreadable {
  const outer = parseSegments(text)
  const head = outer?.[0]
  if (!outer || head?.id !== 'HNHBK' || outer.at(-1)?.id !== 'HNHBS') return { code: 9110 }
  if (Number(at(head, 0)) !== text.length || at(head, 0).length !== 12) return { code: 9130 }
  if (at(head, 1) !== '300') return { code: 9160 }
  const number = Number(at(head, 3))
  if (!Number.isInteger(number)) return { code: 9110 }
  const base = { dialogId: at(head, 2), number }
  const data = outer.find(({ id }) => id === 'HNVSD')
  if (!data) return { ...base, orders: outer.slice(1, -1) }
  const inner = parseSegments(at(data, 0))
  const [sign, proof] = [inner?.[0], inner?.at(-1)]
  if (!inner || sign?.id !== 'HNSHK' || proof?.id !== 'HNSHA') return { code: 9110 }
  const envelope = outer.find(({ id }) => id === 'HNVSK')
  const numbered = inner.every((segment, index) => segment.number === index + 2)
  // The same control reference at both ends, numbers without gaps; profiles outside are not looked at by banks either.
  if (!numbered || at(sign, 2) !== at(proof, 0)) return { code: 9110 }
  // Some programs leave it out outside, and banks let them.
  if (![at(sign, 5, 2), ''].includes(at(envelope, 3, 2))) return { code: 9110 }
  return {
    ...base,
    orders: inner.slice(1, -1),
    signature: {
      login: at(sign, 10, 2),
      securityFunction: at(sign, 1),
      systemId: at(sign, 5, 2),
      pin: at(proof, 2, 0),
      tan: at(proof, 2, 1),
    },
  }
}

export const isUnreadable = (read: Request | Unreadable): read is Unreadable => 'code' in read

/** A code of the bank, to a segment of the request or, without one, to the message. */
export interface Code {
  readonly code: number
  readonly about?: number
  readonly parameters?: readonly string[]
}

const WORDS: Readonly<Record<number, string>> = {
  10: 'Message received.',
  20: 'Order carried out.',
  30: 'A proof of your identity is needed.',
  100: 'Dialog ended.',
  901: 'PIN is right.',
  3010: 'There is nothing of that kind.',
  3040: 'There is more.',
  3050: 'Parameters are not the newest; the newest follow.',
  3060: 'There are remarks.',
  3076: 'No strong authentication needed.',
  3920: 'Allowed methods.',
  3955: 'Approve in the app.',
  3956: 'Not approved yet.',
}

/** The bank's answer as bytes, one character each: in the envelope where the request was in one. */
export function writeAnswer(
  request: Request | undefined,
  dialogId: string,
  codes: readonly Code[],
  told: readonly Told[],
): string {
  const group = ({ code, parameters = [] }: Code) => [
    String(code).padStart(4, '0'),
    '',
    WORDS[code] ?? 'The order was not carried out.',
    ...parameters,
  ]
  const general = codes.filter(({ about }) => about === undefined)
  const bySegment = Map.groupBy(
    codes.filter(({ about }) => about !== undefined),
    ({ about }) => about,
  )
  const mainCode = {
    code: codes.some(({ code }) => code >= 9000) ? 9050 : codes.some(({ code }) => code >= 3000) ? 3060 : 10,
  }
  const segments: Told[] = [
    { id: 'HIRMG', version: 2, elements: [mainCode, ...general].map(group) },
    ...[...bySegment].map(([about, all]) => ({
      id: 'HIRMS',
      version: 2,
      refersTo: about ?? 0,
      elements: all.map(group),
    })),
    ...told,
  ]
  const number = request?.number ?? 1
  const { signature } = request ?? {}
  const write = (all: readonly Told[], first: number) =>
    all.map((one, index) => writeSegment(one, first + index)).join('')
  const body = signature ? enveloped(signature, segments) : write(segments, 2)
  const end = writeSegment(
    { id: 'HNHBS', version: 1, elements: [String(number)] },
    segments.length + (signature ? 4 : 2),
  )
  const head = (length: number) =>
    writeSegment(
      {
        id: 'HNHBK',
        version: 3,
        elements: [String(length).padStart(12, '0'), '300', dialogId, String(number), [dialogId, String(number)]],
      },
      1,
    )
  return `${head(head(0).length + body.length + end.length)}${body}${end}`
}

function enveloped(signature: NonNullable<Request['signature']>, segments: readonly Told[]): string {
  const { login, securityFunction, systemId } = signature
  const profile = ['PIN', securityFunction === '999' ? '1' : '2']
  const key = (use: string) => ['280', BLZ, login, use, '0', '0']
  const identity = ['2', '', systemId]
  const sign: Told = {
    id: 'HNSHK',
    version: 4,
    elements: [
      profile,
      securityFunction,
      '1',
      '1',
      '1',
      identity,
      '1',
      '1',
      ['1', '999', '1'],
      ['6', '10', '19'],
      key('S'),
    ],
  }
  const inner = [sign, ...segments, { id: 'HNSHA', version: 2, elements: ['1'] }]
  const raw = inner.map((one, index) => writeSegment(one, index + 2)).join('')
  const cipher: Told = {
    id: 'HNVSK',
    version: 3,
    elements: [profile, '998', '1', identity, '1', ['2', '2', '13', { raw: '00000000' }, '5', '1'], key('V'), '0'],
  }
  return writeSegment(cipher, 998) + writeSegment({ id: 'HNVSD', version: 1, elements: [{ raw }] }, 999)
}
