import { type BankTransaction, moneyToText } from '@raccord/connector-kit'
import type { AccountType, DayOrder, DecimalMark } from '@raccord/contract'
import { dayOrdersOf, readDay } from '../day-order.ts'
import { decimalMarksOf, readAmount } from '../decimal-mark.ts'
import type { FilePart } from '../file-part.ts'

const types: Readonly<Record<string, AccountType>> = {
  BANK: 'CHECKINGS',
  CASH: 'CHECKINGS',
  CCARD: 'CREDIT_CARD',
  'OTH A': 'SAVINGS',
  'OTH L': 'LOAN',
}

/** What a QIF file writes its days and amounts in; several: nobody can know. */
export interface QifWriting {
  readonly orders: readonly DayOrder[]
  readonly marks: readonly DecimalMark[]
}

type Fields = Map<string, string>
type Block =
  | { readonly kind: 'account'; readonly fields: Fields; readonly type?: AccountType }
  | { readonly kind: 'type'; readonly type: AccountType | undefined }
  | { readonly kind: 'record'; readonly fields: Fields }

/** Found over the whole file: one day tells the order of all. */
export function qifWritingOf(text: string): QifWriting {
  const records = [...blocks(text)].flatMap((block) => (block.kind === 'record' ? [block.fields] : []))
  const field = (letter: string) => records.flatMap((fields) => fields.get(letter) ?? [])
  return { orders: dayOrdersOf(field('D')), marks: decimalMarksOf([...field('T'), ...field('U')]) }
}

/** QIF: no ids, no currency, no number. Split lines and categories are the former program's, and not read. */
export function* readQif(text: string, order: DayOrder, mark: DecimalMark, currency = 'XXX'): Generator<FilePart> {
  for (const block of blocks(text)) {
    if (block.kind === 'record') yield entryOf(block.fields, order, mark, currency)
    else if (block.kind === 'account') {
      const name = block.fields.get('N')
      yield { kind: 'account', account: { name, type: block.type } }
    } else if (block.type !== undefined) yield { kind: 'account', account: { type: block.type } }
  }
}

function entryOf(fields: Fields, order: DayOrder, mark: DecimalMark, currency: string): FilePart {
  const written = fields.get('T') ?? fields.get('U')
  if (written === undefined) return { kind: 'skipped', rule: 'amount_missing' }
  const amount = readAmount(written, mark, currency)
  if (!amount) return { kind: 'skipped', rule: 'amount_unreadable' }
  const bookingDate = readDay(fields.get('D') ?? '', order)
  if (bookingDate === undefined) return { kind: 'skipped', rule: 'date_unreadable' }
  const memo = fields.get('M')
  const number = fields.get('N')
  const entry: BankTransaction = {
    status: 'BOOKED',
    amount,
    bookingDate,
    counterpartyName: fields.get('P'),
    remittance: memo === undefined ? [] : [memo],
    checkNumber: number !== undefined && /^\d{1,20}$/.test(number) ? number : undefined,
    raw: JSON.stringify({ ...Object.fromEntries(fields), T: moneyToText(amount.minor, currency) }),
  }
  return { kind: 'entry', entry }
}

/** Lists of other things (`!Type:Cat`, investments) are passed over. */
function* blocks(text: string): Generator<Block> {
  let within: 'record' | 'account' | 'other' = 'other'
  let fields: Fields = new Map()
  const lineEnd = /[\r\n]/g
  for (let from = 0; from <= text.length; ) {
    lineEnd.lastIndex = from
    const end = lineEnd.exec(text)?.index ?? text.length
    const line = text
      .slice(from, Math.min(end, from + 2_000))
      .replace(/^\ufeff/, '')
      .trim()
    from = end + 1
    if (line.startsWith('!')) {
      const [, type] = /^!type:\s*(.+)$/i.exec(line) ?? []
      fields = new Map()
      if (type !== undefined) {
        const known = types[type.trim().toUpperCase()]
        within = known === undefined ? 'other' : 'record'
        if (known !== undefined) yield { kind: 'type', type: known }
      } else if (/^!account$/i.test(line)) within = 'account'
      else if (!/^!(?:option|clear):/i.test(line)) within = 'other'
    } else if (line.startsWith('^')) {
      if (within === 'record' && fields.size > 0) yield { kind: 'record', fields }
      if (within === 'account') {
        const type = types[fields.get('T')?.toUpperCase() ?? '']
        yield { kind: 'account', fields, type }
      }
      fields = new Map()
    } else if (line !== '') {
      const [letter = ''] = line
      const value = line.slice(1).trim()
      if (value !== '' && fields.size < 40 && !fields.has(letter)) fields.set(letter, value)
    }
  }
  if (within === 'record' && fields.size > 0) yield { kind: 'record', fields }
}
