import type { BankHealth, Counted, Desk, Outcomes, Standing } from '@raccord/console'
import type { Catalogue } from '../../providers/catalogue.ts'
import type { StandingFigure, StandingFigures } from '../../store/repositories/standing-figures.ts'
import type { Summed, TallyQuery } from '../../store/repositories/tally-query.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Younger figures are shown as they are; older ones too, while others are counted; much older ones are waited for. */
const FRESH_MS = 15_000
const OLD_MS = 5 * MINUTE
const most = { banks: 50, breaks: 12, errors: 15 }

export interface StandingDesk {
  read(): ReturnType<StandingFigures['read']>
  /** Resolves when nothing is being counted. */
  drain(): Promise<void>
}

/** Pages read rows. That they are counted anew is begun by whoever looks, and waited for only where they are very old. */
export function standingDesk(store: StandingFigures, now: () => Date, report: (error: unknown) => void): StandingDesk {
  let counting: Promise<unknown> = Promise.resolve()
  return {
    async read() {
      const kept = await store.read()
      const age = kept.at === undefined ? Number.POSITIVE_INFINITY : now().getTime() - kept.at.getTime()
      if (age <= FRESH_MS) return kept
      const counted = store.count(FRESH_MS)
      counting = counted.catch(report)
      if (age <= OLD_MS) return kept
      return (await counted) ? store.read() : kept
    },
    drain: async () => void (await counting),
  }
}

export function overviewDesk(deps: {
  readonly standing: StandingDesk
  readonly tallies: TallyQuery
  readonly catalogue: Pick<Catalogue, 'name'>
  readonly now: () => Date
}): Desk['overview'] {
  const { standing, tallies, catalogue, now } = deps
  return async () => {
    const instant = now().getTime()
    const firstHour = Math.floor(instant / HOUR) * HOUR - 23 * HOUR
    const kept = await standing.read()
    const day = await tallies.sum('hour', new Date(firstHour), ['run', 'run_failure', 'ended', 'error'])
    const hour = await tallies.sum('minutes', new Date(instant - HOUR), ['run', 'ended', 'error'])
    const series = await tallies.hourly(new Date(firstHour), 'total')
    const seriesOf = (at: number, good: boolean) =>
      total(series.filter((row) => row.at.getTime() === at && (row.label === 'success') === good))
    return {
      countedAt: kept.at,
      journeys: labelled(kept.figures, 'journeys'),
      connections: labelled(kept.figures, 'connections'),
      standing: standingOf(kept.figures),
      hours: Array.from({ length: 24 }, (_, index) => {
        const at = firstHour + index * HOUR
        return { at: new Date(at), success: seriesOf(at, true), broken: seriesOf(at, false) }
      }),
      breaks: summedBy(day.filter(brokeOff), ({ place, label }) => JSON.stringify([place, label]))
        .slice(0, most.breaks)
        .map(({ label, count }) => {
          const [place = '', end = ''] = JSON.parse(label) as string[]
          return { place, end, count }
        }),
      errors: summedBy(day.filter(isError), ({ label }) => label).slice(0, most.errors),
      banks: banksOf(day, hour, (id) => catalogue.name(id) || id),
    }
  }
}

const isError = ({ kind }: Summed): boolean => kind === 'error' || kind === 'run_failure'
const brokeOff = ({ kind, label }: Summed): boolean => kind === 'ended' && label !== 'success'

/** What a bank did well: a synchronisation that read something, a journey to its end. Who left by himself is no failure of the bank's. */
function outcomes(rows: readonly Summed[]): Outcomes {
  const counted = rows.filter(
    ({ kind, label }) => kind === 'run' || (kind === 'ended' && label === 'success') || kind === 'error',
  )
  const good = counted.filter(({ kind, label }) => kind !== 'error' && (label === 'success' || label === 'partial'))
  return { good: total(good), all: total(counted) }
}

function banksOf(day: readonly Summed[], hour: readonly Summed[], name: (id: string) => string): BankHealth[] {
  const hours = Map.groupBy(hour, ({ providerId }) => providerId)
  const health = [...Map.groupBy(day, ({ providerId }) => providerId)]
    .filter(([id]) => id !== '')
    .map(([id, rows]) => {
      const [worst] = summedBy(rows.filter(isError), ({ label }) => label)
      return {
        ...{ id, name: name(id), hour: outcomes(hours.get(id) ?? []), day: outcomes(rows) },
        worst,
      }
    })
  const failed = ({ good, all }: Outcomes) => all - good
  return health
    .filter(({ day: { all } }) => all > 0)
    .sort((a, b) => failed(b.hour) - failed(a.hour) || failed(b.day) - failed(a.day) || b.day.all - a.day.all)
    .slice(0, most.banks)
}

function summedBy(rows: readonly Summed[], key: (row: Summed) => string): Counted[] {
  return [...Map.groupBy(rows, key)]
    .map(([label, some]) => ({ label, count: total(some) }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1))
}

const total = (rows: readonly { readonly count: number }[]): number => rows.reduce((sum, { count }) => sum + count, 0)

export const labelled = (figures: readonly StandingFigure[], of: string): Counted[] =>
  figures
    .filter(({ name }) => name === of)
    .map(({ label, value }) => ({ label, count: value }))
    .sort((a, b) => b.count - a.count)

export function standingOf(figures: readonly StandingFigure[]): Standing {
  const one = (of: string, which: string) =>
    figures.find(({ name, label }) => name === of && label === which)?.value ?? 0
  return {
    runsOpen: one('runs', 'open'),
    late: one('late', 'hour'),
    limited: one('limited', 'now'),
    consents7: one('consents', '7d'),
    consents30: one('consents', '30d'),
    consentsEnded: one('consents', 'ended'),
    revocationsOpen: one('revocations', 'open'),
    webhooksFailing: one('webhooks', 'failing'),
    webhooksPaused: one('webhooks', 'paused'),
    undelivered: one('webhooks', 'undelivered'),
    dead: one('webhooks', 'dead'),
    deadJobs: labelled(figures, 'dead_jobs'),
  }
}
