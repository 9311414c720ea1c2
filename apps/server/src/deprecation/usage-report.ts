import type { DayOfUse, DeprecatedUse } from './deprecated-uses.ts'

const dayMs = 86_400_000

/** One thing of the previous widgets that a client used. */
export interface UsedThing extends DeprecatedUse {
  readonly firstAt: Date
  readonly lastAt: Date
  /** Ever. */
  readonly count: number
  /** Within the quiet days that the report asks for. */
  readonly recentCount: number
}

/** How far one client is on its way off the previous widgets. */
export interface UsageReport {
  /** `done`: something was used once, and nothing for the quiet days. */
  readonly status: 'never_used' | 'in_use' | 'done'
  readonly quietDays: number
  readonly lastAt?: Date
  /** When it is done, if nothing more is used; absent where nothing ever was. */
  readonly doneAt?: Date
  /** The most recently used first. */
  readonly uses: readonly UsedThing[]
  /** The quiet days up to today, each with how often anything was used: UTC, the oldest first. */
  readonly daily: readonly { readonly day: string; readonly count: number }[]
}

/** What one client's days of use amount to. */
export function usageReport(days: readonly DayOfUse[], now: Date, quietDays: number): UsageReport {
  const window = lastDays(now, quietDays)
  const inWindow = new Map(window.map((day) => [day, 0]))
  const things = new Map<string, UsedThing>()
  for (const { kind, name, day, count, firstAt, lastAt } of days) {
    const recent = inWindow.get(day)
    if (recent !== undefined) inWindow.set(day, recent + count)
    const key = `${kind} ${name}`
    const known = things.get(key)
    things.set(key, {
      kind,
      name,
      firstAt: known && known.firstAt < firstAt ? known.firstAt : firstAt,
      lastAt: known && known.lastAt > lastAt ? known.lastAt : lastAt,
      count: (known?.count ?? 0) + count,
      recentCount: (known?.recentCount ?? 0) + (recent === undefined ? 0 : count),
    })
  }
  const uses = [...things.values()].sort(
    (a, b) => b.lastAt.getTime() - a.lastAt.getTime() || (a.name < b.name ? -1 : 1),
  )
  const daily = [...inWindow].map(([day, count]) => ({ day, count }))
  const last = uses[0]?.lastAt
  if (last === undefined) return { status: 'never_used', quietDays, uses, daily }
  const doneAt = new Date(last.getTime() + quietDays * dayMs)
  return { status: doneAt <= now ? 'done' : 'in_use', quietDays, lastAt: last, doneAt, uses, daily }
}

/** Today and the days before it, the oldest first. */
function lastDays(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, at) =>
    new Date(now.getTime() - (count - 1 - at) * dayMs).toISOString().slice(0, 10),
  )
}
