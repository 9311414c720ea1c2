import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ApiError } from './errors.ts'

export interface FailureLimitOptions {
  /** Failures allowed within the window. */
  readonly points: number
  readonly seconds: number
}

/**
 * Counts failures, so that a correct caller is never slowed down. Kept in the memory of this process: with several
 * replicas the limit is that many times larger, which still makes guessing hopeless.
 */
export class FailureLimit {
  readonly #limiter: RateLimiterMemory
  readonly #points: number

  constructor(options: FailureLimitOptions) {
    this.#limiter = new RateLimiterMemory({ points: options.points, duration: options.seconds })
    this.#points = options.points
  }

  /** @throws ApiError `rate_limited` with Retry-After when the key has used up its failures */
  async check(key: string): Promise<void> {
    const state = await this.#limiter.get(key)
    if (state !== null && state.consumedPoints >= this.#points) throw tooMany(state)
  }

  async failed(key: string): Promise<void> {
    await this.#limiter.penalty(key)
  }

  /**
   * For slow checks: counts the attempt as a failure before it is made; `forget` or `giveBack` afterwards.
   * @throws ApiError `rate_limited` with Retry-After
   */
  async take(key: string): Promise<void> {
    try {
      await this.#limiter.consume(key)
    } catch (error) {
      throw error instanceof RateLimiterRes ? tooMany(error) : error
    }
  }

  /** The attempt was neither right nor wrong. */
  async giveBack(key: string): Promise<void> {
    await this.#limiter.reward(key)
  }

  /** The attempt was right: earlier failures were slips. */
  async forget(key: string): Promise<void> {
    await this.#limiter.delete(key)
  }
}

function tooMany(state: RateLimiterRes): ApiError {
  const seconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000))
  return new ApiError('rate_limited', undefined, { 'retry-after': String(seconds) })
}
