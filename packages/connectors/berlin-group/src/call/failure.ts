import type { BankResponse, Failed } from '@raccord/connector-kit'
import { z } from 'zod'
import type { WireNames } from '../wire-names.ts'
import { parseBankJson } from './bank-json.ts'
import { failureOf } from './failure-table.ts'
import { list } from './lenient.ts'

type Answer = Extract<BankResponse, { kind: 'answer' }>

const message = z.object({ code: z.string() })

/**
 * The bank's own codes in an error answer, most telling first: `tppMessages`, the RFC 9457 form that 1.3 also allows
 * (`code`, `additionalErrors`), or OAuth's `error`. Only codes are taken: texts may hold names and account numbers.
 */
export function bankCodes(body: string, wire: WireNames): readonly string[] {
  const value = parseBankJson(body)
  if (typeof value !== 'object' || value === null) return []
  const object = value as { readonly [key: string]: unknown }
  const candidates = [
    ...list.parse(object[wire.messages]).map((one) => message.safeParse(one).data?.code),
    object['code'],
    ...list.parse(object['additionalErrors']).map((one) => message.safeParse(one).data?.code),
    object['error'],
  ]
  return candidates.flatMap((code) => {
    const upper = typeof code === 'string' ? code.trim().toUpperCase() : ''
    return /^[A-Z][A-Z0-9_]{1,62}$/.test(upper) ? [upper] : []
  })
}

/** An answer that is not a success, as a failure. `operation` is our name for the call. */
export function failureOfAnswer(operation: string, answer: Answer, wire: WireNames, now: Date): Failed {
  const code = bankCodes(answer.body, wire)[0]
  const reason = failureOf(code, answer.status)
  return {
    kind: 'failed',
    reason,
    detail: `${operation}: HTTP ${answer.status}${code === undefined ? '' : ` ${code}`}`,
    ...(code === undefined ? {} : { bankCode: code }),
    ...(reason === 'bank_limit_reached' ? { retryAt: retryAt(answer.headers['retry-after'], now) } : {}),
  }
}

/** What each fault of the network means to the person. */
export const reasonOfFault = {
  refused: 'bank_answer_invalid',
  unreadable: 'bank_answer_invalid',
  too_large: 'bank_answer_invalid',
  identity: 'bank_not_configured',
  timeout: 'bank_unavailable',
  unreachable: 'bank_unavailable',
} as const

export function failureOfFault(operation: string, fault: Extract<BankResponse, { kind: 'fault' }>): Failed {
  return { kind: 'failed', reason: reasonOfFault[fault.fault], detail: `${operation}: ${fault.detail}` }
}

/**
 * When the bank may be asked again: its `Retry-After` (RFC 9110 §10.2.3, seconds or a date), else the next midnight UTC, when
 * the count of the day's accesses begins anew. Never more than two days away, whatever a bank says.
 */
export function retryAt(header: string | undefined, now: Date): Date {
  const midnight = new Date(now)
  midnight.setUTCHours(24, 0, 0, 0)
  const written = header?.trim() ?? ''
  const asked = /^\d{1,9}$/.test(written) ? now.getTime() + Number(written) * 1000 : Date.parse(written)
  if (Number.isNaN(asked) || asked <= now.getTime()) return midnight
  return new Date(Math.min(asked, now.getTime() + 2 * 86_400_000))
}

/** The bank broke its own protocol. `what` is our words, never the bank's. */
export function notReadable(operation: string, what: string): Failed {
  return { kind: 'failed', reason: 'bank_answer_invalid', detail: `${operation}: ${what}` }
}
