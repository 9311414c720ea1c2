import type { Logger } from 'pino'
import { Gauge, type Registry } from 'prom-client'
import { breakSentence, type ChainCheck } from '../consent/verify-consent-chain.ts'

/** Tells the operator what the daily look at the consent records found: a line in the log, and series to alert on. */
export function consentWatch(log: Logger, metrics: Registry, now: () => Date): (check: ChainCheck) => void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [metrics] })
  const intact = gauge(
    'raccord_consent_chain_intact',
    '1 when the last verification found every consent record as written.',
  )
  const records = gauge('raccord_consent_records', 'Consent records at the last verification: never fewer than before.')
  const at = gauge('raccord_consent_verified_timestamp_seconds', 'When consent records were last verified.')
  return (check) => {
    intact.set(check.intact ? 1 : 0)
    records.set(check.records)
    at.set(Math.floor(now().getTime() / 1000))
    if (check.intact) log.info({ records: check.records }, 'consents_verified')
    else log.error({ records: check.records, brokenAt: check.brokenAt, chain: check.chain }, breakSentence(check))
  }
}
