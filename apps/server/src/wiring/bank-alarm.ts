import type { Logger } from 'pino'
import { Counter, type Registry } from 'prom-client'

/** How the operator learns that only he can help: a warning each time, and a count to alert on. */
export function bankAlarm(log: Logger, metrics: Registry): (providerId: string, detail: string) => void {
  const alarms = new Counter({
    name: 'raccord_bank_not_configured_total',
    help: 'Calls that failed because this installation lacks, or has wrong, what the bank needs.',
    labelNames: ['provider'],
    registers: [metrics],
  })
  return (provider, detail) => {
    alarms.inc({ provider })
    log.warn({ provider, detail }, 'bank_not_configured')
  }
}
