import { randomUUID } from 'node:crypto'
import {
  type BankRequest,
  type BankResponse,
  type Failed,
  faultFailure,
  parseBankJson,
  resolveBankHref,
  unreadableAnswer,
} from '@raccord/connector-kit'
import { clientToken, isStale, refreshed, type TokenSet } from '@raccord/connector-oauth'
import { z } from 'zod'
import { failureOfAnswer } from './failure.ts'
import { psuHeadersOf } from './psu-headers.ts'
import { fapiHeaders, type Session } from './session.ts'
import { writeState } from './state.ts'

export interface CallInput {
  /** Our name for it, in logs and failures: `consent.create`. */
  readonly operation: string
  readonly method: BankRequest['method']
  /** Absolute; the HTTP port judges its host. */
  readonly url: string
  readonly body?: { readonly [key: string]: unknown }
  /** Whose token: the person's for accounts, our own for consents. */
  readonly as: 'person' | 'client'
  /** For a call that makes something: a good answer that came after its time (`BankRequest.late`). */
  readonly late?: (answer: Answered) => void
}

export interface Answered {
  readonly kind: 'answered'
  readonly url: string
  /** 204 is how a bank says that there is nothing. */
  readonly status: number
  /** Parsed JSON; `undefined` for an empty body. */
  readonly value: unknown
  /** The body as it came. */
  readonly text: string
  /** `Links.Next`, absolute; `unusable` where it is no URL. */
  readonly next: string | 'unusable' | undefined
}

const links = z.object({ Links: z.object({ Next: z.string().min(1) }) })

/** One call to the bank, token kept fresh, errors as values. */
export async function call(session: Session, input: CallInput): Promise<Answered | Failed> {
  const token = input.as === 'client' ? await ownToken(session) : await personToken(session)
  if ('kind' in token) return token
  const first = await exchange(session, input, token)
  // A bank may end an access token early; a renewed one is worth one more try, for calls that change nothing.
  const spent = first.kind === 'failed' && / HTTP 401\b/.test(first.detail) && first.reason === 'consent_expired'
  if (!spent || input.as === 'client' || input.method !== 'GET') return first
  if (session.state.tokens?.refresh === undefined) return first
  const failed = await refresh(session, session.state.tokens)
  return failed ?? exchange(session, input, session.state.tokens)
}

async function ownToken(session: Session): Promise<TokenSet | Failed> {
  if (session.own) return session.own
  const made = await clientToken(session.client, { scope: session.options.oauth.clientScope })
  if ('kind' in made) return made
  session.own = made
  return made
}

async function personToken(session: Session): Promise<TokenSet | Failed> {
  const { tokens } = session.state
  if (!tokens) return { kind: 'failed', reason: 'consent_expired', detail: 'no token' }
  if (!isStale(tokens, session.bank.now())) return tokens
  // Without a refresh token the bank has the last word on a token that looks expired.
  const failed = tokens.refresh === undefined ? undefined : await refresh(session, tokens)
  return failed ?? session.state.tokens ?? tokens
}

/** A refresh token may be good for one use: the new pair is in `session.state` at once, and kept before it is used. */
async function refresh(session: Session, tokens: TokenSet): Promise<Failed | undefined> {
  const next = await refreshed(session.client, tokens)
  if ('kind' in next) return next
  session.state = { ...session.state, tokens: next }
  await session.bank.keep?.(writeState(session.state))
  return undefined
}

async function exchange(session: Session, input: CallInput, token: TokenSet): Promise<Answered | Failed> {
  const { bank, options } = session
  const interaction = randomUUID()
  const started = bank.now().getTime()
  const { late } = input
  const response = await bank.http.send({
    method: input.method,
    url: input.url,
    headers: {
      ...fapiHeaders(options),
      Accept: options.accept,
      Authorization: `Bearer ${token.access}`,
      'x-fapi-interaction-id': interaction,
      ...(input.body === undefined ? {} : { 'Content-Type': options.contentType }),
      ...psuHeadersOf(bank),
    },
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
    request_id: interaction,
    status: response.kind === 'answer' ? response.status : response.fault,
    duration_ms: bank.now().getTime() - started,
  })
  if (response.kind === 'fault') return faultFailure(input.operation, response)
  return readAnswer(session, input, response)
}

function readAnswer(
  session: Session,
  input: CallInput,
  response: Extract<BankResponse, { kind: 'answer' }>,
): Answered | Failed {
  if (response.status < 200 || response.status >= 300)
    return failureOfAnswer(input.operation, response, session.bank.now())
  const { status, body } = response
  if (status === 204 || body.trim() === '')
    return { kind: 'answered', url: input.url, status, value: undefined, text: '', next: undefined }
  const value = parseBankJson(response.body)
  if (typeof value !== 'object' || value === null) return unreadableAnswer(input.operation, 'not a JSON object')
  return { kind: 'answered', url: input.url, status, value, text: body, next: nextOf(session, value, input.url) }
}

function nextOf({ options }: Session, value: unknown, from: string): Answered['next'] {
  const written = links.safeParse(value).data?.Links.Next
  if (written === undefined) return undefined
  const url = resolveBankHref(written, options.baseUrl, from, ['accounts', 'balances', 'transactions'])
  // The last page of some banks links to itself.
  return url === from ? undefined : (url ?? 'unusable')
}
