import {
  type BankResponse,
  bankCode,
  type Failed,
  lenient,
  limitReached,
  parseBankJson,
  unreadableAnswer,
} from '@raccord/connector-kit'
import { tokenReasons } from '@raccord/connector-oauth'
import { type BankFailure, own } from '@raccord/contract'
import { z } from 'zod'

type Answer = Extract<BankResponse, { kind: 'answer' }>

/** `ErrorCode`: words of 3.1 without their `UK.OBIE.`, codes of 4.0; OAuth's. A key that ends in `*` stands for its family. */
const reasonOfCode: { readonly [code: string]: BankFailure } = {
  ...tokenReasons,
  REAUTHENTICATE: 'consent_expired',
  U028: 'consent_expired',
  'RESOURCE.CONSENTMISMATCH': 'consent_expired',
  U008: 'consent_expired',
  'RESOURCE.INVALIDCONSENTSTATUS': 'consent_expired',
  U009: 'consent_expired',
  'RESOURCE.NOTFOUND': 'bank_answer_invalid',
  U011: 'bank_answer_invalid',
  UNEXPECTEDERROR: 'bank_unavailable',
  U000: 'bank_unavailable',
  // Our request does not suit this bank: its options are wrong, and only an operator can change them.
  'FIELD.*': 'bank_not_configured',
  'HEADER.*': 'bank_not_configured',
  'SIGNATURE.*': 'bank_not_configured',
  'UNSUPPORTED.*': 'bank_not_configured',
  'RESOURCE.INVALIDFORMAT': 'bank_not_configured',
  U001: 'bank_not_configured',
  U002: 'bank_not_configured',
  U003: 'bank_not_configured',
  U004: 'bank_not_configured',
  U005: 'bank_not_configured',
  U006: 'bank_not_configured',
  U007: 'bank_not_configured',
  U010: 'bank_not_configured',
}

/** What an HTTP status means where the bank gave no code that we know. */
const reasonOfStatus: { readonly [status: number]: BankFailure } = {
  400: 'bank_not_configured',
  401: 'consent_expired',
  403: 'consent_expired',
  405: 'bank_not_configured',
  406: 'bank_not_configured',
  408: 'bank_unavailable',
  415: 'bank_not_configured',
  429: 'bank_limit_reached',
}

/**
 * The failure in an answer that says 200 and is none: one of the standard's errors, or no list where one belongs. `held`: that list.
 */
export function carriedFailure(
  operation: string,
  answer: { readonly text: string; readonly status: number },
  held: readonly unknown[] | undefined,
): Failed | undefined {
  const read = body.safeParse(parseBankJson(answer.text)).data
  const refused = (read?.Errors.length ?? 0) > 0 || ((!held || held.length === 0) && typeof read?.error === 'string')
  if (refused)
    return failureOfAnswer(
      operation,
      { kind: 'answer', status: answer.status, headers: {}, body: answer.text },
      new Date(0),
    )
  return held ? undefined : unreadableAnswer(operation, 'the list that it should hold is absent')
}

const body = z.object({ Errors: lenient.list, Code: lenient.anything, error: lenient.anything })
const one = z.object({ ErrorCode: lenient.anything })

/** An answer that is not a success: OBErrorResponse1 `{Code, Id, Message, Errors:[{ErrorCode}]}`, or OAuth's `error`. */
export function failureOfAnswer(operation: string, answer: Answer, now: Date): Failed {
  const codes = codesOf(answer.body)
  const code = codes.find((each) => lookUp(each) !== undefined) ?? codes[0]
  const reason = reasonOf(code, answer.status)
  return {
    kind: 'failed',
    reason,
    detail: `${operation}: HTTP ${answer.status}${code === undefined ? '' : ` ${code}`}`,
    bankCode: code,
    ...(reason === 'bank_limit_reached' ? limitReached(answer.headers, now) : {}),
  }
}

function reasonOf(code: string | undefined, status: number): BankFailure {
  // A busy or broken bank may put any code in its error page: the status is the better witness.
  if (status === 429) return 'bank_limit_reached'
  if (status >= 500) return 'bank_unavailable'
  return lookUp(code) ?? reasonOfStatus[status] ?? 'bank_answer_invalid'
}

function lookUp(code: string | undefined): BankFailure | undefined {
  if (code === undefined) return undefined
  const bare = code.replace(/^UK\.OBIE\./, '')
  const exact = own(reasonOfCode, bare)
  if (exact) return exact
  const family = Object.keys(reasonOfCode).find((key) => key.endsWith('*') && bare.startsWith(key.slice(0, -1)))
  return family === undefined ? undefined : reasonOfCode[family]
}

/** Only codes are taken: messages may hold names and account numbers. */
function codesOf(text: string): readonly string[] {
  const read = body.safeParse(parseBankJson(text)).data
  if (!read) return []
  const candidates = [...read.Errors.map((each) => one.safeParse(each).data?.ErrorCode), read.Code, read.error]
  return candidates.flatMap((each) => bankCode(each) ?? [])
}
