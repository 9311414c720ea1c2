import { type BankTransaction, parseMoney } from '@raccord/connector-kit'
import type { AccountType } from '@raccord/contract'
import { readDay } from '../day-order.ts'
import type { FileAccount, FilePart } from '../file-part.ts'
import { ofxTags } from './ofx-tags.ts'

const accountTypes: Readonly<Record<string, AccountType>> = {
  CHECKING: 'CHECKINGS',
  SAVINGS: 'SAVINGS',
  MONEYMRKT: 'SAVINGS',
  CD: 'SAVINGS',
  CREDITLINE: 'LOAN',
}

/** Of what kind an entry is, in the words of ISO 20022 where they mean the same. */
const kinds: Readonly<Record<string, string>> = {
  INT: 'PMNT-MCOP-INTR',
  DIV: 'PMNT-MCOP-DVCA',
  FEE: 'PMNT-MCOP-CHRG',
  SRVCHG: 'PMNT-MCOP-CHRG',
  DEP: 'PMNT-CNTR-CDPT',
  ATM: 'PMNT-CNTR-CWDL',
  POS: 'PMNT-CCRD-POSD',
  XFER: 'PMNT-ICDT-BOOK',
  CHECK: 'PMNT-ICHQ-CCHQ',
  PAYMENT: 'PMNT-DRFT-OTHR',
  CASH: 'PMNT-CNTR-OTHR',
  DIRECTDEP: 'PMNT-RCDT-SALA',
  DIRECTDEBIT: 'PMNT-RDDT-OTHR',
  REPEATPMT: 'PMNT-ICDT-STDO',
}

/** Aggregates that hold values of their own, of which nothing belongs to what surrounds them. */
const holders = new Set([
  ...['BANKACCTFROM', 'CCACCTFROM', 'BANKACCTTO', 'CCACCTTO', 'LEDGERBAL', 'AVAILBAL', 'STMTTRN', 'PAYEE'],
  ...['CURRENCY', 'ORIGCURRENCY', 'STATUS', 'SONRS', 'BAL', 'STMTTRNP', 'INVTRAN'],
  ...['INVACCTFROM', 'LOANACCTFROM', 'INVACCTTO', 'LOANACCTTO', 'INVBAL', 'INVPOS', 'SECID'],
])
/** `STMTRS`, `CCSTMTRS`, `INVSTMTRS`, `LOANSTMTRS`: what is within is of its account, and of no other. */
const statement = /^[A-Z]{0,6}STMTRS$/
const accounts: Readonly<Record<string, AccountType | undefined>> = {
  BANKACCTFROM: undefined,
  CCACCTFROM: 'CREDIT_CARD',
  INVACCTFROM: 'SAVINGS',
  LOANACCTFROM: 'LOAN',
}

type Values = Map<string, string>

/**
 * OFX 1 (SGML, in which what holds text has no end) and 2 (XML), in one pass over the tags: what a file nests otherwise than the
 * standard says is still read. Entities are letters only; none is ever declared.
 */
export function* readOfx(text: string): Generator<FilePart> {
  let currency = 'XXX'
  let statements = 0
  let named = false
  let open: { readonly name: string; readonly values: Values }[] = []
  const end = function* (name: string): Generator<FilePart> {
    const at = open.findLastIndex((one) => one.name === name)
    const [held] = at === -1 ? [] : open.splice(at)
    if (!held) return
    const { values } = held
    if (Object.hasOwn(accounts, name)) {
      const account = accountOf(values, currency, accounts[name])
      named = account.iban !== undefined || account.number !== undefined
      yield { kind: 'account', account }
    } else if (isEntry(name)) {
      // Whose it is nobody says; it is not that of the statement before.
      if (!named && statements > 1) yield { kind: 'skipped', rule: 'account_missing' }
      else if (name === 'STMTTRN') yield entryOf(values, currency)
      else if (name === 'STMTTRNP') yield announcedOf(values, currency)
      // What was bought and sold: its sums are no entries of a bank.
      else yield { kind: 'skipped', rule: 'investment_not_read' }
    } else if (!named && statements > 1) return
    else if (name === 'LEDGERBAL' || name === 'AVAILBAL') {
      const amount = parseMoney(values.get('BALAMT') ?? '', currency)
      const day = readDay(dayText(values.get('DTASOF')), 'ymd')
      const type = name === 'LEDGERBAL' ? 'closingBooked' : 'interimAvailable'
      if (amount) yield { kind: 'balance', balance: { type, amount, day } }
    } else if (name === 'PAYEE') fill(open, 'NAME', values.get('NAME'))
    else if (name === 'CURRENCY' || name === 'ORIGCURRENCY') fill(open, name, values.get('CURSYM'))
    else if (name === 'BANKACCTTO' || name === 'CCACCTTO') fill(open, 'TOACCTID', values.get('ACCTID'))
  }
  const endEntries = function* (): Generator<FilePart> {
    for (const name of entries) yield* end(name)
  }
  for (const { name, closes, value } of ofxTags(text)) {
    if (closes) yield* end(name)
    else if (holders.has(name)) {
      // One that its sender forgot to close.
      if (isEntry(name)) yield* endEntries()
      if (open.length < 20) open.push({ name, values: new Map() })
    } else if (statement.test(name)) {
      yield* endEntries()
      open = []
      currency = 'XXX'
      named = false
      statements += 1
    } else if (value !== '') {
      if (name === 'CURDEF' && /^[A-Za-z]{3}$/.test(value)) currency = value.toUpperCase()
      fill(open, name, value)
    }
  }
  yield* endEntries()
}

