import { type Segment, textAt } from '../wire/segment.ts'

/** How a person proves who he is, as his screen has to show it. */
export type TanKind = 'decoupled' | 'sms' | 'app' | 'reader' | 'flicker' | 'photo' | 'qr' | 'other'

/** A method of HITANS. What is kept of it is what the next steps need. */
export interface TanMethod {
  /** Security function, 900–997. */
  readonly id: string
  /** Of HKTAN: 6 or 7. */
  readonly version: 6 | 7
  readonly kind: TanKind
  /** The bank's own name for it, shown to the person. */
  readonly name: string
  readonly maxLength?: number
  readonly format?: 'digits' | 'characters'
  /** The challenge's text holds simple HTML. */
  readonly structured: boolean
  readonly medium: 'none' | 'may' | 'must'
  /** Of a decoupled method. `most` 0: no limit. */
  readonly polls?: {
    readonly most: number
    readonly firstMs: number
    readonly nextMs: number
    readonly automatic: boolean
  }
}

/** Places of one method (PIN/TAN, HITANS version 6 and 7). A wrong stride reads counters as methods. */
const strides = { 6: 21, 7: 26 } as const
/** In front of the methods: one step allowed, several orders a message, hash. */
const frontPlaces = 3
const mostMethods = 99

/** Methods that can be used here, of all HITANS of the bank: the highest version of each that has it. */
export function tanMethodsOf(segments: readonly Segment[]): TanMethod[] {
  const found = new Map<string, TanMethod>()
  for (const version of [6, 7] as const) {
    for (const segment of segments.filter((one) => one.id === 'HITANS' && one.version === version)) {
      for (const method of methodsIn(segment, version) ?? []) found.set(method.id, method)
    }
  }
  return [...found.values()]
}

function methodsIn(segment: Segment, version: 6 | 7): TanMethod[] | undefined {
  const at = segment.groups.length - 1
  const places = segment.groups[at] ?? []
  const stride = strides[version]
  const count = Math.ceil((places.length - frontPlaces) / stride)
  if (count < 1 || count > mostMethods) return undefined
  const methods: TanMethod[] = []
  for (let index = 0; index < count; index += 1) {
    const place = (number: number): string => textAt(segment, at, frontPlaces + index * stride + number - 1)
    // Another stride than the version has: nothing behind it can be trusted.
    if (!/^9\d\d$/.test(place(1))) return undefined
    if (place(2) !== '2') continue
    const kind = kindOf(place(3), place(4))
    // Readers at a cable and lists on paper are nothing for a page; without polls nothing can be waited for.
    if (kind === undefined || (kind === 'decoupled' && version < 7)) continue
    methods.push({
      id: place(1),
      version,
      kind,
      name: place(6).slice(0, 60) || place(1),
      ...lengthOf(place(7)),
      ...(place(8) === '1' ? { format: 'digits' as const } : place(8) === '2' ? { format: 'characters' as const } : {}),
      structured: place(17) === 'J',
      medium: place(19) === '2' ? 'must' : place(19) === '1' ? 'may' : 'none',
      ...(kind === 'decoupled'
        ? {
            polls: {
              most: countOf(place(22)),
              firstMs: countOf(place(23)) * 1_000,
              nextMs: countOf(place(24)) * 1_000,
              automatic: place(26) !== 'N',
            },
          }
        : {}),
    })
  }
  return methods
}

function kindOf(technical: string, family: string): TanKind | undefined {
  const [id, dk] = [technical.toLowerCase(), family.toLowerCase()]
  if (id.includes('usb') || dk.includes('usb') || id === 'itan' || dk === 'itan') return undefined
  if (dk.startsWith('decoupled') || id.includes('decoupled') || id === 'pushtan-dec') return 'decoupled'
  if (dk === 'mobiletan' || /^(mtan|mobiletan|smstan)/.test(id)) return 'sms'
  if (dk === 'phototan' || id.startsWith('ms1') || id.startsWith('phototan')) return 'photo'
  if (id.startsWith('q1s') || id.endsWith('qr')) return 'qr'
  if (dk === 'hhdopt1' || id.endsWith('opt')) return 'flicker'
  if (dk === 'app' || /^(securego|pushtan|tan2go|apptan|bestsign)/.test(id)) return 'app'
  if (dk === 'hhd' || id.startsWith('hhd')) return 'reader'
  return 'other'
}

/** It is a maximum: where it is one of the usual lengths, it is the length; a larger one says nothing to a person. */
function lengthOf(written: string): { readonly maxLength?: number } {
  return /^[4-8]$/.test(written) ? { maxLength: Number(written) } : {}
}

function countOf(written: string): number {
  return /^\d{1,4}$/.test(written) ? Number(written) : 0
}
