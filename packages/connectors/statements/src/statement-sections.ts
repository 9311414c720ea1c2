import {
  type BankBalance,
  type BankTransaction,
  balancesInCurrencyOf,
  belongingOf,
  type NamedAccount,
  type OwnAccount,
} from '@raccord/connector-kit'
import type { EntryRule, StatementPart } from './statement-part.ts'

export type Statement =
  | {
      readonly kind: 'statement'
      readonly transactions: readonly BankTransaction[]
      readonly balances: readonly BankBalance[]
      /** One for each entry that was not read. */
      readonly skipped: readonly EntryRule[]
    }
  /** `why` is our words, never the bank's. */
  | { readonly kind: 'unreadable'; readonly why: string }

interface Section {
  readonly account: NamedAccount
  readonly transactions: BankTransaction[]
  readonly balances: BankBalance[]
  readonly skipped: EntryRule[]
}

/**
 * Parts of one or several files, by the account they are of; a file may hold those of the whole customer. Only what is of
 * the account asked for is given.
 */
export class StatementSections {
  readonly #own: OwnAccount
  readonly #sections: Section[] = []
  readonly #skipped: EntryRule[] = []

  constructor(own: OwnAccount) {
    this.#own = own
  }

  add(part: StatementPart): void {
    if (part.kind === 'account') {
      const { kind: _, ...account } = part
      this.#sections.push({ account, transactions: [], balances: [], skipped: [] })
      return
    }
    if (this.#sections.length === 0) this.startFile()
    const here = this.#sections.at(-1)
    if (part.kind === 'entry') here?.transactions.push(part.entry)
    else if (part.kind === 'balance') here?.balances.push(part.balance)
    else here?.skipped.push(part.rule)
  }

  /** What comes next is not of the account that the file before ended with. */
  startFile(): void {
    this.#sections.push({ account: {}, transactions: [], balances: [], skipped: [] })
  }

  /** Something whole that could not be read. */
  skip(rule: EntryRule): void {
    this.#skipped.push(rule)
  }

  result(): Statement {
    const judged = this.#sections.map((section) => ({ section, is: belongingOf(named(section), this.#own) }))
    const sure = judged.some(({ section, is }) => is === 'own' && isNamed(section))
    const kept = judged.filter(({ is }) => is === 'own' || (is === 'unknown' && !sure)).map(({ section }) => section)
    const ours = new Set(kept)
    const left = judged.filter(({ section }) => !ours.has(section) && count(section) > 0)
    const skipped = [...kept.flatMap((one) => one.skipped), ...this.#skipped]
    if (!sure && this.#isGuess(kept))
      return { kind: 'unreadable', why: 'statements of several accounts, none named as ours' }
    if (!kept.some((section) => isNamed(section) || count(section) > 0) && left.length > 0) {
      const currencies = left.filter(({ is }) => is === 'other_currency')
      if (currencies.length === 0) return { kind: 'unreadable', why: 'statements of other accounts only' }
      // Told: nobody knows whether it is this account's after all.
      for (const { section } of currencies) {
        for (let entries = count(section); entries > 0; entries--) skipped.push('other_currency')
      }
    }
    return {
      kind: 'statement',
      transactions: kept.flatMap((one) => inOwnCurrency(one.transactions, this.#currencyOf(one))),
      balances: kept.flatMap((one) => inOwnCurrency(one.balances, this.#currencyOf(one))),
      skipped,
    }
  }

  /** What amounts without a currency are in. */
  #currencyOf(section: Section): string | undefined {
    return named(section).currency ?? this.#own.currency
  }

  /** Several accounts whose numbers say nothing: ours is one of them at most. */
  #isGuess(kept: readonly Section[]): boolean {
    const { iban, number } = this.#own
    const accounts = new Set(kept.filter(isNamed).map(({ account }) => account.iban ?? account.number))
    return (iban ?? number) !== undefined && accounts.size > 1
  }
}

function isNamed({ account }: Section): boolean {
  return (account.iban ?? account.number) !== undefined
}

function count({ transactions, skipped }: Section): number {
  return transactions.length + skipped.length
}

/** A statement that does not name its currency shows it in what it holds. */
function named({ account, transactions, balances }: Section): NamedAccount {
  const { currency: written, ...bare } = account
  const shown = [...balances, ...transactions].find(({ amount: { currency } }) => currency !== 'XXX')
  const currency = written === undefined || written === 'XXX' ? shown?.amount.currency : written
  return currency === undefined ? bare : { ...bare, currency }
}

function inOwnCurrency<T extends BankBalance | BankTransaction>(all: readonly T[], currency = 'XXX'): readonly T[] {
  if (all.every(({ amount }) => amount.currency !== 'XXX')) return all
  return balancesInCurrencyOf(all, currency)
}
