import type { BankTransaction } from '@raccord/connector-kit'
import type { MadeUpEntry } from './made-up-entries.ts'

/** How a bank writes a statement, and what of an entry can be read from it again. */
export interface Dialect {
  readonly name: string
  readonly write: (entries: readonly MadeUpEntry[]) => string
  readonly read: (entry: MadeUpEntry) => Partial<BankTransaction>
}

const short = (day: string) => day.replaceAll('-', '').slice(2)
const digits = (minor: number, pad = 0) => {
  const cents = String(Math.abs(minor)).padStart(3, '0')
  return `${cents.slice(0, -2).padStart(pad, '0')},${cents.slice(-2)}`
}
const mark = (minor: number) => (minor < 0 ? 'D' : 'C')
const cut = (text: string, width: number) => text.match(new RegExp(`[^\\n]{1,${width}}`, 'g')) ?? []

function line(entry: MadeUpEntry, more: { funds?: string; pad?: number; type?: string } = {}): string {
  const { funds = '', pad = 0, type = 'NTRF' } = more
  const days = short(entry.valueDate) + short(entry.bookingDate).slice(2)
  return `:61:${days}${mark(entry.minor)}${funds}${digits(entry.minor, pad)}${type}NONREF//${entry.bankReference}`
}

interface Frame {
  readonly account: string
  readonly eol: string
  readonly open?: string
  readonly close?: string
  readonly head?: readonly string[]
  readonly tail?: readonly string[]
}

function framed(frame: Frame, body: readonly string[]): string {
  const { head = [':60F:C000601EUR0,00'], tail = [':62F:C790101EUR0,00'] } = frame
  const lines = [':20:STARTUMS', `:25:${frame.account}`, ':28C:1/1', ...head, ...body, ...tail]
  return `${frame.open ?? ''}${lines.join(frame.eol)}${frame.eol}${frame.close ?? '-'}${frame.eol}`
}

/** Pieces of 27 characters behind `?20` to `?29`, then `?60` to `?63`, lines of 65. */
function subfields(separator: string, code: string, pieces: readonly string[], party: MadeUpEntry): string {
  const ids = [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 60, 61, 62, 63]
  const s = separator
  const purpose = pieces.map((piece, index) => `${s}${ids[index]}${piece}`)
  const parties = `${s}30GENODEF1XXX${s}31${party.iban}${s}32${cut(party.name, 27).join(`${s}33`)}`
  const first = purpose.filter((one) => one.slice(1, 3) < '30').join('')
  const more = purpose.filter((one) => one.slice(1, 3) > '30').join('')
  return `:86:${code}${s}00UMSATZ${s}109310${first}${parties}${s}34000${more}`
}

const sepaPieces = (one: MadeUpEntry) => [
  ...cut(`EREF+${one.endToEndId}`, 27),
  ...cut(`MREF+${one.mandateId}`, 27),
  ...cut(`CRED+${one.creditorId}`, 27),
  ...cut(`SVWZ+${one.text}`, 27),
]

const common = (one: MadeUpEntry) => ({
  status: 'BOOKED' as const,
  amount: { minor: one.minor, currency: 'EUR' },
  bookingDate: one.bookingDate,
  valueDate: one.valueDate,
  bankId: one.bankReference,
})
const party = (one: MadeUpEntry) => ({ counterpartyName: one.name, counterpartyIban: one.iban })
const references = (one: MadeUpEntry) => ({
  endToEndId: one.endToEndId,
  mandateId: one.mandateId,
  creditorId: one.creditorId,
})
const ownIban = 'DE74310108330000009001'

