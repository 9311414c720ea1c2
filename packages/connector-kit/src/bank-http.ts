/** One HTTP exchange with a bank. Redirects are never followed: a bank API does not redirect a server. */
export interface BankHttp {
  send(request: BankRequest): Promise<BankResponse>
}

export interface BankRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Absolute. Refused unless https (or loopback in a sandbox) and its host is on the provider's list. */
  readonly url: string
  readonly headers: { readonly [name: string]: string }
  readonly body?: string
  /** `base64`: the answer's body as bytes, for a picture; by default it is text. */
  readonly bodyAs?: 'text' | 'base64'
  /**
   * For a call that makes something at the bank. When its time is up, the caller is told so and the exchange goes on for a
   * while: an answer that comes after all is given here, so that what was made can be ended.
   */
  readonly late?: (answer: Extract<BankResponse, { kind: 'answer' }>) => void
}

export type BankResponse =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: { readonly [lowerCaseName: string]: string }
      readonly body: string
      /** A body that is a zip or gzip archive by its first bytes, where text was asked for: as it came, and `body` is empty. */
      readonly packed?: Uint8Array
    }
  /**
   * `refused`: the URL or the address behind it is not allowed. `unreadable`: not HTTP, a broken compression or an unknown
   * charset. `identity`: the bank's TLS did not take our certificate, or no signature could be made; only the operator can
   * help. `crowded`: too many of ours wait for this bank, which was not asked. `too_large`, `timeout`, `unreachable`: as they say. `detail` holds no path and no query.
   */
  | {
      readonly kind: 'fault'
      readonly fault: 'refused' | 'timeout' | 'unreachable' | 'too_large' | 'unreadable' | 'identity' | 'crowded'
      readonly detail: string
    }
