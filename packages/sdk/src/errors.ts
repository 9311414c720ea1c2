import type { ErrorCode } from './generated/shapes.ts'

/** What can befall any call: on the way, or while it gets the token it needs. */
export type WayCode =
  | 'unreachable'
  | 'timed_out'
  | 'unreadable_answer'
  | 'invalid_client'
  | 'invalid_grant'
  | 'rate_limited'

/**
 * A call that failed. `code` is a closed list per call, so that a `switch` over it is checked; `status` is 0 where there
 * was no answer. The message is for a developer, never for a person.
 */
export class RaccordError<Code extends string = ErrorCode | WayCode> extends Error {
  override readonly name = 'RaccordError'
  readonly code: Code
  readonly status: number
  /** Finds the request in the server's log. */
  readonly requestId: string | undefined
  /** Seconds after which to try again, where the server said so. */
  readonly retryAfter: number | undefined

  constructor(
    code: Code,
    message: string,
    facts: {
      readonly status?: number
      readonly requestId?: string | undefined
      readonly retryAfter?: number | undefined
      readonly cause?: unknown
    } = {},
  ) {
    super(message, facts.cause === undefined ? {} : { cause: facts.cause })
    this.code = code
    this.status = facts.status ?? 0
    this.requestId = facts.requestId
    this.retryAfter = facts.retryAfter
  }
}

export type Result<T, Code extends string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: RaccordError<Code> }
