import type { BankTransaction } from '@raccord/connector-kit'
import type { StatementPart } from '../statement-part.ts'
import { readAllDetails } from './mt940-details.ts'
import { readStatementLine } from './mt940-line.ts'
import { readSupplement } from './mt940-supplement.ts'

/** Field 61 with the fields 86 that are about it. */
export interface WaitingEntry {
  readonly text: string
  readonly details: string[]
}

/** What the message around says. */
export interface EntrySurroundings {
  readonly currency: string
  /** MT942: announced, whatever its mark. */
  readonly interim: boolean
  /** Of its opening balance. */
  readonly day: string | undefined
}

export function readMt940Entry({ text, details }: WaitingEntry, around: EntrySurroundings): StatementPart {
  const line = readStatementLine(text, around.currency, around.day)
  if (typeof line === 'string') return { kind: 'skipped', rule: line }
  const status = line.expected || around.interim ? 'PENDING' : 'BOOKED'
  if (status === 'BOOKED' && line.bookingDate === undefined) return { kind: 'skipped', rule: 'date_unreadable' }
  const { code, remittance, counterpartyIban, ...more } = readAllDetails(details)
  const supplement = readSupplement(line.supplement, line.amount.minor < 0)
  const proprietary = [line.type, code ?? supplement.code].filter(Boolean).join('+')
  const iban = counterpartyIban ?? supplement.iban
  const unused = supplement.iban !== undefined && supplement.iban !== iban ? supplement.iban : undefined
  const said = withLines(remittance, supplement.text ?? unused)
  const checkNumber = line.type === 'NCHK' ? line.reference : undefined
  // Better the customer's reference than no word at all.
  const silent = said.length === 0 && more.additionalInformation === undefined && more.counterpartyName === undefined
  const entry: BankTransaction = {
    status,
    bankId: line.bankReference,
    amount: line.amount,
    bookingDate: line.bookingDate,
    valueDate: line.valueDate,
    remittance: silent && line.reference !== undefined && checkNumber === undefined ? [line.reference] : said,
    ...more,
    counterpartyIban: iban,
    checkNumber,
    proprietaryCode: proprietary || undefined,
    original: supplement.original,
    raw: [`:61:${text}`, ...details.map((one) => `:86:${one}`)].join('\n'),
  }
  return { kind: 'entry', entry }
}

/** The second line of field 61 often begins what field 86 tells in full. */
function withLines(remittance: readonly string[], text: string | undefined): readonly string[] {
  if (text === undefined) return remittance
  const flat = (one: string) => one.replace(/\s+/g, '').toUpperCase()
  const fresh = text.split('\n').map((line) => line.trim())
  // A field 61 has one line more; what has many is kept as it is.
  const all = fresh.length > 20 ? '' : flat(remittance.join(''))
  return [...remittance, ...fresh.filter((line) => line !== '' && !all.includes(flat(line)))]
}
