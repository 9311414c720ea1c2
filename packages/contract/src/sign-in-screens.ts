import type { userScopes } from './scopes.ts'

/** Somebody signs in to let a client act for him (RFC 6749 §4.1.1). One form: who he is, and what that allows. */
export interface SignInScreen {
  readonly kind: 'sign_in'
  /** The client's request, sent back unchanged with the form and checked again: `f_email` and `f_password` beside it. */
  readonly request: readonly (readonly [name: string, value: string])[]
  readonly scopes: readonly (typeof userScopes)[number][]
  /** What was typed before. Never the password. */
  readonly email?: string
  readonly missing: readonly ('email' | 'password')[]
  /** Which of the two was wrong is not said. `later`: too many attempts. */
  readonly error?: 'refused' | 'later'
  /** Back to the client without signing in; complete. */
  readonly cancelUrl: string
}
