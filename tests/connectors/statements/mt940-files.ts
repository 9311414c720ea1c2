import type { BankTransaction } from '@raccord/connector-kit'
import fc from 'fast-check'
import { decimal, type FileAccount, type FileEntry } from './made-up-files.ts'

/** What banks differ in when they write MT940 and MT942 (SWIFT Standards MT, category 9; DK's appendix 3 for field 86). */
export interface Mt940Habits {
  readonly lineEnd: '\r\n' | '\n' | '\r'
  readonly account: 'iban' | 'iban and currency' | 'national' | 'national and currency' | 'BIC and iban'
  readonly envelope: boolean
  readonly entryDay: boolean
  readonly funds: boolean
  readonly type: 'NTRF' | 'NMSC' | 'N051' | 'FDDT'
  readonly padded: boolean
  readonly text: 'subfields' | 'subfields with marks' | 'tildes' | 'slashes' | 'lines' | 'fields'
  readonly width: 65 | 120 | 5_000
  /** Announced entries in a message of their own, or by their mark. */
  readonly announced: 'MT942' | 'floor limits' | 'mark E'
  readonly available: boolean
}

export const mt940Habits: fc.Arbitrary<Mt940Habits> = fc.record({
  lineEnd: fc.constantFrom('\r\n', '\n', '\r'),
  account: fc.constantFrom('iban', 'iban and currency', 'national', 'national and currency', 'BIC and iban'),
  envelope: fc.boolean(),
  entryDay: fc.boolean(),
  funds: fc.boolean(),
  type: fc.constantFrom('NTRF', 'NMSC', 'N051', 'FDDT'),
  padded: fc.boolean(),
  text: fc.constantFrom('subfields', 'subfields with marks', 'tildes', 'slashes', 'lines', 'fields'),
  width: fc.constantFrom(65, 120, 5_000),
  announced: fc.constantFrom('MT942', 'floor limits', 'mark E'),
  available: fc.boolean(),
})

const short = (day: string) => day.replaceAll('-', '').slice(2)
const pieces = (text: string, width: number) => text.match(new RegExp(`[^]{1,${width}}`, 'g')) ?? []
const purposes = [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 60, 61, 62, 63]

export function writeMt940(accounts: readonly FileAccount[], habits: Mt940Habits): string {
  return accounts
    .flatMap((account) => [
      statement(account, habits),
      ...(announces(account, habits) ? [report(account, habits)] : []),
    ])
    .join('')
}

function announces({ announced }: FileAccount, habits: Mt940Habits): boolean {
  return habits.announced !== 'mark E' && announced.length > 0
}

function statement(account: FileAccount, habits: Mt940Habits): string {
  const { currency, opening, booked, announced } = account
  const balance = (tag: string, minor: number, day: string) => {
    const amount = decimal(minor, currency, ',')
    return `:${tag}:${minor < 0 ? 'D' : 'C'}${short(day)}${currency}${habits.padded ? amount.padStart(15, '0') : amount}`
  }
  const marked = habits.announced === 'mark E' ? announced : []
  const closing = booked.reduce((sum, { minor }) => sum + minor, opening)
  return message(account, habits, '940', [
    balance('60F', opening, '2026-01-01'),
    ...booked.flatMap((one) => entry(one, account, habits, '')),
    ...marked.flatMap((one) => entry(one, account, habits, 'E')),
    balance('62F', closing, '2026-01-31'),
    ...(habits.available ? [balance('64', closing, '2026-01-31'), balance('65', closing, '2026-02-01')] : []),
  ])
}

/** MT942: what is announced on the day. */
function report(account: FileAccount, habits: Mt940Habits): string {
  const { currency, announced } = account
  const limits = habits.announced === 'MT942' ? [`:34F:${currency}0,`] : [`:34F:${currency}D0,`, `:34F:${currency}C0,`]
  return message(account, habits, '942', [
    ...limits,
    ':13D:2601311200+0100',
    ...announced.flatMap((one) => entry(one, account, habits, '')),
    `:90D:0${currency}0,`,
    `:90C:0${currency}0,`,
  ])
}

function message(account: FileAccount, habits: Mt940Habits, kind: string, body: readonly string[]): string {
  const named = {
    iban: account.iban,
    'iban and currency': `${account.iban}${account.currency}`,
    national: account.national,
    'national and currency': `${account.national}${account.currency}`,
    'BIC and iban': `DEUTDEFFXXX/${account.iban}`,
  }[habits.account]
  const lines = [':20:STARTUMS', `:25:${named}`, ':28C:00001/001', ...body]
  const open = `{1:F01DEUTDEFFAXXX0000000000}{2:O${kind}1200260131DEUTDEFFAXXX00000000002601311200N}{4:`
  const whole = habits.envelope ? [open, ...lines, '-}{5:{CHK:0123456789AB}}'] : [...lines, '-']
  return whole.map((one) => `${one}${habits.lineEnd}`).join('')
}

