import { type BankTransaction, parseMoney } from '@raccord/connector-kit'
import { pick } from '../pick.ts'
import { maxEntryLength, StatementError, type StatementPart, type StatementReader } from '../statement-part.ts'
import { type EntryDetails, readDetails } from './mt940-details.ts'
import { readStatementLine } from './mt940-line.ts'
import { shortDay } from './short-day.ts'

const balanceOf: { readonly [tag: string]: string } = {
  '60F': 'openingBooked',
  '62F': 'closingBooked',
  '64': 'interimAvailable',
  '65': 'forwardAvailable',
}

/**
 * SWIFT MT940 and MT942 as banks send them, with or without the envelope of blocks. `currency` is that of the account, for
 * files that name none. Fields that are not known are passed over; an entry that cannot be read costs itself.
 */
export function createMt940Reader(currency = 'EUR'): StatementReader {
  let rest = ''
  let field: { readonly tag: string; text: string } | undefined
  /** Field 61 that waits for its 86. */
  let entry: { readonly text: string; details: string } | undefined
  let own = currency
  let recognised = false

  function flushEntry(): StatementPart[] {
    const waiting = entry
    entry = undefined
    return waiting ? [entryOf(waiting.text, waiting.details, own)] : []
  }

  function close(): StatementPart[] {
    const done = field
    field = undefined
    if (!done) return []
    const { tag, text } = done
    if (/^(20|25|28C?|61|86|6\d[FM]?|34F|13D|90[CD])$/.test(tag)) recognised = true
    if (tag === '61') {
      const before = flushEntry()
      entry = { text, details: '' }
      return before
    }
    if (tag === '86') {
      // Without an entry it is about the whole statement.
      if (entry) entry.details = text
      return []
    }
    const before = flushEntry()
    if (tag === '25') return [...before, accountOf(text)]
    if (/^(6[0-5][FM]?)$/.test(tag)) {
      const balance = balanceField(tag, text)
      if (!balance) return before
      own = balance.currency
      return balance.part ? [...before, balance.part] : before
    }
    if (tag === '34F' && /^[A-Z]{3}/.test(text)) own = text.slice(0, 3)
    return before
  }

  function line(text: string): StatementPart[] {
    const start = /^(?:\{\d:[^\n]*?\{?4:)?\s?:(\d{2}[A-Z]?|NS):(.*)$/.exec(text)
    if (start) {
      const before = close()
      field = { tag: start[1] ?? '', text: start[2] ?? '' }
      return before
    }
    // A hyphen alone, or with the brace of its block, ends a message.
    if (/^-\}?/.test(text) && text.length <= 2) return [...close(), ...flushEntry()]
    if (field) {
      field.text += `\n${text}`
      if (field.text.length > maxEntryLength) throw new StatementError('a field without end')
    }
    return []
  }

  return {
    push(text) {
      rest += text
      const found: StatementPart[] = []
      let from = 0
      for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n', from)) {
        for (const part of line(rest.slice(from, end).replace(/\r$/, ''))) found.push(part)
        from = end + 1
      }
      rest = rest.slice(from)
      if (rest.length > maxEntryLength) throw new StatementError('a line without end')
      return found
    },
    end() {
      const parts = rest === '' ? [] : line(rest.replace(/\r$/, ''))
      rest = ''
      const last = [...parts, ...close(), ...flushEntry()]
      if (!recognised) throw new StatementError('text that is not an MT940 statement')
      return last
    },
  }
}

function entryOf(text: string, details: string, currency: string): StatementPart {
  const line = readStatementLine(text, currency)
  if (!line) return { kind: 'skipped', rule: 'entry_unreadable' }
  const said: EntryDetails = readDetails(details)
  const { code, remittance, endToEndId, ...more } = said
  const proprietary = [line.type, code].filter(Boolean).join('+')
  const supplement = line.supplement === undefined ? [] : [line.supplement]
  const entry: BankTransaction = {
    status: line.expected ? 'PENDING' : 'BOOKED',
    ...pick('bankId', line.bankReference),
    amount: line.amount,
    ...pick('bookingDate', line.bookingDate),
    ...pick('valueDate', line.valueDate),
    remittance: remittance.length > 0 ? remittance : supplement,
    ...more,
    ...pick('endToEndId', endToEndId),
    ...pick('checkNumber', line.type === 'NCHK' ? line.reference : undefined),
    ...pick('proprietaryCode', proprietary || undefined),
    raw: `:61:${text}${details === '' ? '' : `\n:86:${details}`}`,
  }
  return { kind: 'entry', entry }
}

/** `IBAN`, `BLZ/account`, `BIC/IBAN`, with or without the currency behind. */
function accountOf(text: string): StatementPart {
  const clean = text.trim()
  const currency = /\s?([A-Z]{3})$/.exec(clean)?.[1]
  const bare = (currency === undefined ? clean : clean.slice(0, -3)).trim()
  const iban = /(?:^|\/)([A-Z]{2}\d{2}[A-Z0-9]{11,30})$/.exec(bare.replace(/\s+/g, ''))?.[1]
  return {
    kind: 'account',
    ...pick('iban', iban),
    ...pick('number', iban === undefined ? bare || undefined : undefined),
    ...pick('currency', currency),
  }
}

/** `C250301EUR1234,56`. */
function balanceField(tag: string, text: string): { currency: string; part?: StatementPart } | undefined {
  const match = /^([CD])(\d{6})([A-Z]{3})([\d.,]+)/.exec(text)
  if (!match) return undefined
  const [, mark, day, currency = '', digits = ''] = match
  const money = parseMoney(digits, currency, ',')
  const type = balanceOf[tag]
  // `M` balances are those between the pages of one statement.
  if (!money || type === undefined) return { currency }
  const amount = mark === 'D' && money.minor !== 0 ? { ...money, minor: -money.minor } : money
  return { currency, part: { kind: 'balance', balance: { type, amount, ...pick('day', shortDay(day)) } } }
}
