import { pick } from '../pick.ts'

export interface SepaFields {
  readonly endToEndId?: string
  readonly mandateId?: string
  readonly creditorId?: string
  readonly iban?: string
  /** What the payer wrote. */
  readonly text?: string
}

const marks = /(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|RREF|PURP)[+:]\s?/g

/** `EREF+…MREF+…SVWZ+…`: the SEPA parts of a German purpose text. `undefined`: it has none. */
export function sepaFields(purpose: string): SepaFields | undefined {
  const found = [...purpose.matchAll(marks)]
  if (found.length === 0) return undefined
  const value = new Map<string, string>()
  found.forEach((mark, index) => {
    const text = purpose.slice(mark.index + mark[0].length, found[index + 1]?.index ?? purpose.length).trim()
    if (text !== '' && !value.has(mark[1] ?? '')) value.set(mark[1] ?? '', text)
  })
  const reference = (name: string) => {
    const text = value.get(name)?.replace(/\s+/g, '')
    return text === undefined || /^(NOTPROVIDED|NONREF)$/i.test(text) ? undefined : text
  }
  // What stands before the first mark is text as well, where there is no SVWZ.
  const before = purpose.slice(0, found[0]?.index ?? 0).trim()
  return {
    ...pick('endToEndId', reference('EREF')),
    ...pick('mandateId', reference('MREF')),
    ...pick('creditorId', reference('CRED')),
    ...pick('iban', value.get('IBAN')),
    ...pick('text', value.get('SVWZ') ?? (before || undefined)),
  }
}
