import type { CallOptions } from './call.ts'
import { RaccordError } from './errors.ts'

export interface Request {
  readonly method: string
  readonly url: string
  readonly token?: string | undefined
  readonly body?: unknown
  readonly options?: CallOptions | undefined
}

export interface Answer {
  readonly body: unknown
  readonly headers: Headers
}

export type Send = (request: Request) => Promise<Answer>

/** How often, and how long, a call waits by itself when the server asks to come back (429, 503 with `Retry-After`). */
const patience = { times: 2, seconds: 10 }

/** One exchange over `fetch`: no redirect is followed, since tokens would go along. */
export function makeSend(settings: { readonly fetch: typeof fetch; readonly timeoutMs: number }): Send {
  return async (request) => {
    for (let tried = 0; ; tried += 1) {
      const outcome = await exchange(settings, request)
      if (!(outcome instanceof RaccordError)) return outcome
      const { status, retryAfter } = outcome
      const later = (status === 429 || status === 503) && retryAfter !== undefined && retryAfter <= patience.seconds
      if (!later || tried >= patience.times) throw outcome
      await pause(retryAfter * 1000, request.options?.signal)
    }
  }
}

async function exchange(
  { fetch, timeoutMs }: { readonly fetch: typeof globalThis.fetch; readonly timeoutMs: number },
  { method, url, token, body, options = {} }: Request,
): Promise<Answer | RaccordError> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? timeoutMs)
  const given = options.signal
  try {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      signal: given ? AbortSignal.any([given, timeout]) : timeout,
      headers: {
        accept: 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(options.language === undefined ? {} : { 'accept-language': options.language }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return response.ok ? { body: parsed(text, response), headers: response.headers } : refusal(text, response)
  } catch (error) {
    if (error instanceof RaccordError) return error
    // Whoever gave the signal knows why.
    if (given?.aborted) throw given.reason
    if (timeout.aborted) return new RaccordError('timed_out', `Raccord did not answer in time: ${method} ${path(url)}`)
    return new RaccordError('unreachable', `Raccord can't be reached: ${method} ${path(url)}`, { cause: error })
  }
}

function parsed(text: string, response: Response): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable(response)
  }
}

/** What is no answer of Raccord's (a proxy's page, a redirect) has no code of its table. */
function refusal(text: string, response: Response): RaccordError {
  let body: { error?: unknown; error_description?: unknown } | null
  try {
    body = JSON.parse(text) as typeof body
  } catch {
    return unreadable(response)
  }
  if (typeof body?.error !== 'string') return unreadable(response)
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
  const description = typeof body.error_description === 'string' ? body.error_description : ''
  return new RaccordError(body.error as RaccordError['code'], `${body.error}: ${description}`, {
    status: response.status,
    requestId: response.headers.get('x-request-id') ?? undefined,
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : undefined,
  })
}

function unreadable(response: Response): RaccordError {
  return new RaccordError('unreadable_answer', `An answer (${response.status}) that is not one of Raccord's.`, {
    status: response.status,
    requestId: response.headers.get('x-request-id') ?? undefined,
  })
}

/** Without the query: it may hold what is of a person. */
const path = (url: string): string => new URL(url).origin + new URL(url).pathname

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        reject(signal.reason)
      },
      { once: true },
    )
  })
}