export const mt940Dialects: readonly Dialect[] = [
  {
    name: 'Sparkasse',
    write: (all) =>
      framed(
        { account: '31010833/9001', eol: '\r\n' },
        all.flatMap((one) => [line(one, { funds: 'R' }), ...cut(subfields('?', '166', sepaPieces(one), one), 65)]),
      ),
    read: (one) => ({ ...common(one), ...party(one), ...references(one), remittance: [one.text] }),
  },
  {
    name: 'Deutsche Bank',
    write: (all) =>
      framed(
        {
          account: '31010833/9001EUR',
          eol: '\n',
          open: '{1:F01DEUTDEFFXXXX0}{2:I940DEUTDEFFXXXXN}{4:\n',
          close: '-}{5:{CHK:1}}',
        },
        all.flatMap((one) => [
          line(one),
          subfields(
            '?',
            '117',
            one.lines.flatMap((text) => cut(text, 27)),
            one,
          ),
        ]),
      ),
    read: (one) => ({
      ...common(one),
      ...party(one),
      remittance: one.lines.flatMap((text) => cut(text, 27).map((piece) => piece.trim())),
    }),
  },
  {
    name: 'mBank',
    write: (all) =>
      framed(
        { account: '31010833/9001', eol: '\r' },
        all.flatMap((one) => [
          line(one),
          subfields(
            '~',
            '020',
            one.lines.flatMap((text) => cut(text, 27)),
            one,
          ),
        ]),
      ),
    read: (one) => ({
      ...common(one),
      ...party(one),
      remittance: one.lines.flatMap((text) => cut(text, 27).map((piece) => piece.trim())),
    }),
  },
  {
    name: 'ING',
    write: (all) =>
      framed(
        { account: `${ownIban}EUR`, eol: '\r\n', open: '0000 01INGBNL2AXXXX00001\r\n940 00\r\n', close: '-XXX' },
        all.flatMap((one) => [
          line(one),
          '/TRCD/00100/',
          ...cut(
            `:86:/EREF/${one.endToEndId}//MARF/${one.mandateId}//CSID/${one.creditorId}//CNTP/${one.iban}/INGBNL2A/${one.name}///REMI/USTD//${one.text}/`,
            65,
          ),
        ]),
      ),
    read: (one) => ({ ...common(one), ...party(one), ...references(one), remittance: [one.text] }),
  },
  {
    name: 'Rabobank',
    write: (all) =>
      framed(
        { account: `${ownIban} EUR`, eol: '\r\n', open: ':940:\r\n' },
        all.flatMap((one) => [
          line(one, { pad: 12, type: 'N541' }),
          one.iban,
          ...cut(`:86:/EREF/${one.endToEndId}/BENM//NAME/${one.name}/REMI/${one.text}/ISDT/2026-01-01`, 65),
        ]),
      ),
    read: (one) => ({ ...common(one), ...party(one), endToEndId: one.endToEndId, remittance: [one.text] }),
  },
  {
    name: 'ABN AMRO',
    write: (all) =>
      framed(
        { account: ownIban, eol: '\n', open: 'ABNANL2A\n940\nABNANL2A\n' },
        all.flatMap((one) => [
          line(one),
          ...cut(
            `:86:/TRTP/SEPA OVERBOEKING/IBAN/${one.iban}/BIC/ABNANL2A/NAME/${one.name}/REMI/${one.text}/EREF/${one.endToEndId}`,
            65,
          ),
        ]),
      ),
    read: (one) => ({ ...common(one), ...party(one), endToEndId: one.endToEndId, remittance: [one.text] }),
  },
  {
    name: 'KBC',
    write: (all) =>
      framed(
        { account: ownIban, eol: '\r\n' },
        all.flatMap((one) => [line(one), `:86:${one.lines[0]}`, ...one.lines.slice(1)]),
      ),
    read: (one) => ({ ...common(one), remittance: one.lines }),
  },
  {
    name: 'Raiffeisen, a field for each line',
    write: (all) =>
      framed(
        { account: ownIban, eol: '\r\n' },
        all.flatMap((one) => [line(one), ...one.lines.map((text) => `:86:${text}`)]),
      ),
    read: (one) => ({ ...common(one), remittance: one.lines }),
  },
  {
    name: 'Société Générale, words behind field 61 alone',
    write: (all) =>
      framed(
        { account: ownIban, eol: '\n' },
        all.flatMap((one) => [line(one), one.lines[0] ?? '']),
      ),
    read: (one) => ({ ...common(one), remittance: one.lines.slice(0, 1) }),
  },
  {
    name: 'Commerzbank, MT942',
    write: (all) =>
      framed(
        {
          account: '31010833/9001',
          eol: '\r\n',
          head: [':34F:EUR0,', ':13D:2603021200+0100'],
          tail: [':90D:0EUR0,', ':90C:0EUR0,'],
        },
        all.flatMap((one) => [line(one), subfields('?', '166', sepaPieces(one), one)]),
      ),
    read: (one) => ({ ...common(one), ...party(one), ...references(one), status: 'PENDING', remittance: [one.text] }),
  },
]
