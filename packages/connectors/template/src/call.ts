import {
  type BankContext,
  type BankRequest,
  type Failed,
  faultFailure,
  limitReached,
  parseBankJson,
  readOptions,
  unreadableAnswer,
} from '@raccord/connector-kit'
import type { z } from 'zod'
import { type TemplateOptions, templateOptions } from './options.ts'

export interface Session {
  readonly bank: BankContext
  readonly options: TemplateOptions
}

export function openSession(bank: BankContext): Session | Failed {
  const options = readOptions(bank, templateOptions)
  return 'kind' in options ? options : { bank, options }
}

/**
 * One exchange. What the bank answered is parsed by `shape`, or is a failure that says which operation and why, in our words:
 * nothing that a bank sends is repeated in a message.
 */
export async function call<T>(
  { bank, options }: Session,
  operation: string,
  request: { readonly method: BankRequest['method']; readonly path: string; readonly body?: unknown },
  shape: z.ZodType<T>,
): Promise<{ readonly kind: 'answered'; readonly value: T } | Failed> {
  const answer = await bank.http.send({
    method: request.method,
    url: `${options.baseUrl}${request.path}`,
    headers: {
      Accept: 'application/json',
      // How the bank tells that the person is there (RTS Art. 36(5)): left out when nobody is.
      ...(bank.psu ? { 'PSU-IP-Address': bank.psu.ipAddress } : {}),
      ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  })
  if (answer.kind === 'fault') return faultFailure(operation, answer)
  if (answer.status < 200 || answer.status > 299) {
    const detail = `${operation}: HTTP ${answer.status}`
    if (answer.status === 429) {
      return { kind: 'failed', reason: 'bank_limit_reached', detail, ...limitReached(answer.headers, bank.now()) }
    }
    return { kind: 'failed', reason: reasonOf(answer.status), detail }
  }
  const parsed = shape.safeParse(answer.body === '' ? undefined : parseBankJson(answer.body))
  if (parsed.success) return { kind: 'answered', value: parsed.data }
  return unreadableAnswer(
    operation,
    `members missing or wrong: ${parsed.error.issues[0]?.path.join('.') || 'the whole'}`,
  )
}

function reasonOf(status: number): Failed['reason'] {
  if (status === 401 || status === 403) return 'consent_expired'
  return status >= 500 ? 'bank_unavailable' : 'bank_answer_invalid'
}
