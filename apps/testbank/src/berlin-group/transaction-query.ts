import { z } from 'zod'
import { isDay } from '../scenario/day.ts'
import { TppError } from './tpp-errors.ts'

const query = z.looseObject({
  bookingStatus: z.string().optional(),
  dateFrom: z.string().optional(),
  dateTo: z.string().optional(),
  entryReferenceFrom: z.string().optional(),
  deltaList: z.string().optional(),
  withBalance: z.string().optional(),
  itemsPerPage: z.string().optional(),
  /** Our own: position to go on from, only ever taken from `_links.next`. */
  position: z.string().optional(),
})

export type TransactionQuery = {
  readonly bookingStatus: 'booked' | 'pending' | 'both'
  readonly from: string
  readonly to: string | undefined
  readonly withBalance: boolean
  readonly itemsPerPage: number | undefined
  readonly position: number
}

/** Query of GET …/transactions. No dateTo means no end: files of this bank may hold entries of the future. */
export function parseTransactionQuery(raw: unknown, card: boolean): TransactionQuery {
  const parsed = query.safeParse(raw)
  if (!parsed.success) throw new TppError('FORMAT_ERROR', 'A query parameter is malformed or repeated.')
  const { bookingStatus, dateFrom, dateTo, entryReferenceFrom, deltaList, withBalance } = parsed.data
  if (entryReferenceFrom !== undefined || (deltaList !== undefined && deltaList !== 'false')) {
    throw new TppError('PARAMETER_NOT_SUPPORTED', 'This bank has no delta reports.', { path: 'deltaList' })
  }
  const from = day('dateFrom', dateFrom)
  const to = day('dateTo', dateTo)
  const status = bookingStatusOf(bookingStatus, card)
  if (from === undefined) throw new TppError('FORMAT_ERROR', 'dateFrom is required.', { path: 'dateFrom' })
  if (to !== undefined && to < from) {
    throw new TppError('PERIOD_INVALID', 'dateTo lies before dateFrom.', { path: 'dateTo' })
  }
  return {
    bookingStatus: status,
    from,
    to,
    withBalance: withBalance === 'true',
    itemsPerPage: count('itemsPerPage', parsed.data.itemsPerPage, 1),
    position: count('position', parsed.data.position, 0) ?? 0,
  }
}

function bookingStatusOf(value: string | undefined, card: boolean): TransactionQuery['bookingStatus'] {
  if (value === 'booked' || value === 'pending' || value === 'both') return value
  if (value === 'all' && !card) return 'both'
  if (value === 'information' && !card) {
    throw new TppError('PARAMETER_NOT_SUPPORTED', 'This bank reports no standing orders.', { path: 'bookingStatus' })
  }
  throw new TppError('FORMAT_ERROR', 'bookingStatus is booked, pending or both.', { path: 'bookingStatus' })
}

function day(path: string, value: string | undefined): string | undefined {
  if (value === undefined || isDay(value)) return value
  throw new TppError('FORMAT_ERROR', `${path} is a date YYYY-MM-DD.`, { path })
}

function count(path: string, value: string | undefined, least: number): number | undefined {
  if (value === undefined) return undefined
  if (/^\d{1,9}$/.test(value) && Number(value) >= least) return Number(value)
  throw new TppError('FORMAT_ERROR', `${path} is a whole number.`, { path })
}
