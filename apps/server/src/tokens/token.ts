import type { Scope } from '@raccord/contract/wire'

/** A token as it is kept: its text is known only to whoever holds it. */
export interface Token {
  /** SHA-256 of the text. */
  readonly hash: Uint8Array
  readonly kind: 'access' | 'refresh'
  readonly clientId: string
  /** Absent: a token of the client itself. */
  readonly userId?: number
  /** UUID that all tokens of one sign-in share. */
  readonly family: string
  readonly scopes: readonly Scope[]
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly usedAt?: Date
  readonly revokedAt?: Date
}

export interface TokenStore {
  find(hash: Uint8Array): Promise<Token | undefined>
  add(tokens: readonly Token[]): Promise<void>
  /**
   * Spends a refresh token: under its row lock, `decide` sees it as it is now, and what it answers is done in the same
   * transaction. Two retries at once are therefore judged one after the other.
   */
  spend(hash: Uint8Array, now: Date, decide: (token: Token | undefined) => Spending): Promise<Spending>
  deleteExpired(before: Date): Promise<number>
}

/** What becomes of a refresh token that was presented. */
export type Spending =
  | { readonly kind: 'refused' }
  /** Replayed after its successor was in use: everything from that sign-in ends. */
  | { readonly kind: 'revoke_family'; readonly family: string }
  | { readonly kind: 'rotated'; readonly successors: readonly Token[] }

export interface TokenLifetimes {
  readonly accessSeconds: number
  readonly refreshSeconds: number
}
