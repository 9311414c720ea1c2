import { type BankAccount, lenient, maskPan } from '@raccord/connector-kit'
import { z } from 'zod'
import { meaningOfAccountStatus, typeOfAccount } from './wire-words.ts'

const { list, ownCurrency, text } = lenient

const number = z.object({ SchemeName: text, Identification: text, Name: text, SecondaryIdentification: text })
const servicer = z.object({ SchemeName: text, Identification: text }).optional().catch(undefined)

const account = z.object({
  AccountId: text,
  Status: text,
  Currency: ownCurrency,
  // 3.1 and 4.0 have other names for the same two.
  AccountType: text,
  AccountCategory: text,
  AccountSubType: text,
  AccountTypeCode: text,
  Description: text,
  Nickname: text,
  Account: list.transform((all) => all.flatMap((one) => number.safeParse(one).data ?? [])),
  Servicer: servicer,
})

/** `currencyOpen`: the bank names none, that of its balance is the account's. */
export type ReadAccount = BankAccount & { readonly currencyOpen: boolean }

/** `OBAccount6` (3.1) or its form of 4.0. `undefined`: nothing to ask for it by. */
export function readAccount(value: unknown): ReadAccount | undefined {
  const read = account.safeParse(value).data
  if (read?.AccountId === undefined) return undefined
  const under = (scheme: string) =>
    read.Account.find((one) => one.SchemeName?.replace(/^UK\.OBIE\./i, '').toUpperCase() === scheme)
  const iban = under('IBAN')?.Identification?.replace(/\s+/g, '').toUpperCase()
  // With the permission ReadPAN a bank sends the whole number, which is nobody's business here.
  const whole = under('PAN')?.Identification
  const pan = whole === undefined ? undefined : maskPan(whole)
  const cardName = read.Account[0]?.SchemeName?.replace(/^.*\./, '') ?? ''
  const known =
    under('SORTCODEACCOUNTNUMBER')?.Identification ?? iban ?? pan ?? numberOf(read.Account[0]?.Identification, cardName)
  const owner = read.Account.find((one) => one.Name !== undefined)?.Name
  const name = read.Nickname ?? read.Description
  const category = (read.AccountCategory ?? read.AccountType)?.toLowerCase()
  const status = meaningOfAccountStatus(read.Status)
  return {
    currencyOpen: read.Currency === undefined,
    bankId: read.AccountId,
    resource: 'account',
    type: typeOfAccount(read.AccountTypeCode ?? read.AccountSubType),
    name,
    number: known,
    iban,
    maskedPan: pan,
    ...(/BICFI/i.test(read.Servicer?.SchemeName ?? '') && read.Servicer?.Identification !== undefined
      ? { bic: read.Servicer.Identification }
      : {}),
    currency: read.Currency ?? 'GBP',
    // "The name or names of the account owners" (OBCashAccount5).
    ownerName: owner,
    ...(category === 'business' || category === 'personal'
      ? { usage: category === 'business' ? 'PROFESSIONAL' : 'PERSONAL' }
      : {}),
    status,
    balances: [],
    raw: JSON.stringify(value),
  }
}

/** Under a scheme of the bank's own; cards have whole numbers under many a name. */
function numberOf(written: string | undefined, scheme: string): string | undefined {
  return written !== undefined && /PAN|CARD/i.test(scheme) ? maskPan(written) : written
}
