import { RaccordError, type Result, type WayCode } from './errors.ts'

export interface CallOptions {
  readonly signal?: AbortSignal
  /** Of this call, in place of the client's. */
  readonly timeoutMs?: number
  /** `Accept-Language`: of names that people see, such as categories. */
  readonly language?: string
}

/**
 * A call under way. `await call` answers the value or throws a `RaccordError`; `await call.result()` answers a union and
 * does not throw for what the server, the network or a token can do. What is a fault of the program is thrown by both.
 */
export interface Call<T, Code extends string> extends Promise<T> {
  result(): Promise<Result<T, Code | WayCode>>
}

export function asCall<T, Code extends string>(work: Promise<T>): Call<T, Code> {
  const result = (): Promise<Result<T, Code | WayCode>> =>
    work.then(
      (value) => ({ ok: true, value }),
      (error: unknown) => {
        if (error instanceof RaccordError) return { ok: false, error: error as RaccordError<Code | WayCode> }
        throw error
      },
    )
  return Object.assign(work, { result })
}
