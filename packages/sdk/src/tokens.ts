import { RaccordError } from './errors.ts'
import type { Token } from './generated/shapes.ts'
import type { RaccordOptions } from './settings.ts'
import type { Send } from './transport.ts'

/** What to keep of a user, on your server: it opens his accounts. */
export interface UserTokens {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  /** Unix milliseconds. */
  readonly expiresAt: number
  readonly scope: string
}

export type Grant = (fields: Readonly<Record<string, string | undefined>>) => Promise<UserTokens>

/** A token is renewed this long before it ends, so that none ends on its way. */
const margin = 30_000

export function makeGrant(auth: string, options: RaccordOptions, send: Send): Grant {
  return async (fields) => {
    const { body } = await send({
      method: 'POST',
      url: `${auth}/token`,
      body: { client_id: options.clientId, client_secret: options.clientSecret, ...fields },
    })
    const token = body as Token
    if (typeof token?.access_token !== 'string')
      throw new RaccordError('unreadable_answer', 'An answer without a token.', { status: 200 })
    return {
      accessToken: token.access_token,
      refreshToken: token.refresh_token,
      expiresAt: Date.now() + token.expires_in * 1000,
      scope: token.scope,
    }
  }
}

/**
 * Holds the newest tokens and renews them once for all calls that wait: a refresh token changes at every use, and a late
 * second use of one ends everything that came from it.
 */
export class TokenKeeper {
  #held: UserTokens | undefined
  readonly #renew: ((held: UserTokens | undefined) => Promise<UserTokens>) | undefined
  #renewing: Promise<UserTokens> | undefined

  /** Without `renew` the token lasts as long as it lasts. */
  constructor(held: UserTokens | undefined, renew?: (held: UserTokens | undefined) => Promise<UserTokens>) {
    this.#held = held
    this.#renew = renew
  }

  get held(): UserTokens | undefined {
    return this.#held
  }

  async token(): Promise<string> {
    const good = this.#held && this.#held.expiresAt - margin > Date.now()
    const tokens = good ? this.#held : ((await this.#fresh()) ?? this.#held)
    return tokens?.accessToken ?? ''
  }

  /** After an answer that `refused` is not valid; another call may have renewed it meanwhile. */
  async after(refused: string): Promise<string | undefined> {
    if (this.#held && this.#held.accessToken !== refused) return this.#held.accessToken
    return (await this.#fresh())?.accessToken
  }

  #fresh(): Promise<UserTokens | undefined> {
    if (!this.#renew) return Promise.resolve(undefined)
    this.#renewing ??= this.#renew(this.#held)
      .then((tokens) => {
        this.#held = tokens
        return tokens
      })
      .finally(() => {
        this.#renewing = undefined
      })
    return this.#renewing
  }
}
