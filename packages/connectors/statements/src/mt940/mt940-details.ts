import { pick } from '../pick.ts'
import { sepaFields } from './sepa-fields.ts'

/** What field 86 says about an entry. */
export interface EntryDetails {
  readonly remittance: readonly string[]
  readonly counterpartyName?: string
  readonly counterpartyIban?: string
  readonly creditorId?: string
  readonly mandateId?: string
  readonly endToEndId?: string
  readonly additionalInformation?: string
  /** `166` of the German list of business transaction codes, with its parts joined by `+`. */
  readonly code?: string
}

/**
 * Field 86. SWIFT leaves its inside to the bank; three forms are known: the German one (code, then `?20`-style subfields),
 * the Dutch one (`/EREF/…/REMI/…`), and plain lines.
 */
export function readDetails(text: string): EntryDetails {
  const german = /^(\d{3})\s?([?+/>@|~])(?=\d{2})/.exec(text)
  if (german) return fromSubfields(german[1] ?? '', text.slice(german[0].length - 1), german[2] ?? '?')
  if (/\/[A-Z]{3,4}\//.test(text.slice(0, 12))) return fromSlashes(text.replace(/\n/g, ''))
  return { remittance: lines(text.split('\n')) }
}

function fromSubfields(code: string, text: string, mark: string): EntryDetails {
  const fields = new Map<string, string>()
  for (const piece of text.replace(/\n/g, '').split(mark)) {
    const id = piece.slice(0, 2)
    if (/^\d{2}$/.test(id)) fields.set(id, (fields.get(id) ?? '') + piece.slice(2))
  }
  const get = (...ids: readonly string[]) => ids.map((id) => fields.get(id)?.trim() ?? '')
  const purpose = get(...range(20, 29), ...range(60, 63))
  // Pieces of 27 characters: a line that is full goes on in the next one.
  const sepa = sepaFields(joined([...range(20, 29), ...range(60, 63)].map((id) => fields.get(id) ?? '')))
  const remittance = sepa ? lines([sepa.text ?? '']) : lines(purpose)
  const name = get('32', '33').join('').trim()
  const iban = ibanOf(fields.get('31')) ?? ibanOf(sepa?.iban) ?? ibanOf(fields.get('38'))
  const parts = [code, get('10')[0], get('34')[0]].filter(Boolean)
  return {
    remittance,
    ...pick('counterpartyName', name || undefined),
    ...pick('counterpartyIban', iban),
    ...pick('creditorId', sepa?.creditorId),
    ...pick('mandateId', sepa?.mandateId),
    ...pick('endToEndId', sepa?.endToEndId),
    ...pick('additionalInformation', get('00')[0] || undefined),
    code: parts.join('+'),
  }
}

/** `/TRTP/SEPA OVERBOEKING/IBAN/NL…/NAME/…/REMI/…/EREF/…`. A slash inside a value stays. */
function fromSlashes(text: string): EntryDetails {
  const fields = new Map<string, string>()
  const known =
    /\/(TRTP|EREF|PREF|KREF|MARF|CSID|IBAN|BIC|NAME|REMI|BENM|ORDP|CNTP|ID|ADDR|ISDT|RTRN|PURP|ULTB|ULTD|SVCL|RCMT|CDTRREFTP|CDTRREF)\//g
  const marks = [...text.matchAll(known)]
  marks.forEach((mark, index) => {
    const value = text.slice(mark.index + mark[0].length, marks[index + 1]?.index ?? text.length)
    const name = mark[1] ?? ''
    if (value.trim() !== '' && !fields.has(name)) fields.set(name, value.trim())
  })
  const party = fields.get('CNTP')?.split('/')
  const remittance = fields.get('REMI')?.replace(/^(USTD|STRD)\/\/|\/CUR\/.*$/g, '')
  return {
    remittance: lines([remittance ?? fields.get('CDTRREF') ?? '']),
    ...pick('counterpartyName', fields.get('NAME') ?? (party?.[2] || undefined)),
    ...pick('counterpartyIban', ibanOf(fields.get('IBAN')) ?? ibanOf(party?.[0])),
    ...pick('creditorId', fields.get('CSID')),
    ...pick('mandateId', fields.get('MARF')),
    ...pick('endToEndId', whenKnown(fields.get('EREF'))),
    ...pick('additionalInformation', fields.get('TRTP')),
  }
}

function ibanOf(text: string | undefined): string | undefined {
  const clean = text?.replace(/\s+/g, '').toUpperCase() ?? ''
  return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(clean) ? clean : undefined
}

function whenKnown(text: string | undefined): string | undefined {
  return text === undefined || /^(NOTPROVIDED|NONREF)$/i.test(text) ? undefined : text
}

function range(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index))
}

function joined(pieces: readonly string[]): string {
  // Trailing spaces are lost on the way: a short piece ended a word.
  return pieces
    .filter((piece) => piece !== '')
    .map((piece) => (piece.length < 27 ? `${piece} ` : piece))
    .join('')
}

function lines(all: readonly string[]): string[] {
  return [...new Set(all.map((line) => line.trim()))].filter(Boolean)
}
