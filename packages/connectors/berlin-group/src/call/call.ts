import {
  type BankRequest,
  type BankResponse,
  type Failed,
  faultFailure,
  parseBankJson,
  unreadableAnswer,
} from '@raccord/connector-kit'
import { ensureApplicationToken } from '../oauth/application-token.ts'
import { refreshTokens } from '../oauth/refresh.ts'
import { failureOfAnswer } from './failure.ts'
import { headerLinks, type Links, readLinks } from './links.ts'
import { type HeaderNeeds, requestHeaders } from './request-headers.ts'
import type { Session } from './session.ts'

export interface CallInput extends Omit<HeaderNeeds, 'hasBody'> {
  readonly method: BankRequest['method']
  /** Absolute; the HTTP port judges its host. */
  readonly url: string
  readonly body?: { readonly [key: string]: unknown }
  /** What is not JSON is no fault: it is in `text`. */
  readonly anyFormat?: boolean
  /** For a call that makes something: a good answer that came after its time (`BankRequest.late`). */
  readonly late?: (answer: Answered) => void
}

export interface Answered {
  readonly kind: 'answered'
  readonly url: string
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  /** Parsed JSON; `undefined` for an empty body. */
  readonly value: unknown
  /** The body as it came. */
  readonly text: string
  /** The body as bytes, where it is an archive and no text. */
  readonly packed?: Uint8Array
  readonly links: Links
}

/** One call to the bank, token kept fresh, errors as values. */
export async function call(session: Session, input: CallInput): Promise<Answered | Failed> {
  const stale = (await ensureApplicationToken(session)) ?? (await refreshTokens(session, 'if-expired'))
  if (stale) return stale
  const first = await exchange(session, input)
  // A bank may end an access token early; a rotated one is worth one more try, for calls that change nothing.
  const spent =
    first.kind === 'failed' && /^(INVALID_TOKEN|TOKEN_(EXPIRED|INVALID|UNKNOWN))$/.test(first.bankCode ?? '')
  if (!spent || input.method !== 'GET') return first
  if (!session.state.tokens && session.state.application) {
    const { application: _spent, ...state } = session.state
    session.state = state
    return (await ensureApplicationToken(session)) ?? exchange(session, input)
  }
  if (session.state.tokens?.refresh === undefined) return first
  return (await refreshTokens(session, 'now')) ?? exchange(session, input)
}

async function exchange(session: Session, input: CallInput): Promise<Answered | Failed> {
  const { bank, wire } = session
  const headers = requestHeaders(session, { ...input, hasBody: input.body !== undefined })
  const started = bank.now().getTime()
  const { late } = input
  const response = await bank.http.send({
    method: input.method,
    url: input.url,
    headers,
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    ...(late === undefined
      ? {}
      : {
          late: (answer) => {
            const read = readAnswer(session, input, answer)
            if (read.kind === 'answered') late(read)
          },
        }),
  })
  bank.log('bank_call', {
    operation: input.operation,
    request_id: headers[wire.headers.requestId],
    status: response.kind === 'answer' ? response.status : response.fault,
    duration_ms: bank.now().getTime() - started,
  })
  if (response.kind === 'fault') return faultFailure(input.operation, response)
  return readAnswer(session, input, response)
}

function readAnswer(
  { bank, wire }: Session,
  input: CallInput,
  response: Extract<BankResponse, { kind: 'answer' }>,
): Answered | Failed {
  if (response.status < 200 || response.status >= 300) {
    return failureOfAnswer(input.operation, response, wire, bank.now())
  }
  const value = response.body.trim() === '' ? undefined : parseBankJson(response.body)
  const isOther = response.packed !== undefined || (value === undefined && response.body.trim() !== '')
  if (isOther && !input.anyFormat) return unreadableAnswer(input.operation, 'answer is not JSON')
  return {
    kind: 'answered',
    url: input.url,
    status: response.status,
    headers: response.headers,
    value,
    text: response.body,
    ...(response.packed ? { packed: response.packed } : {}),
    links: { ...headerLinks(response.headers['link']), ...readLinks(value) },
  }
}
