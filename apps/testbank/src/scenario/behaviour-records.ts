import { addDays, readFileDay } from './day.ts'
import { actOf, MAX_ENTRIES, type RecordReader } from './draft.ts'
import { BEND_KINDS, FAULT_KINDS, FAULT_PLACES } from './scenario.ts'
import { whole } from './whole.ts'

/** Reader of a record with one number: `LATENCY|ms` and the like. */
export function numberRecord(name: string, from: number, to: number): RecordReader {
  return (fields, draft) => {
    if (fields.length !== 1) return 'field_count'
    const value = whole(fields[0], from, to)
    if (value === undefined) return 'number'
    draft.numbers.set(name, value)
    return undefined
  }
}

export const readRepeat: RecordReader = (fields, draft) => {
  if (fields.length < 1 || fields.length > 2) return 'field_count'
  const account = draft.accounts.at(-1)
  const entry = account?.entries.at(-1)
  if (!account || !entry || !draft.repeatable) return 'transaction_first'
  const copies = whole(fields[0], 1, MAX_ENTRIES)
  const perDay = fields[1] === undefined ? 1 : whole(fields[1], 1, 10_000)
  if (copies === undefined || perDay === undefined) return 'repeat'
  if (addDays(entry.day, Math.floor((copies - 1) / perDay)) > '2099-12-31') return 'repeat'
  if (draft.entryCount + copies - 1 > MAX_ENTRIES) return 'too_many'
  draft.entryCount += copies - 1
  account.entries[account.entries.length - 1] = { ...entry, copies, perDay }
  return undefined
}

export const readRelativeTo: RecordReader = (fields, draft) => {
  if (fields.length !== 1) return 'field_count'
  const day = readFileDay(fields[0] ?? '')
  if (!day) return 'date'
  draft.relativeTo = day
  return undefined
}

export const readError: RecordReader = (fields, draft) => {
  if (fields.length < 2 || fields.length > 3) return 'field_count'
  const [place, failure = ''] = fields
  const where = FAULT_PLACES.find((known) => known === place)
  const [, word, duration] = /^([a-z_]+)(?:\((\d{1,3})\))?$/.exec(failure) ?? []
  const what = FAULT_KINDS.find((known) => known === word)
  const times = fields[2] === undefined ? undefined : whole(fields[2], 1, 1000)
  if (!where || !what || (fields[2] !== undefined && times === undefined)) return 'error'
  if (duration !== undefined && what !== 'timeout') return 'error'
  // A page for people has no entries and no next one.
  if ((where === 'consent' || where === 'login') && BEND_KINDS.some((kind) => kind === what)) return 'error'
  const seconds = duration === undefined ? 60 : Number(duration)
  if (seconds < 1 || seconds > 300) return 'error'
  actOf(draft).faults.push({ where, what, seconds, times })
  return undefined
}
