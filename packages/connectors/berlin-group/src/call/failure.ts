import { type BankResponse, type Failed, lenient, limitReached, parseBankJson } from '@raccord/connector-kit'
import { z } from 'zod'
import type { WireNames } from '../wire-names.ts'
import { failureOf } from './failure-table.ts'

const { list } = lenient

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
  return failureOfCode(operation, bankCodes(answer.body, wire)[0], answer, now)
}

export function failureOfCode(
  operation: string,
  code: string | undefined,
  answer: Pick<Answer, 'status' | 'headers'>,
  now: Date,
): Failed {
  const reason = failureOf(code, answer.status)
  return {
    kind: 'failed',
    reason,
    detail: `${operation}: HTTP ${answer.status}${code === undefined ? '' : ` ${code}`}`,
    bankCode: code,
    ...(reason === 'bank_limit_reached' ? limitReached(answer.headers, now) : {}),
  }
}

/** What each fault of the network means to the person. */
