import type { ChainCheck } from '../../consent/verify-consent-chain.ts'
import type { JobHandler } from '../queue.ts'

export const verifyConsentsJob = 'verify-consents'

/** Daily, when few people are about. */
export const verifyConsentsCron = '41 3 * * *'

export function verifyConsentsHandler(deps: {
  readonly verify: () => Promise<ChainCheck>
  /** Whoever tells the operator: a log, a metric. */
  readonly verified: (check: ChainCheck) => void
}): JobHandler {
  return async () => deps.verified(await deps.verify())
}
