import { randomUUID } from 'node:crypto'
import {
  type BankRequest,
  type Failed,
  faultFailure,
  type HalLinks,
  halLinks,
  parseBankJson,
  unreadableAnswer,
} from '@raccord/connector-kit'
import { isStale, refreshed } from '@raccord/connector-oauth'
import { failureOfAnswer } from './failure.ts'
import { psuHeadersOf } from './psu-headers.ts'
import type { Session } from './session.ts'
import { writeState } from './state.ts'

export interface CallInput {
  /** Our name for it, in logs and failures: `accounts.list`. */
  readonly operation: string
  readonly method: BankRequest['method']
  /** Absolute; the HTTP port judges its host. */
  readonly url: string
  readonly body?: { readonly [key: string]: unknown }
}

export interface Answered {
  readonly kind: 'answered'
  readonly url: string
  /** 204 is how this standard says that there is nothing. */
  readonly status: number
  /** Parsed JSON; `undefined` for an empty body. */
  readonly value: unknown
  /** The body as it came. */
  readonly text: string
  readonly links: HalLinks
}

/** One call to the bank, token kept fresh, errors as values. */
export async function call(session: Session, input: CallInput): Promise<Answered | Failed> {
  const { tokens } = session.state
  if (!tokens) return { kind: 'failed', reason: 'consent_expired', detail: `${input.operation}: no token` }
  if (isStale(tokens, session.bank.now())) {
    const failed = await refresh(session)
    if (failed) return failed
  }
  const first = await exchange(session, input)
  // A bank may end an access token early; a renewed one is worth one more try, for calls that change nothing.
  const spent = first.kind === 'failed' && / HTTP 401\b/.test(first.detail) && first.reason === 'consent_expired'
  if (!spent || input.method !== 'GET' || session.state.tokens?.refresh === undefined) return first
  return (await refresh(session)) ?? exchange(session, input)
}

/** A refresh token may be good for one use: the new pair is in `session.state` at once, and kept before it is used. */
async function refresh(session: Session): Promise<Failed | undefined> {
  const { tokens } = session.state
  // Without a refresh token the bank has the last word on a token that looks expired.
  if (tokens?.refresh === undefined) return undefined
  const next = await refreshed(session.client, tokens, session.options.oauth.refreshScope)
  if ('kind' in next) return next
  session.state = { ...session.state, tokens: next, renewed: true }
  await session.bank.keep?.(writeState(session.state))
  return undefined
}

async function exchange(session: Session, input: CallInput): Promise<Answered | Failed> {
  const { bank, options, state } = session
  const requestId = randomUUID()
  const started = bank.now().getTime()
  const response = await bank.http.send({
    method: input.method,
    url: input.url,
    headers: {
      ...options.headers,
      Accept: options.accept,
      'X-Request-ID': requestId,
      Authorization: `Bearer ${state.tokens?.access}`,
      ...(input.body === undefined ? {} : { 'Content-Type': options.contentType }),
      ...psuHeadersOf(bank, options.psuHeaders, input.method),
    },
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
  })
  bank.log('bank_call', {
    operation: input.operation,
    request_id: requestId,
    status: response.kind === 'answer' ? response.status : response.fault,
    duration_ms: bank.now().getTime() - started,
  })
  if (response.kind === 'fault') return faultFailure(input.operation, response)
  if (response.status < 200 || response.status >= 300) return failureOfAnswer(input.operation, response, bank.now())
  const { status, body: text } = response
  if (status === 204 || text.trim() === '')
    return { kind: 'answered', url: input.url, status, value: undefined, text: '', links: {} }
  const value = parseBankJson(response.body)
  if (typeof value !== 'object' || value === null) return unreadableAnswer(input.operation, 'not a JSON object')
  return { kind: 'answered', url: input.url, status, value, text, links: halLinks(value) }
}
