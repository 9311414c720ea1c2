import { z } from 'zod'
import { unixSeconds } from './primitives.ts'

const unitMs = { W: 604_800_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 } as const
const MOST_MS = 400 * unitMs.D

/** ISO 8601 §5.5.2.1 without months and years, which have no length of their own. `undefined`: it is no such span. */
function milliseconds(span: string): number | undefined {
  const found = /^P(?:(\d{1,4})W|(?:(\d{1,4})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?)$/.exec(span)
  if (!found || span === 'P') return undefined
  const [, weeks, days, hours, minutes, seconds] = found.map((digits) => Number(digits ?? 0))
  return (
    (weeks ?? 0) * unitMs.W +
    (days ?? 0) * unitMs.D +
    (hours ?? 0) * unitMs.H +
    (minutes ?? 0) * unitMs.M +
    (seconds ?? 0) * unitMs.S
  )
}

export const sandboxClockChange = z
  .strictObject({
    advance: z
      .string()
      .max(40)
      .transform((span, context) => {
        const ms = milliseconds(span)
        if (ms !== undefined && ms > 0 && ms <= MOST_MS) return ms
        context.addIssue({ code: 'custom', message: 'must be a span such as P1D, PT6H or P2W, at most P400D' })
        return z.NEVER
      })
      .meta({ description: 'Time to let pass: `P1D`, `PT6H`, `P2W`; at most `P400D`.' }),
  })
  .meta({ id: 'SandboxClockChange' })

export const sandboxClockOut = z
  .object({
    now: unixSeconds.meta({ description: 'The time here, after it.' }),
    test_bank: z.enum(['moved', 'not_moved']).meta({
      description: '`not_moved`: no test bank of ours answers there, or it does not let its clock be moved.',
    }),
  })
  .meta({ id: 'SandboxClock' })