/** Of a booking, of one that is announced, of one of an investment account. */
const entries = ['STMTTRN', 'STMTTRNP', 'INVTRAN'] as const
const isEntry = (name: string): boolean => (entries as readonly string[]).includes(name)

function fill(open: readonly { readonly values: Values }[], name: string, value: string | undefined): void {
  const values = open.at(-1)?.values
  if (values && value !== undefined && values.size < 60 && !values.has(name)) values.set(name, value)
}

/** Bank, branch, account: in this order an IBAN of the same account holds them. */
function accountOf(values: Values, currency: string, kind: AccountType | undefined): FileAccount {
  const id = values.get('ACCTID') ?? ''
  const number = ['BANKID', 'BROKERID', 'BRANCHID', 'ACCTID', 'LOANACCTID']
    .flatMap((name) => values.get(name) ?? [])
    .join(' ')
  const iban = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(id) ? id : undefined
  const type = kind ?? accountTypes[values.get('ACCTTYPE')?.toUpperCase() ?? '']
  return {
    iban,
    number: iban === undefined && number !== '' ? number : undefined,
    currency: currency === 'XXX' ? undefined : currency,
    type,
  }
}

function entryOf(values: Values, accountCurrency: string): FilePart {
  const written = values.get('TRNAMT')
  if (written === undefined) return { kind: 'skipped', rule: 'amount_missing' }
  const inOther = values.get('CURRENCY')
  const currency = inOther !== undefined && /^[A-Z]{3}$/.test(inOther) ? inOther : accountCurrency
  const amount = parseMoney(written, currency)
  if (!amount) return { kind: 'skipped', rule: 'amount_unreadable' }
  const bookingDate = readDay(dayText(values.get('DTPOSTED')), 'ymd')
  if (bookingDate === undefined) return { kind: 'skipped', rule: 'date_unreadable' }
  const kind = values.get('TRNTYPE')?.toUpperCase()
  const memo = values.get('MEMO')
  const name = values.get('NAME') ?? values.get('EXTDNAME')
  const entry: BankTransaction = {
    status: 'BOOKED',
    bankId: values.get('FITID')?.slice(0, 255),
    amount,
    bookingDate,
    valueDate: readDay(dayText(values.get('DTAVAIL')), 'ymd', '30 days'),
    transactionDate: readDay(dayText(values.get('DTUSER')), 'ymd'),
    counterpartyName: name,
    remittance: memo === undefined ? [] : [memo],
    checkNumber: values.get('CHECKNUM'),
    bankTransactionCode: kinds[kind ?? ''],
    proprietaryCode: kind,
    raw: JSON.stringify(Object.fromEntries(values)),
  }
  return { kind: 'entry', entry }
}

/** Not booked yet: it has the day on which it was made. */
function announcedOf(values: Values, currency: string): FilePart {
  const part = entryOf(new Map([...values, ['DTPOSTED', values.get('DTTRAN') ?? '']]), currency)
  if (part.kind !== 'entry') return part
  const { bookingDate, ...entry } = part.entry
  return { kind: 'entry', entry: { ...entry, status: 'PENDING', transactionDate: bookingDate } }
}

/** `20261125120000.000[-5:EST]`: the day as it is written. */
function dayText(text: string | undefined): string {
  return text?.trim().slice(0, 8) ?? ''
}
