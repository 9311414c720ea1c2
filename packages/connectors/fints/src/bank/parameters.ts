import { type Segment, textAt } from '../wire/segment.ts'
import { type TanMethod, tanMethodsOf } from './tan-methods.ts'

/** What is kept of a bank's parameters (BPD). Changes of what is read here want another `parserVersion`. */
export interface BankParameters {
  readonly version: string
  readonly methods: readonly TanMethod[]
  /** Orders that can be given with PIN and TAN; true: HKTAN goes with them. */
  readonly orders: { readonly [id: string]: boolean }
  /** Versions of each order that the bank takes. */
  readonly versions: { readonly [id: string]: readonly number[] }
  readonly camt?: { readonly days?: number; readonly formats: readonly string[] }
  readonly mt940Days?: number
  readonly cardDays?: number
  /** Accounts may be named by number beside IBAN and BIC. */
  readonly nationalAccounts: boolean
}

export const parserVersion = 1

/** Orders of ours, by the segment that offers them. */
const offers: { readonly [parameterSegment: string]: string } = {
  HISALS: 'HKSAL',
  HISPAS: 'HKSPA',
  HIKAZS: 'HKKAZ',
  HICAZS: 'HKCAZ',
  HITABS: 'HKTAB',
  DIKKUS: 'DKKKU',
}
const mostFormats = 20

/** The parameters in an answer; `undefined` when the bank sent none since ours are the newest. What is unknown is passed over. */
export function bankParametersOf(segments: readonly Segment[]): BankParameters | undefined {
  const general = segments.find(({ id }) => id === 'HIBPA')
  if (!general) return undefined
  const versions: { [id: string]: number[] } = {}
  for (const { id, version } of segments) {
    const order = offers[id]
    if (order !== undefined) versions[order] = [...(versions[order] ?? []), version].slice(0, 20)
  }
  const newest = (id: string) =>
    segments.filter((one) => one.id === id).sort((one, other) => other.version - one.version)[0]
  const days = (id: string) => {
    const segment = newest(id)
    return segment && daysOf(last(segment))
  }
  const camt = newest('HICAZS')
  const sepa = newest('HISPAS')
  return {
    version: textAt(general, 0).slice(0, 20),
    methods: tanMethodsOf(segments),
    orders: pinTanOrders(segments),
    versions,
    ...(camt ? { camt: { ...optional('days', daysOf(last(camt))), formats: formatsOf(last(camt)) } } : {}),
    ...optional('mt940Days', days('HIKAZS')),
    ...optional('cardDays', days('DIKKUS')),
    nationalAccounts: sepa !== undefined && last(sepa)[1] === 'J',
  }
}

/** The parameters proper: security class before them is missing in old versions. */
function last(segment: Segment): readonly string[] {
  return (segment.groups.at(-1) ?? []).map((value) => (typeof value === 'string' ? value : ''))
}

function daysOf([days = '']: readonly string[]): number | undefined {
  return /^[1-9]\d{0,4}$/.test(days) ? Number(days) : undefined
}

/** Names of formats, letter by letter as they must be sent: behind days and two flags. */
function formatsOf(group: readonly string[]): string[] {
  return group
    .slice(3)
    .filter((name) => name !== '' && name.length <= 256)
    .slice(0, mostFormats)
}

/** HIPINS: five places on PIN and TAN, then pairs of order and flag. */
function pinTanOrders(segments: readonly Segment[]): { [id: string]: boolean } {
  const orders: { [id: string]: boolean } = {}
  for (const segment of segments.filter(({ id }) => id === 'HIPINS')) {
    const pairs = last(segment).slice(5)
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      const [id = '', flag] = pairs.slice(at, at + 2)
      if (/^[A-Z]{5,6}$/.test(id) && (flag === 'J' || flag === 'N')) orders[id] = flag === 'J'
    }
  }
  return orders
}

function optional<K extends string>(key: K, value: number | undefined): { readonly [key in K]?: number } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [key in K]?: number })
}

/** camt formats in the order of preference: 052.001.08, then .02, then any camt.052. Sent as the bank writes them. */
export function camtFormatOf(formats: readonly string[]): string | undefined {
  const find = (shape: RegExp) => formats.find((name) => shape.test(name))
  return find(/camt\.052\.001\.08/) ?? find(/camt\.052\.001\.02/) ?? find(/camt\.052/)
}
