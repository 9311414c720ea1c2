import type { Segment } from './segment.ts'

/** One code of an answer (HIRMG, HIRMS). Its text is left behind: it may hold names. */
export interface Code {
  readonly code: number
  /** Segment of the request that it is about; absent: the whole message. */
  readonly refersTo?: number
  readonly parameters: readonly string[]
}

/** Banks write codes with and without leading zeros: they are numbers. */
export function codesOf(segments: readonly Segment[]): readonly Code[] {
  return segments.filter(({ id }) => id === 'HIRMG' || id === 'HIRMS').flatMap(codesIn)
}

function codesIn({ id, refersTo, groups }: Segment): Code[] {
  return groups.flatMap((group) => {
    const [code, , , ...parameters] = group.map((value) => (typeof value === 'string' ? value : ''))
    if (!/^\d{1,4}$/.test(code ?? '')) return []
    const about = id === 'HIRMS' && refersTo !== undefined ? { refersTo } : {}
    return [{ code: Number(code), parameters: parameters.filter((one) => one !== ''), ...about }]
  })
}

/** As the standard writes it, for logs: `0010`. */
export function codeName(code: number): string {
  return String(code).padStart(4, '0')
}
