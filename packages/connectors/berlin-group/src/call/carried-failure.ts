import { type Failed, lenient, unreadableAnswer } from '@raccord/connector-kit'
import { z } from 'zod'
import type { Answered } from './call.ts'
import { bankCodes, failureOfCode } from './failure.ts'
import type { Session } from './session.ts'

const { list, text } = lenient
const message = z.object({ category: text })

/**
 * The failure in an answer that says 200 and is none: `tppMessages` of category ERROR, or any code of an error where the list that
 * it should hold is absent or empty. `held`: that list.
 */
export function carriedFailure(
  { wire, bank }: Session,
  operation: string,
  answer: Answered,
  held: readonly unknown[] | undefined,
): Failed | undefined {
  const body = z.record(z.string(), z.unknown()).safeParse(answer.value).data
  const refused = list
    .parse(body?.[wire.messages])
    .some((one) => message.safeParse(one).data?.category?.toUpperCase() === 'ERROR')
  const code = refused || !held || held.length === 0 ? bankCodes(answer.text, wire)[0] : undefined
  if (code !== undefined) return failureOfCode(operation, code, answer, bank.now())
  if (refused) return unreadableAnswer(operation, 'an error with HTTP 200')
  return held ? undefined : unreadableAnswer(operation, 'the list that it should hold is absent')
}
