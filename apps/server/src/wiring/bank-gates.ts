import { setTimeout as wait } from 'node:timers/promises'
import { type BankGate, type BankLimits, createBankGate } from '@raccord/connector-kit'
import type { Logger } from 'pino'
import { Gauge, type Registry } from 'prom-client'
import { metricOf } from '../metrics/metric-table.ts'

/** Gates of banks that tell the operator when a bank is away, and when it is back. */
export function bankGates(
  log: Logger,
  metrics: Registry,
  now: () => Date,
  back: (providerId: string) => void,
): (providerId: string, limits: BankLimits) => BankGate {
  const paused = new Gauge({
    ...metricOf('raccord_bank_paused'),
    registers: [metrics],
  })
  return (provider, limits) =>
    createBankGate(limits, {
      now,
      wait,
      changed(until) {
        paused.set({ provider }, until ? 1 : 0)
        if (until) log.warn({ provider, until: until.toISOString() }, 'bank_paused')
        else {
          log.info({ provider }, 'bank_back')
          back(provider)
        }
      },
    })
}
