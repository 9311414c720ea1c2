import type { UsageReport } from './usage-report.ts'

/** Where a client stands, in one sentence for its people and for the operator. */
export function reportSentence({ status, quietDays, uses, lastAt, doneAt }: UsageReport): string {
  if (status === 'never_used') return 'Nothing of the previous widgets was ever used.'
  const last = dayOf(lastAt)
  if (status === 'done')
    return `Done: nothing of the previous widgets was used for ${days(quietDays)}, last on ${last}.`
  const recent = uses.filter((use) => use.recentCount > 0).length
  const things = recent === 1 ? 'One thing' : `${recent} things`
  return `${things} of the previous widgets used within ${days(quietDays)}, last on ${last}. Done on ${dayOf(doneAt)} if nothing more is used.`
}

/** `YYYY-MM-DD`, UTC. */
export function dayOf(instant: Date | undefined): string {
  return instant?.toISOString().slice(0, 10) ?? '–'
}

function days(count: number): string {
  return count === 1 ? 'a day' : `${count} days`
}
