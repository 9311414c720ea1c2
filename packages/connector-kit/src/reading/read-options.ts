import type { z } from 'zod'
import type { BankContext, Failed } from '../connector.ts'
import { notConfigured } from './bank-failure.ts'

/** Options are the operator's to correct: a wrong one is named by its path, its value is not told. */
export function readOptions<S extends z.ZodType<object>>(bank: BankContext, schema: S): z.output<S> | Failed {
  const parsed = schema.safeParse(bank.options)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  return notConfigured(
    `provider ${bank.providerId}`,
    `option ${issue?.path.join('.') || '(all)'}: ${issue?.code ?? 'invalid'}`,
  )
}

/** What rests was written by another version of the connector: the person authorises anew. */
export const ofAnotherVersion: Failed = {
  kind: 'failed',
  reason: 'consent_expired',
  detail: 'stored state is of another connector version',
}
