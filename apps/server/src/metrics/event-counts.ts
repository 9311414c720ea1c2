import type { JourneyOutcome } from '@raccord/contract'
import { Counter, type Registry } from 'prom-client'
import { type MetricName, metricOf } from './metric-table.ts'

export interface EventCounts {
  runEnded(run: { readonly providerId: string; readonly status: string }): void
  channelFailed(channel: { readonly providerId: string; readonly failure: string }): void
  journeyOpened(endpoint: string): void
  journeyStep(endpoint: string, step: string): void
  /** Here and below, `providerId`: the bank that was chosen last. */
  journeyEnded(endpoint: string, step: string, end: JourneyOutcome, providerId?: string): void
  journeyError(step: string, error: string, providerId?: string): void
}

/** Banks that get a series of their own in one process; the rest is told together. */
const MOST_PROVIDERS = 200

/** What happens, as it happens in this process. */
export function createEventCounts(registry: Registry): EventCounts {
  const counter = (name: MetricName) => new Counter({ ...metricOf(name), registers: [registry] })
  const runs = counter('raccord_sync_runs_total')
  const failures = counter('raccord_sync_failures_total')
  const opened = counter('raccord_journeys_opened_total')
  const steps = counter('raccord_journey_steps_total')
  const ended = counter('raccord_journeys_ended_total')
  const errors = counter('raccord_journey_errors_total')
  const known = new Set<string>()
  const bounded = (providerId: string): string => {
    if (known.size < MOST_PROVIDERS) known.add(providerId)
    return known.has(providerId) ? providerId : 'other'
  }
  return {
    runEnded: ({ providerId, status }) => runs.inc({ provider: bounded(providerId), outcome: status }),
    channelFailed: ({ providerId, failure }) => failures.inc({ provider: bounded(providerId), failure }),
    journeyOpened: (endpoint) => opened.inc({ endpoint }),
    journeyStep: (endpoint, step) => steps.inc({ endpoint, step }),
    journeyEnded: (endpoint, step, end) => ended.inc({ endpoint, step, end }),
    journeyError: (step, error) => errors.inc({ step, error }),
  }
}
