import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type BankContext, type BankHttp, Secret } from '@raccord/connector-kit'

/** Dialogs recorded at real banks and anonymised; they are no part of the repository. */
const folder = new URL('../../../../shared/reference/fints-dialogs/', import.meta.url)
export const recordedFolder = process.env['RACCORD_FINTS_DIALOGS'] ?? fileURLToPath(folder)
export const hasRecorded = existsSync(`${recordedFolder}/gls.json`)

export interface Frame {
  readonly request: string
  readonly response: string
}

export interface RecordedCase {
  readonly name: string
  readonly sameFramesAs?: string
  readonly frames?: readonly Frame[]
}

interface Recorded {
  readonly used: { readonly [name: string]: readonly string[] }
  readonly cases: readonly RecordedCase[]
}

export function recorded(bank: string): Recorded {
  return JSON.parse(readFileSync(`${recordedFolder}/${bank}.json`, 'utf8'))
}

export function framesOf(bank: string, name: string): readonly Frame[] {
  const { cases } = recorded(bank)
  const found = cases.find((one) => one.name === name)
  const other = found?.sameFramesAs === undefined ? found : cases.find((one) => one.name === found.sameFramesAs)
  if (!other?.frames) throw new Error(`no recorded case ${bank} ${name}`)
  return other.frames
}

export const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64')

/** Ids and versions of a message's orders, `HKIDN:2`: times, references and products are others than were recorded. */
export const shapeOf = (message: string): string[] =>
  [...message.matchAll(/(?<![A-Z])(HK[A-Z]{3}):\d+:(\d)/g)].map(([, id, version]) => `${id}:${version}`)

/** "Not that": what a bank says to an order for which nothing was recorded, in the dialog that is open. */
function refusal(sent: string): string {
  const [, dialog = '0', number = '1'] = /^HNHBK:1:3\+\d{12}\+300\+([^+]*)\+(\d+)/.exec(sent) ?? []
  const body = `HIRMG:2:2+9050::x'HIRMS:3:2:3+9210::x'HNHBS:4:1+${number}'`
  const head = (length: number) =>
    `HNHBK:1:3+${String(length).padStart(12, '0')}+300+${dialog}+${number}+${dialog}:${number}'`
  return `${head(head(0).length + body.length)}${body}`
}

/**
 * A bank that says what was recorded, as long as it is asked what was asked then. Orders of `refused` are answered by a
 * refusal wherever they come.
 */
export function replay(
  frames: readonly Frame[],
  refused: readonly string[] = ['HKSAL'],
): { readonly http: BankHttp; readonly left: () => number; readonly sent: readonly string[] } {
  const rest = [...frames]
  const all: string[] = []
  let ended = false
  const answer = (text: string) => ({
    kind: 'answer' as const,
    status: 200,
    headers: { 'content-type': 'text/plain' },
    body: base64(text),
  })
  const http: BankHttp = {
    send: async ({ body = '' }) => {
      const sent = Buffer.from(body, 'base64').toString('latin1')
      all.push(sent)
      const now = shapeOf(sent)
      if (now.some((order) => refused.includes(order.slice(0, 5)))) return answer(refusal(sent))
      // A dialog that the bank has ended itself is not ended once more by us, as it was then.
      if (ended && shapeOf(rest[0]?.request ?? '')[0] === 'HKEND:1' && now[0] !== 'HKEND:1') rest.shift()
      const frame = rest.shift()
      if (!frame) throw new Error(`nothing more was recorded: ${now}`)
      const then = shapeOf(frame.request)
      if (now.join() !== then.join()) throw new Error(`sent ${now}, recorded was ${then}`)
      ended = /\+0?100:/.test(frame.response)
      return answer(renumbered(frame.response, sent))
    },
  }
  return { http, left: () => rest.length, sent: all }
}

/** Steps that we leave out shift the numbers of messages. */
function renumbered(response: string, sent: string): string {
  const [, number = '1'] = /^HNHBK:1:3\+\d{12}\+300\+[^+]*\+(\d)\b/.exec(sent) ?? []
  return response.replace(/^(HNHBK:1:3\+\d{12}\+300\+[^+]*\+)\d(\+[^:']*:)\d'/, `$1${number}$2${number}'`)
}

export function contextOf(http: BankHttp, options: object, typed: { login: string; password: string }): BankContext {
  return {
    providerId: '9',
    options: { url: 'https://bank.example/fints', ...options },
    http,
    now: () => new Date('2019-09-22T12:00:00Z'),
    locale: 'en',
    country: 'DE',
    psu: { ipAddress: '203.0.113.7' },
    identity: { fintsProductId: '123456789ABCDEF0123456789' },
    credentials: { login: new Secret(typed.login), password: new Secret(typed.password) },
    log: () => {},
  }
}
