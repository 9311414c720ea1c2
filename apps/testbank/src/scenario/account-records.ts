import { currencyExponent } from './currencies.ts'
import { readFileDay } from './day.ts'
import { MAX_ACCOUNTS, MAX_ENTRIES, MAX_TEXT, type RecordReader } from './draft.ts'
import { readAmount } from './money.ts'
import type { AccountKind } from './scenario.ts'

const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/

export const readCredentials: RecordReader = ([login = '', password = '', ...rest], draft) => {
  if (rest.length > 0) return 'field_count'
  if (draft.credentials) return 'credentials_twice'
  if (login === '' || password === '' || login.length > 100 || password.length > 100) return 'credentials_empty'
  draft.credentials = { login, password }
  return undefined
}

export const readCredentialsOwner: RecordReader = (fields, draft) => {
  const [owner] = fields
  if (owner === undefined || fields.length !== 1) return 'field_count'
  if (draft.owner !== undefined) return 'credentials_twice'
  if (owner.length > MAX_TEXT) return 'text_length'
  draft.owner = owner
  return undefined
}

export const readAccount: RecordReader = (fields, draft) => {
  if (fields.length !== 13) return 'field_count'
  const [uid = '', number = '', date = '', balance = '', typeName = '', pattern = '', matching = '', owner = ''] =
    fields
  const [name = '', source = '', destination = '', rawIban = '', currency = ''] = fields.slice(8)
  if (draft.accounts.length >= MAX_ACCOUNTS) return 'too_many'
  if (uid === '' || uid.length > 100 || draft.accounts.some((other) => other.uid === uid)) return 'account_uid'
  if (fields.some((field) => field.length > MAX_TEXT)) return 'text_length'
  const balanceDay = readFileDay(date)
  if (!balanceDay) return 'date'
  const exponent = currencyExponent(currency)
  if (exponent === undefined) return 'currency'
  const balanceMinor = readAmount(balance, exponent)
  if (balanceMinor === undefined) return 'amount'
  if (!/^(true|false|)$/i.test(matching)) return 'boolean'
  const iban = rawIban.replaceAll(' ', '').toUpperCase()
  if (iban !== '' && !IBAN.test(iban)) return 'iban'
  draft.accounts.push({
    uid,
    number,
    balanceDay,
    balanceMinor,
    kind: kindOf(typeName),
    typeName,
    owner,
    name,
    iban,
    currency,
    exponent,
    acceptableUidPattern: pattern,
    matchExisting: matching.toLowerCase() === 'true',
    paymentSource: source,
    paymentDestination: destination,
    entries: [],
    pending: [],
    facts: {},
  })
  return undefined
}

export const readTransaction: RecordReader = (fields, draft) => {
  const [amount = '', date = '', label = ''] = fields
  if (fields.length !== 3) return 'field_count'
  const account = draft.accounts.at(-1)
  if (!account) return 'account_first'
  const minor = readAmount(amount, account.exponent)
  if (minor === undefined) return 'amount'
  const day = readFileDay(date)
  if (!day) return 'date'
  if (label.length > MAX_TEXT) return 'text_length'
  if (draft.entryCount >= MAX_ENTRIES) return 'too_many'
  draft.entryCount += 1
  draft.repeatable = true
  account.entries.push({ minor, day, label, copies: 1, perDay: 1 })
  draft.detailed = account.entries
  return undefined
}

export const readPending: RecordReader = (fields, draft) => {
  const [amount = '', date = '', label = ''] = fields
  if (fields.length !== 3) return 'field_count'
  const account = draft.accounts.at(-1)
  if (!account) return 'account_first'
  const minor = readAmount(amount, account.exponent)
  if (minor === undefined) return 'amount'
  const day = date === '' ? undefined : readFileDay(date)
  if (date !== '' && !day) return 'date'
  if (label.length > MAX_TEXT) return 'text_length'
  if (account.pending.length >= 1000) return 'too_many'
  account.pending.push({ minor, day, label })
  draft.detailed = account.pending
  return undefined
}

/** `FACT|name|value`: of the account above; a number where it is written as one. */
export const readFact: RecordReader = (fields, draft) => {
  const [name = '', value = ''] = fields
  if (fields.length !== 2) return 'field_count'
  const account = draft.accounts.at(-1)
  if (!account) return 'account_first'
  if (!/^[a-z][a-z_]{0,39}$/.test(name) || value === '' || Object.keys(account.facts).length >= 20) return 'fact'
  if (value.length > 100) return 'text_length'
  account.facts[name] = /^-?\d{1,12}(\.\d{1,6})?$/.test(value) ? Number(value) : value
  return undefined
}

/** `DETAIL|other side|check number|line|…`: of the TRANSACTION or PENDING right above it. */
export const readDetail: RecordReader = (fields, draft) => {
  const [party = '', checkNumber = '', ...lines] = fields
  if (fields.length < 2 || fields.length > 12) return 'field_count'
  const list = draft.detailed
  const entry = list?.at(-1)
  if (!list || !entry) return 'detail_first'
  if (fields.some((field) => field.length > 140)) return 'text_length'
  const notes = lines.filter((line) => line !== '')
  list[list.length - 1] = {
    ...entry,
    details: {
      ...(party === '' ? {} : { party }),
      ...(checkNumber === '' ? {} : { checkNumber }),
      ...(notes.length === 0 ? {} : { notes }),
    },
  }
  return undefined
}

function kindOf(typeName: string): AccountKind {
  switch (typeName) {
    case 'Checkings':
    case 'Savings':
    case 'Loans':
    case 'CreditCard':
      return typeName
    default:
      return 'unsupported'
  }
}
