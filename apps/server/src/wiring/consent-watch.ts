import type { Logger } from 'pino'
import { Gauge, type Registry } from 'prom-client'
import { breakSentence, type ChainCheck } from '../consent/verify-consent-chain.ts'
import { type MetricName, metricOf } from '../metrics/metric-table.ts'

/** Tells the operator what the daily look at the consent records found: a line in the log, and series to alert on. */
export function consentWatch(log: Logger, metrics: Registry, now: () => Date): (check: ChainCheck) => void {
  const gauge = (name: MetricName): Gauge => {
    const made = new Gauge({ ...metricOf(name), registers: [metrics] })
    // Born with 0, which here would be a finding that nobody made.
    made.remove({})
    return made
  }
  const intact = gauge('raccord_consent_chain_intact')
  const records = gauge('raccord_consent_records')
  const at = gauge('raccord_consent_verified_timestamp_seconds')
  return (check) => {
    intact.set(check.intact ? 1 : 0)
    records.set(check.records)
    at.set(Math.floor(now().getTime() / 1000))
    if (check.intact) log.info({ records: check.records }, 'consents_verified')
    else log.error({ records: check.records, brokenAt: check.brokenAt, chain: check.chain }, breakSentence(check))
  }
}
