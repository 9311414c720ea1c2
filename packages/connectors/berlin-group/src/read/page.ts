import { type AccountHandle, type BankTransaction, type EntryRule, lenient } from '@raccord/connector-kit'
import { z } from 'zod'
import { readLinks } from '../call/links.ts'
import type { WireNames } from '../wire-names.ts'
import { readCardEntry } from './card-entry.ts'
import { type EntrySetting, readEntry } from './entry.ts'

const { flag, presentList } = lenient

const report = z.object({ booked: presentList, pending: presentList, information: presentList })

export interface Page {
  readonly transactions: readonly BankTransaction[]
  readonly skipped: readonly string[]
  /** Of the next page, as sent. */
  readonly next: string | undefined
  /** Of the whole report as a file, as sent: what a bank does with long ones. */
  readonly download?: string | undefined
}

const statusOf = { booked: 'BOOKED', pending: 'PENDING', information: 'OTHER' } as const

/** One answer of a transactions call. Each entry is read alone: a broken one costs itself, not the page. */
export function readPage(
  value: unknown,
  resource: AccountHandle['resource'],
  inverted: boolean,
  links: WireNames['links'],
  setting: EntrySetting = { zone: 'UTC' },
  absentIsEmpty = false,
): Page | undefined {
  const body = z.record(z.string(), z.unknown()).safeParse(value).data
  if (!body) return undefined
  const whole = body[resource === 'account' ? 'transactions' : 'cardTransactions'] ?? body['transactions']
  // A bare array is what some banks send instead of the report.
  const parts = report.safeParse(Array.isArray(whole) ? { booked: whole } : whole).data
  // The standard puts the links into the report; some banks beside it.
  const found = { ...readLinks(body), ...readLinks(whole) }
  const goesOn = found[links.next] !== undefined || found[links.download] !== undefined
  const lists = parts && (parts.booked ?? parts.pending ?? parts.information)
  // To take an answer without a list for one of no entries would let pending ones expire.
  if (!lists && !goesOn && !absentIsEmpty) return undefined
  // The answer itself may say it too, and then for its own entries.
  const debitsPositive = body['debitAccounting'] === undefined ? inverted : flag.parse(body['debitAccounting'])
  const transactions: BankTransaction[] = []
  const skipped: EntryRule[] = []
  for (const part of ['booked', 'pending', 'information'] as const) {
    for (const one of parts?.[part] ?? []) {
      const status = statusOf[part]
      const read =
        resource === 'account'
          ? readEntry(one, status, inverted, setting)
          : readCardEntry(one, status, debitsPositive, setting)
      if (typeof read === 'string') skipped.push(read)
      else transactions.push(read)
    }
  }
  return { transactions, skipped, next: found[links.next], download: found[links.download] }
}
