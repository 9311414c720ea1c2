import type { BankTransaction } from '@raccord/connector-kit'
import type { TransactionOrigin, TransactionType } from '@raccord/contract'
import { typeOfBankCode } from './bank-code.ts'
import type { CategoryId } from './categories.ts'
import type { Day } from './day.ts'
import { entryDay, foldText } from './identity.ts'
import { categoryOfMerchantCode } from './merchant-code.ts'
import { PhraseTable } from './phrase-table.ts'
import { categoryRules, typeRules } from './rules.ts'

/** What the wire tells of a transaction beyond what the bank said outright. */
export interface Derived {
  readonly type: TransactionType
  readonly origin: TransactionOrigin
  readonly categoryId: CategoryId
  readonly label: string
  readonly date: Day
  readonly remittance: readonly string[]
}

/** Of a text line in ISO 20022 and NextGenPSD2. */
const fullLine = 140
const longestLabel = 300

const types = new PhraseTable(typeRules)
const byWords = new PhraseTable(categoryRules)

/**
 * Deterministic in the entry and the day of import: the bank's codes first, then its words, then a default that claims
 * nothing. Categories are a service to the reader, never a basis for identity.
 */
export function derive(entry: BankTransaction, today: Day): Derived {
  const credit = entry.amount.minor >= 0
  const sign = credit ? 'credit' : 'debit'
  const remittance = remittanceOf(entry)
  const words = foldText(`${entry.counterpartyName ?? entry.ownSideName ?? ''} ${remittance.join(' ')}`).split(' ')
  const type =
    typeOfBankCode(entry.bankTransactionCode, credit) ?? types.find(words, sign) ?? (credit ? 'CREDIT' : 'DEBIT')
  const category = categoryOfMerchantCode(entry.merchantCategoryCode) ?? byWords.find(words, sign)
  const date = entryDay(entry) ?? today
  return {
    type,
    origin: originOf(entry, date, today),
    categoryId: category ?? categoryOfType(type, credit),
    label: labelOf(entry, remittance),
    date,
    remittance,
  }
}

/**
 * `OTHER` is what Berlin Group calls information: standing orders that are yet to be carried out. What is told for information alone,
 * was declined or withdrawn will not come.
 */
function originOf(entry: BankTransaction, date: Day, today: Day): TransactionOrigin {
  if (entry.status === 'REJECTED' || entry.status === 'CANCELLED' || entry.informative) return 'TRANSACTION'
  if (entry.status === 'OTHER') return 'SCHEDULED'
  return date > today ? 'UPCOMING' : 'TRANSACTION'
}

function remittanceOf(entry: BankTransaction): readonly string[] {
  if (entry.remittance.length > 0) return entry.remittance
  return entry.additionalInformation ? [entry.additionalInformation] : []
}

/**
 * One line for a list: the other party, unless the bank's text already names it, and the first remittance line. Where there is neither,
 * whatever else the bank said; `-` only where it said nothing at all.
 */
function labelOf(entry: BankTransaction, remittance: readonly string[]): string {
  // As the bank wrote it, runs of spaces too: clients match on it.
  const line = wholeWords(remittance)
  const name = (entry.counterpartyName ?? entry.ownSideName)?.trim()
  if (!line) return name || anythingSaid(entry) || '-'
  if (!name || line.toUpperCase().includes(name.toUpperCase())) return line
  return clipped(`${name} - ${line}`)
}

/** As long as a list can bear, and never cut inside a word: what is left out stands in the remittance lines. */
function clipped(label: string): string {
  if (label.length <= longestLabel) return label
  const space = label.lastIndexOf(' ', longestLabel)
  return label.slice(0, space > 0 ? space : longestLabel).replace(/[\s-]+$/, '')
}

/**
 * The first line. Banks fill lines to the length that their standard allows and go on in the next one, in the middle of a word: then it
 * ends before that word, which the second line alone would not tell.
 */
function wholeWords([first, second]: readonly string[]): string | undefined {
  const cut = first?.length === fullLine && /[\p{L}\p{N}]$/u.test(first) && /^[\p{L}\p{N}]/u.test(second ?? '')
  const space = cut ? first.lastIndexOf(' ') : -1
  return space > 0 ? first?.slice(0, space).trimEnd() : first
}

function anythingSaid(entry: BankTransaction): string | undefined {
  const { endToEndId } = entry
  return [
    entry.ownSideName,
    entry.checkNumber,
    // What ISO 20022 writes where there is nothing to say.
    endToEndId !== undefined && /^(NOT ?PROVIDED|NONREF)$/i.test(endToEndId) ? undefined : endToEndId,
    entry.mandateId,
    entry.creditorId,
    entry.counterpartyIban,
    entry.proprietaryCode,
    entry.bankTransactionCode,
  ]
    .map((text) => text?.trim())
    .find(Boolean)
}

/** What the kind of movement alone allows to say. */
function categoryOfType(type: TransactionType, credit: boolean): CategoryId {
  switch (type) {
    case 'ATM':
    case 'CASH':
      return 'CASH'
    case 'BANK_FEE':
      return credit ? 'REFUNDS' : 'BANK_FEES'
    case 'INTEREST':
    case 'DIVIDEND':
      return credit ? 'INVESTMENT_INCOME' : 'BANK_FEES'
    case 'CREDIT_CARD_PAYMENT':
      return 'CARD_SETTLEMENT'
    case 'INTERNAL_TRANSFER':
      return 'INTERNAL_TRANSFERS'
    case 'DIRECT_DEPOSIT':
      return credit ? 'SALARY' : 'OTHER_EXPENSES'
    case 'CHECK':
      return credit ? 'OTHER_INCOME' : 'CHECKS'
    case 'DIRECT_DEBIT':
      return credit ? 'REFUNDS' : 'DIRECT_DEBITS'
    case 'POINT_OF_SALE':
      return credit ? 'REFUNDS' : 'CARD_PURCHASES'
    default:
      return 'UNCATEGORIZED'
  }
}
