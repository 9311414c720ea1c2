import type { StatementAccount, StatementEntry } from './statement.ts'

/** Words as a part of an account's name: letters, digits and hyphens of ASCII, which both programs take anywhere. */
function part(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '')
  const words =
    plain
      .match(/[A-Za-z0-9]+/g)
      ?.join('-')
      .slice(0, 60) ?? ''
  return words === '' ? '' : `${words[0]?.toUpperCase()}${words.slice(1)}`
}

/** `Assets:Banque-du-Port:Current-account-1042`: with our number, since two accounts may have one name. */
export function ownAccount({ id, name, bank, kind }: StatementAccount): string {
  const root = kind === 'card' || kind === 'loan' ? 'Liabilities' : 'Assets'
  const number = id.replace(/\D/g, '')
  return [root, part(bank) || 'Bank', [part(name) || 'Account', number].join('-')].join(':')
}

const roots = { INCOME: 'Income', EXPENSE: 'Expenses', TRANSFER: 'Equity:Transfers' } as const

/** The other side of an entry, by its category. */
export function otherAccount({ category, amount }: StatementEntry): string {
  if (category === undefined) return amount.startsWith('-') ? 'Expenses:Unknown' : 'Income:Unknown'
  const name = category.id.split('_').map((word) => part(word.toLowerCase()))
  return `${roots[category.kind]}:${name.join('-')}`
}
