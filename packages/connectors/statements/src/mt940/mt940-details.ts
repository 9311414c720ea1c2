import { ibanOf, leadingIban } from '@raccord/connector-kit'
import { sepaFields } from './sepa-fields.ts'
import { type SlashFields, slashFieldsOf } from './slash-fields.ts'
import { type Subfields, subfieldsOf } from './subfields.ts'

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

/** Pieces of the German form; banks that write longer ones fill those. */
const pieceWidth = 27

/**
 * Field 86. SWIFT leaves its inside to the bank; three forms are known: the German one (code, then `?20`-style subfields),
 * the Dutch one (`/EREF/…/REMI/…`), and plain lines. What has no name in a form is text: nothing is dropped.
 */
export function readDetails(text: string): EntryDetails {
  const german = subfieldsOf(text)
  if (german) return fromSubfields(german)
  const dutch = slashFieldsOf(text)
  return dutch ? fromSlashes(dutch) : fromLines(text.split('\n'))
}

/** Of several fields 86: one may go on with the subfields of the one before; else each is read alone and the first word counts. */
export function readAllDetails(texts: readonly string[]): EntryDetails {
  const whole: string[] = []
  let mark: string | undefined
  for (const text of texts) {
    if (mark !== undefined && text.startsWith(mark) && /^\d{2}/.test(text.slice(1, 3))) whole.push(whole.pop() + text)
    else {
      whole.push(text)
      mark = subfieldsOf(text)?.mark
    }
  }
  const read = whole.map(readDetails)
  const first: EntryDetails = Object.assign({ remittance: [] }, ...read.toReversed().map(told))
  return { ...first, remittance: read.flatMap(({ remittance }) => remittance) }
}

/** An `undefined` would hide what another of several lines tells. */
function told(details: EntryDetails): Partial<EntryDetails> {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined))
}

function fromSubfields({ code, before, fields }: Subfields): EntryDetails {
  const get = (id: number) => fields.find((one) => one.id === id)?.text
  const pieces = fields.filter(({ id }) => (id >= 20 && id < 30) || id >= 60).map(({ text }) => text)
  const width = Math.max(pieceWidth, ...pieces.map((piece) => piece.length))
  const sepa = sepaFields(pieces, width)
  const names = [get(32), get(33)].filter((text) => text !== undefined)
  const account = ibanOf(get(31)) ?? ibanOf(get(38))
  const iban = account ?? sepa?.iban
  const codes = [code, get(10)?.trim(), get(34)?.trim()].filter(Boolean)
  // An account that only looks like an IBAN, numbers that the form leaves free, an account told twice: all of it was said.
  const rest = fields.flatMap(({ id, text }) => {
    if ((id > 10 && id < 20) || (id > 34 && id < 38) || id === 39 || (id > 0 && id < 10)) return text
    return (id === 31 || id === 38) && ibanOf(text) === undefined && /\d{4}/.test(text) ? text : []
  })
  const unused =
    account !== undefined && sepa?.iban !== undefined && sepa.iban !== account ? [`IBAN: ${sepa.iban}`] : []
  return {
    remittance: lines([before, ...(sepa ? sepa.text : pieces), ...rest, ...unused]),
    counterpartyName: joined(names) || sepa?.ultimate,
    counterpartyIban: iban,
    creditorId: sepa?.creditorId,
    mandateId: sepa?.mandateId,
    endToEndId: sepa?.endToEndId,
    additionalInformation: get(0)?.trim() || undefined,
    code: codes.join('+') || undefined,
  }
}

/** Without a member of their own. `ISDT` is left out: the value day once more. */
const wordsOf = ['RTRN', 'ULTB', 'ULTD', 'ULTC', 'RCMT', 'INFO', 'NOTE']
const wordsBehind = ['ADDR', 'PURP', 'SVCL', 'PREF', 'KREF']

function fromSlashes({ before, fields }: SlashFields): EntryDetails {
  const [account, , partyName, ...place] = fields.get('CNTP')?.split('/') ?? []
  const number = fields.get('IBAN') ?? account
  const iban = ibanOf(number)
  const text = fields.get('REMI')?.replace(/^(?:USTD\/\/|STRD\/(?:CUR|ISO)\/)/, '')
  const names = [fields.get('NAME'), partyName, ...['BENM', 'ORDP', 'BEN', 'ORD'].map((key) => fields.get(key))]
  const [name, ...more] = names.flatMap((one) => one || [])
  const others = more.filter((one) => one !== name)
  const said = (keys: readonly string[]) => keys.map((key) => fields.get(key) ?? '')
  const reference = fields.get('CDTRREF')
  const unsaid = reference !== undefined && !(text ?? '').replace(/\s/g, '').includes(reference) ? reference : ''
  return {
    remittance: lines([
      ...[before, text ?? '', unsaid, ...said(wordsOf), iban === undefined ? (number ?? '') : ''],
      ...[...others, place.filter(Boolean).join(' '), ...said(wordsBehind)],
    ]),
    counterpartyName: name,
    counterpartyIban: iban,
    creditorId: fields.get('CSID'),
    mandateId: whenKnown(fields.get('MARF')),
    endToEndId: whenKnown(fields.get('EREF')),
    additionalInformation: fields.get('TRTP'),
    code: fields.get('TRCD'),
  }
}

/** Lines as they are. Marks that stand where a line or a column of spaces begins are read as well; the text stays whole. */
function fromLines(written: readonly string[]): EntryDetails {
  const marked = written.filter((line) => /^\s*(?:EREF|KREF|MREF|CRED|SVWZ)[+:]/.test(line))
  const sepa = marked.length > 0 ? sepaFields(written, 65) : undefined
  if (sepa) {
    const { text, iban, ultimate, ...references } = sepa
    return {
      ...references,
      remittance: lines(text),
      counterpartyIban: iban,
      counterpartyName: ultimate,
    }
  }
  const columns = written.flatMap((line) => line.split(/\s{2,}/))
  const after = (mark: RegExp) =>
    columns
      .find((one) => mark.test(one))
      ?.replace(mark, '')
      .trim() || undefined
  return {
    remittance: lines(written),
    counterpartyIban: leadingIban(after(/^IBAN:\s*/) ?? '')?.iban,
    counterpartyName: after(/^NAAM:\s*/),
  }
}

function whenKnown(text: string | undefined): string | undefined {
  return text === undefined || /^(NOTPROVIDED|NONREF)$/i.test(text) ? undefined : text
}

/** Two halves of a name: the first is cut where it is full, else a word ended there. */
function joined(pieces: readonly string[]): string {
  const text = pieces.reduce(
    (all, piece) => (all.length === 0 || all.length >= pieceWidth ? all + piece : `${all} ${piece}`),
    '',
  )
  return text.replace(/\s+/g, ' ').trim()
}

function lines(all: readonly string[]): string[] {
  return all.map((line) => line.trim()).filter(Boolean)
}
