import type { Scope } from '@raccord/contract/wire'
import type { Client } from '../../../clients/client.ts'

/** Who calls: a client for one of its users, or a client for itself. */
export interface UserCaller {
  readonly kind: 'user'
  readonly clientId: string
  readonly userId: number
}
export interface ClientCaller {
  readonly kind: 'client'
  readonly clientId: string
}

/** What a call needs (WIRE §2). It is both enforced and documented. */
export type Access =
  | { readonly kind: 'public' }
  /** `client_id` and `client_secret`, in the body or by HTTP Basic. */
  | { readonly kind: 'client_secret' }
  /** Scopes are alternatives, unless every one is needed; none: any token of that kind. */
  | { readonly kind: 'user_token'; readonly scopes: readonly Scope[]; readonly every?: true }
  | { readonly kind: 'client_token'; readonly scopes: readonly Scope[] }
  | { readonly kind: 'any_token' }

export type CallerOf<A extends Access> = A extends { kind: 'user_token' }
  ? UserCaller
  : A extends { kind: 'client_token' }
    ? ClientCaller
    : A extends { kind: 'any_token' }
      ? UserCaller | ClientCaller
      : A extends { kind: 'client_secret' }
        ? Client
        : undefined
