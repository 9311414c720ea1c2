import type { Failed } from '@raccord/connector-kit'
import type { BankFailure } from '@raccord/contract'
import { type Code, codeName } from '../wire/codes.ts'

/** What was under way when the bank answered: the same code means other things elsewhere. */
export interface Occasion {
  /** Our name of the step. */
  readonly operation: string
  /** A TAN, or a request in the app, is open. */
  readonly challenge?: boolean
  /** The bank has taken the PIN in this authorisation before. */
  readonly pinTaken?: boolean
  /** Codes by which this bank says that the person refused in its app. */
  readonly refusalCodes?: readonly number[]
}

type Rows = readonly (readonly [readonly number[], BankFailure])[]

/** What locks comes before everything that would let the same PIN be sent again, a refusal in the app and a fault of the bank's among it. */
const lockRows: Rows = [
  [[9942], 'wrong_credentials'],
  [[9930, 9931, 9933, 3931, 3938, 9910], 'action_needed_at_bank'],
  // The PIN must be changed first, at the bank itself: no order of ours does it.
  [[3916, 3932], 'password_change_needed'],
]

/** First match from the top counts; within a row any of its codes. */
const rows: Rows = [
  [[9311, 9000, 9999], 'bank_unavailable'],
  [[3933, 3934, 3939, 3951, 3958, 9330, 9935, 9939, 9040], 'action_needed_at_bank'],
  [[9941, 9943, 9991], 'wrong_otp'],
  [[9951], 'challenge_expired'],
  // The bank knows the device no more: tried with another one before it comes to this.
  [[9391], 'consent_expired'],
  [[9078, 9400], 'bank_not_configured'],
]

/** Answers after which nothing may be sent with this PIN until the person has acted: warnings among them. */
const locks: ReadonlySet<number> = new Set([9942, 9340, 9930, 9931, 9933, 3931, 3938, 3916, 3932, 9910])

/** The bank says so along with others, whatever is wrong. */
const saysNothing: ReadonlySet<number> = new Set([9050, 9800])

export function locksOut(codes: readonly Code[]): boolean {
  return codes.some(({ code }) => locks.has(code))
}

export function has(codes: readonly Code[], ...wanted: readonly number[]): boolean {
  return codes.some(({ code }) => wanted.includes(code))
}

/** No error, and none of the warnings that are one. */
export function failureOf(codes: readonly Code[], occasion: Occasion): Failed | undefined {
  const { operation, challenge, pinTaken, refusalCodes = [] } = occasion
  const fail = (reason: BankFailure, { code }: Code): Failed => ({
    kind: 'failed',
    reason,
    detail: `${operation}: ${codes
      .map((one) => codeName(one.code))
      .join(' ')
      .slice(0, 200)}`,
    bankCode: codeName(code),
  })
  const firstOf = (table: Rows): Failed | undefined => {
    for (const [wanted, reason] of table) {
      const found = codes.find(({ code }) => wanted.includes(code))
      if (found) return fail(reason, found)
    }
    return undefined
  }
  const locked = firstOf(lockRows)
  if (locked) return locked
  // Wrong PIN at older servers; once the PIN was taken it is the method or the dialog that does not fit.
  const signature = codes.find(({ code }) => code === 9340)
  if (signature && !pinTaken) return fail('wrong_credentials', signature)
  if (challenge) {
    const refused = codes.find(({ code }) => refusalCodes.includes(code))
    if (refused) return fail('refused_at_bank', refused)
  }
  const known = firstOf(rows)
  if (known) return known
  if (signature) return fail('bank_answer_invalid', signature)
  const errors = codes.filter(({ code }) => code >= 9000)
  const [first] = errors
  if (!first) return undefined
  if (challenge && errors.some(({ code }) => code === 9210 || code === 9800)) return fail('challenge_expired', first)
  const told = errors.find(({ code }) => !saysNothing.has(code))
  if (!told) return fail(first.refersTo === undefined ? 'bank_unavailable' : 'bank_answer_invalid', first)
  if (told.code === 9210 && operation === 'sign-in' && !pinTaken) return fail('wrong_credentials', told)
  if (told.code === 9010) return fail('bank_unavailable', told)
  const ofSegments = [9075, 9110, 9120, 9130, 9140, 9160, 9185, 9200, 9210, 9370, 9380, 9953, 9954, 9955, 9956, 9957]
  const ofMessage = told.refersTo === undefined && !ofSegments.includes(told.code)
  return fail(ofMessage ? 'bank_unavailable' : 'bank_answer_invalid', told)
}
