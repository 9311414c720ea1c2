import { z } from 'zod'
import { type Bank, todayOf } from '../bank/bank.ts'
import { bookedPage, pendingEntries } from '../bank/ledger.ts'
import type { TokenReading } from '../oidc/reading.ts'
import { addDays, isDay } from '../scenario/day.ts'
import type { ScenarioAccount } from '../scenario/scenario.ts'
import { ServiceError } from './errors.ts'
import { presentEntry } from './present.ts'
import type { Session } from './sessions.ts'

const day = z.string().refine(isDay).optional()
const query = z.looseObject({
  date_from: day,
  date_to: day,
  continuation_key: z.string().max(2000).optional(),
  transaction_status: z.string().optional(),
  strategy: z.enum(['default', 'longest']).default('default'),
})
type Query = z.infer<typeof query>

const key = z.object({ cursor: z.int().min(0), from: z.string(), asked: z.string() })

/** For so long after the sign-in everything is told. */
const FRESH_MS = 3 * 60_000

export const cursorIn = (written: unknown): number => readKey((written as Query).continuation_key)?.cursor ?? 0

/** One page. Later ones are asked for with the key, and with what was asked for first, to the letter. */
export function transactionPage(
  bank: Bank,
  { aspsp, consent }: Session,
  { timeline, scenario }: TokenReading,
  account: ScenarioAccount,
  written: unknown,
) {
  const read = query.safeParse(written)
  if (!read.success) throw wrong(`${read.error.issues[0]?.path.join('.')} is not valid.`)
  const { quirks } = aspsp
  const { continuation_key: text, transaction_status: status } = read.data
  if (status !== undefined && status !== 'BOOK') throw wrong('The bank knows no such filter.')
  if (read.data.date_to !== undefined && read.data.date_from === undefined)
    throw new ServiceError(422, 'DATE_TO_WITHOUT_DATE_FROM', 'date_from is missing.')
  const known = text === undefined ? undefined : readKey(text)
  if (text !== undefined && !known) throw new ServiceError(422, 'WRONG_CONTINUATION_KEY', 'The key is not known.')
  const asked = askedFor(read.data)
  const bare = asked === askedFor({ strategy: 'default' })
  if (known && (quirks.keyAlone ? !bare : asked !== known.asked))
    throw wrong('date_from is not the same as in continuationKey.')
  const fresh = bank.clock.now().getTime() - (consent.authorisedAt ?? 0) < FRESH_MS
  const from = known?.from ?? (fresh ? read.data.date_from : firstDay(bank, quirks, read.data))
  const cursor = known?.cursor ?? 0
  const period = { from: from === '' ? undefined : from, to: read.data.date_to }
  const page = bookedPage(account, timeline, period, cursor, scenario.pageSize)
  const pending = cursor > 0 || status === 'BOOK' ? [] : pendingEntries(account, timeline, period)
  const first = known?.asked ?? asked
  return {
    transactions: [
      ...page.entries.map((one) => presentEntry(account, one, true, quirks)),
      ...pending.map((one) => presentEntry(account, one, false, quirks)),
    ],
    continuation_key: page.next === undefined ? null : writeKey({ cursor: page.next, from: from ?? '', asked: first }),
  }
}

/** `longest` takes what the bank allows; a day that lies further back is refused, in the way that this bank has for it. */
function firstDay(bank: Bank, quirks: Session['aspsp']['quirks'], asked: Query): string | undefined {
  if (quirks.historyDays === undefined) return asked.date_from
  const furthest = addDays(todayOf(bank), -quirks.historyDays)
  // Where it is said in the bank's own words the service knows no limit, and asks the bank for everything.
  const from = asked.date_from ?? (quirks.refusal === 'worded' ? undefined : furthest)
  if (from !== undefined && from >= furthest) return from
  if (quirks.refusal === 'worded')
    throw new ServiceError(400, 'ASPSP_ERROR', 'Error interacting with ASPSP', {
      message: 'bookingDateFrom must be within 2 years',
      error_name: 'Bad Request',
      error_data: null,
    })
  throw new ServiceError(
    422,
    'WRONG_TRANSACTIONS_PERIOD',
    'Wrong transactions period requested',
    quirks.refusal === 'named' ? { date_from: furthest } : null,
  )
}

function askedFor({ date_from, date_to, transaction_status, strategy }: Query): string {
  return JSON.stringify([date_from ?? null, date_to ?? null, transaction_status ?? null, strategy])
}

function writeKey(value: z.infer<typeof key>): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function readKey(text: string | undefined): z.infer<typeof key> | undefined {
  try {
    return key.safeParse(JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8'))).data
  } catch {
    return undefined
  }
}

function wrong(text: string): ServiceError {
  return new ServiceError(422, 'WRONG_REQUEST_PARAMETERS', text)
}
