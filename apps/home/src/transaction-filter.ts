import type { TransactionOut } from '@raccord/contract/wire'
import { dayOf, isDay } from './messages/format.ts'

/** What the form above the entries narrows by; text as it was typed, for the form to show again. */
export interface TransactionFilter {
  readonly q: string
  readonly account: string
  readonly from: string
  readonly until: string
  readonly least: string
  readonly most: string
  readonly category: string
}

export const filterNames = ['q', 'account', 'from', 'until', 'least', 'most', 'category'] as const

/** What can't be read counts as not given. */
export function readFilter(given: Readonly<Record<string, string>>): TransactionFilter {
  const text = (name: string): string => (given[name] ?? '').trim().slice(0, 200)
  const day = (name: string): string => (isDay(text(name)) ? text(name) : '')
  const amount = (name: string): string => (readAmount(text(name)) === undefined ? '' : text(name))
  return {
    q: text('q'),
    account: text('account'),
    from: day('from'),
    until: day('until'),
    least: amount('least'),
    most: amount('most'),
    category: text('category'),
  }
}

/** `1 234,50` and `1,234.50` alike: the last of dot and comma is the decimal one, if it has at most two digits behind it. */
export function readAmount(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f'’]/g, '').replace(/^\u2212/, '-')
  if (!/^-?[\d.,]{1,20}$/.test(plain)) return undefined
  const decimal = /^(.*)[.,](\d{1,2})$/.exec(plain)
  const [whole, part] = decimal ? [decimal[1] ?? '', decimal[2] ?? ''] : [plain, '0']
  const value = Number(`${whole.replace(/[.,]/g, '')}.${part}`)
  return Number.isFinite(value) ? value : undefined
}

/** Letters without accents and case, so that "societe" finds "Société". */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Entries that fit; of an amount its size counts, whichever way it went. */
export function filtered(entries: readonly TransactionOut[], filter: TransactionFilter): TransactionOut[] {
  const words = folded(filter.q).split(/\s+/).filter(Boolean)
  const least = readAmount(filter.least)
  const most = readAmount(filter.most)
  return entries.filter((entry) => {
    if (filter.account !== '' && entry.account_id !== filter.account) return false
    if (filter.category !== '' && entry.category_id !== filter.category) return false
    const day = dayOf(entry.date)
    if ((filter.from !== '' && day < filter.from) || (filter.until !== '' && day > filter.until)) return false
    const size = Math.abs(entry.amount)
    if ((least !== undefined && size < Math.abs(least)) || (most !== undefined && size > Math.abs(most))) return false
    if (words.length === 0) return true
    const text = folded(
      [entry.label, entry.source?.label, entry.notes, ...entry.remittance_information, entry.check_number].join(' '),
    )
    return words.every((word) => text.includes(word))
  })
}
