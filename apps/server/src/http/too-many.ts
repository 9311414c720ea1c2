import { ApiError } from './errors.ts'

/** `rate_limited`, and when to come back. */
export function tooMany(until: Date, now: Date): ApiError {
  const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000))
  return new ApiError('rate_limited', undefined, { 'retry-after': String(seconds) })
}
