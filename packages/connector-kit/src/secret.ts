import { inspect } from 'node:util'

/**
 * A value that must not be seen: a password, a token, a one-time code. It prints as `***` in every way a value can be
 * printed; only `expose()` gives it away, and that call is easy to find in a review.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  expose(): string {
    return this.#value
  }

  toString(): string {
    return '***'
  }

  toJSON(): string {
    return '***'
  }

  [Symbol.toPrimitive](): string {
    return '***'
  }

  [inspect.custom](): string {
    return '***'
  }
}
