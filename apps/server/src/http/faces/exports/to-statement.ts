import { moneyToText } from '@raccord/connector-kit'
import { own, transactionTypes } from '@raccord/contract'
import type { StatementAccount, StatementEntry } from '@raccord/formats'
import type { EntryView } from '../../../store/repositories/entry-query.ts'
import type { AccountView } from '../../../store/repositories/read-model.ts'
import { categories } from '../../../transactions/categories.ts'

const kinds = { CHECKINGS: 'checking', SAVINGS: 'savings', LOAN: 'loan', CREDIT_CARD: 'card' } as const

export function toStatementAccount(
  account: AccountView,
  bank: { readonly id: string; readonly name: string },
): StatementAccount {
  const { balance_minor, balance_at, created_at, currency } = account
  return {
    id: `acc_${account.id}`,
    name: account.name || account.number,
    bank: bank.name,
    bankId: bank.id,
    number: account.number,
    iban: account.iban ?? undefined,
    owner: account.owner_name ?? undefined,
    currency,
    kind: kinds[account.type],
    ...(balance_minor === null
      ? {}
      : { balance: { amount: moneyToText(balance_minor, currency), at: (balance_at ?? created_at).toISOString() } }),
  }
}

export function toStatementEntry(entry: EntryView): StatementEntry {
  const category = own(categories, entry.category_id)
  return {
    id: `tx_${entry.id}`,
    pending: entry.status === 'PENDING',
    amount: moneyToText(entry.amount_minor, entry.currency),
    currency: entry.currency,
    type: transactionTypes.find((type) => type === entry.type) ?? 'OTHER',
    date: entry.date,
    label: entry.label,
    remittance: entry.remittance,
    // One that says nothing is none.
    ...(category && category.type !== 'OTHER'
      ? { category: { id: entry.category_id, label: category.label.en, kind: category.type } }
      : {}),
    ...present({
      exact: entry.exact,
      bookingDate: entry.booking_date,
      valueDate: entry.value_date,
      transactionDate: entry.transaction_date,
      payee: entry.counterparty_name,
      payeeIban: entry.counterparty_iban,
      endToEndId: entry.end_to_end_id,
      mandateId: entry.mandate_id,
      creditorId: entry.creditor_id,
      checkNumber: entry.check_number,
      bankCode: entry.bank_code,
    }),
  }
}

/** Without what is not known. */
function present<T extends Readonly<Record<string, string | null>>>(values: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as { [K in keyof T]?: string }
}
