import { type Day, daysBack, lenient } from '@raccord/connector-kit'

/** A bank’s word on the period that was asked for. */
export interface Period {
  /** First day that it would take. */
  readonly from?: Day
}

const codes = ['WRONG_TRANSACTIONS_PERIOD', 'WRONG_DATE_INTERVAL', 'PERIOD_INVALID']

/**
 * Whether a refusal is about the period: said by their own code, by a bank's code in its place (`PERIOD_INVALID`), or in the
 * words of a bank that they pass on.
 */
export function periodOf(code: string | undefined, said: { readonly [key: string]: unknown }): Period | undefined {
  const { detail, message } = said
  const words = `${JSON.stringify(detail ?? '')} ${typeof message === 'string' ? message : ''}`.slice(0, 4000)
  const named = [code, said['code'], said['error']].some((one) => codes.some((known) => known === one))
  const told =
    code === 'ASPSP_ERROR' && /within \d+ (day|month|year)|date_?from|older than|period[_ ]invalid/i.test(words)
  if (!named && !told) return undefined
  const from = dayOf(detail)
  return from === undefined ? {} : { from }
}

/** `{date_from: "2026-01-01"}`, or a text with `dateFrom=2026-01-01` in it. */
function dayOf(detail: unknown): Day | undefined {
  if (typeof detail === 'object' && detail !== null)
    return lenient.day.parse((detail as { readonly date_from?: unknown }).date_from)
  const [, written] = /date_?from["'\s:=]+(\d{4}-\d{2}-\d{2})/i.exec(typeof detail === 'string' ? detail : '') ?? []
  return lenient.day.parse(written)
}

/** Shorter and shorter histories, of which a bank that is not content with one gets the next. */
const steps = [729, 364, 89, 60, 30]

/** Those that are shorter than what was refused, longest first. `undefined`: all that the bank has was asked for. */
export function shorterThan(refused: Day | undefined, now: Date, zone: string, period: Period): Day[] {
  const days = steps.map((back) => daysBack(now, back, zone)).filter((day) => refused === undefined || day > refused)
  const { from } = period
  if (from === undefined || (refused !== undefined && from <= refused) || from > daysBack(now, 0, zone)) return days
  return [from, ...days.filter((day) => day > from)]
}