function entry(one: FileEntry, { currency }: FileAccount, habits: Mt940Habits, expected: 'E' | ''): string[] {
  // A reversal is named after what it takes back: `RC` takes money away.
  const mark = one.reversal && !expected ? (one.minor < 0 ? 'RC' : 'RD') : `${expected}${one.minor < 0 ? 'D' : 'C'}`
  const days = short(one.valueDate) + (habits.entryDay ? short(one.bookingDate).slice(2) : '')
  const amount = decimal(one.minor, currency, ',', habits.padded ? 12 : 0)
  const head = `:61:${days}${mark}${habits.funds ? currency.slice(-1) : ''}${amount}${habits.type}NONREF//${one.bankReference}`
  const dollars =
    one.dollars === undefined || currency === 'USD' ? [] : [`/OCMT/USD${decimal(one.dollars, 'USD', ',')}/`]
  return [head, ...dollars, ...texts(one, habits)]
}

function texts(one: FileEntry, habits: Mt940Habits): string[] {
  const folded = (text: string) => pieces(text, habits.width)
  switch (habits.text) {
    case 'lines':
      return [`:86:${one.lines[0]}`, ...one.lines.slice(1)]
    case 'fields':
      return one.lines.map((text) => `:86:${text}`)
    case 'slashes':
      return folded(
        `:86:/TRTP/SEPA OVERBOEKING/IBAN/${one.iban}/BIC/ABNANL2A/NAME/${one.name}/REMI/${one.lines.join(' ')}/EREF/${one.endToEndId}/MARF/${one.mandateId}`,
      )
    default:
      return folded(`:86:${subfields(one, habits)}`)
  }
}

function subfields(one: FileEntry, { text }: Mt940Habits): string {
  const sign = text === 'tildes' ? '~' : '?'
  const parts = purposeOf(one, text).map((piece, index) => ({ id: purposes[index] ?? 63, piece }))
  const said = (some: typeof parts) => some.map(({ id, piece }) => `${sign}${id}${piece}`).join('')
  const party = `${sign}30GENODEF1XXX${sign}31${one.iban}${pieces(one.name, 27)
    .map((piece, index) => `${sign}${32 + index}${piece}`)
    .join('')}`
  return `166${sign}00UMSATZ${sign}109310${said(parts.filter(({ id }) => id < 30))}${party}${sign}34000${said(parts.filter(({ id }) => id > 59))}`
}

function purposeOf(one: FileEntry, text: Mt940Habits['text']): string[] {
  if (text !== 'subfields with marks') return one.lines.flatMap((line) => pieces(line, 27)).slice(0, 14)
  const marks = [`EREF+${one.endToEndId}`, `MREF+${one.mandateId}`, `SVWZ+${one.lines.join(' ')}`]
  return marks.flatMap((mark) => pieces(mark, 27)).slice(0, 14)
}

/** What a reader must find, as far as the file says it. */
export function expectedOfMt940(account: FileAccount, habits: Mt940Habits): Partial<BankTransaction>[] {
  const of = (one: FileEntry, status: BankTransaction['status']): Partial<BankTransaction> => ({
    status,
    amount: { minor: one.minor, currency: account.currency },
    bookingDate: habits.entryDay ? one.bookingDate : one.valueDate,
    valueDate: one.valueDate,
    bankId: one.bankReference,
    ...said(one, habits.text),
    ...(one.dollars === undefined || account.currency === 'USD'
      ? {}
      : { original: { amount: { minor: one.minor < 0 ? -one.dollars : one.dollars, currency: 'USD' } } }),
  })
  return [...account.booked.map((one) => of(one, 'BOOKED')), ...account.announced.map((one) => of(one, 'PENDING'))]
}

function said(one: FileEntry, text: Mt940Habits['text']): Partial<BankTransaction> {
  const whole = one.lines.join(' ')
  const party = { counterpartyName: one.name, counterpartyIban: one.iban }
  const references = { endToEndId: one.endToEndId, mandateId: one.mandateId }
  switch (text) {
    case 'lines':
    case 'fields':
      return { remittance: one.lines }
    case 'slashes':
      return { ...party, ...references, remittance: [whole] }
    case 'subfields with marks': {
      const kept = purposeOf(one, text).join('')
      return { ...party, ...references, remittance: [kept.slice(kept.indexOf('SVWZ+') + 5).trim()] }
    }
    default:
      return {
        ...party,
        remittance: purposeOf(one, text)
          .map((piece) => piece.trim())
          .filter(Boolean),
      }
  }
}
