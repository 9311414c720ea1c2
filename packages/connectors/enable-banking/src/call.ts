import {
  type BankRequest,
  type BankResponse,
  faultFailure,
  lenient,
  notConfigured,
  parseBankJson,
  unreadableAnswer,
} from '@raccord/connector-kit'
import { SigningError } from '@raccord/connector-oauth'
import { bearerOf } from './bearer.ts'
import { type Refusal, refusalOf } from './failure.ts'
import { psuHeadersOf } from './psu-headers.ts'
import type { Session } from './session.ts'

export interface CallInput {
  /** Our name for it, in logs and failures: `session.read`. */
  readonly operation: string
  readonly method: BankRequest['method']
  /** Under the base address, with its query. */
  readonly path: string
  readonly body?: { readonly [key: string]: unknown }
  /** Whether the call goes on to the bank, which then wants to know who is there. */
  readonly asksBank?: boolean
  readonly late?: (value: unknown) => void
}

export interface Answered {
  readonly kind: 'answered'
  readonly value: object
}

/** One call, errors as values. */
export async function call(session: Session, input: CallInput): Promise<Answered | Refusal> {
  const { bank, options } = session
  const { operation, method } = input
  const bearer = await bearerIn(session)
  if (bearer === undefined) return notConfigured(operation, 'the application’s key cannot sign')
  const started = bank.now().getTime()
  const response = await bank.http.send({
    method,
    url: `${options.baseUrl}${input.path}`,
    headers: {
      Accept: 'application/json',
      Authorization: `Bearer ${bearer}`,
      ...(input.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(input.asksBank ? psuHeadersOf(bank, options) : {}),
    },
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    ...lateOf(input),
  })
  bank.log('bank_call', {
    operation,
    status: response.kind === 'answer' ? response.status : response.fault,
    duration_ms: bank.now().getTime() - started,
  })
  if (response.kind === 'fault') return faultFailure(operation, response)
  if (response.status < 200 || response.status > 299) return refusalOf(operation, response, bank.now())
  // What ends a session may answer nothing at all; where something belongs its absence is noticed by who reads it.
  const value = response.body.trim() === '' ? {} : parseBankJson(response.body)
  if (typeof value !== 'object' || value === null) return unreadableAnswer(operation, 'not a JSON object')
  // An error that says 200: what stands empty beside it is not known to be empty.
  if (lenient.isSaid(value, 'error') && !Object.values(value).some((one) => Array.isArray(one) && one.length > 0))
    return refusalOf(operation, response, bank.now())
  return { kind: 'answered', value }
}

async function bearerIn(session: Session): Promise<string | undefined> {
  try {
    session.bearer ??= await bearerOf(session.bank, session.options)
    return session.bearer
  } catch (error) {
    if (error instanceof SigningError) return undefined
    throw error
  }
}

function lateOf({ late }: CallInput): Pick<BankRequest, 'late'> {
  if (!late) return {}
  return {
    late: (answer: Extract<BankResponse, { kind: 'answer' }>) => {
      if (answer.status < 300) late(parseBankJson(answer.body))
    },
  }
}
