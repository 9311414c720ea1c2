import type { Logger } from 'pino'
import { Counter, type Registry } from 'prom-client'
import { metricOf } from '../metrics/metric-table.ts'

/** How the operator learns that only he can help: a warning each time, and a count to alert on. */
export function bankAlarm(log: Logger, metrics: Registry): (providerId: string, detail: string) => void {
  const alarms = new Counter({
    ...metricOf('raccord_bank_not_configured_total'),
    registers: [metrics],
  })
  return (provider, detail) => {
    alarms.inc({ provider })
    log.warn({ provider, detail }, 'bank_not_configured')
  }
}
