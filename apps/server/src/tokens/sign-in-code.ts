import type { Scope } from '@raccord/contract/wire'
import type { Token } from './token.ts'

/** An authorization code as it is kept (RFC 6749 §4.1.2): its text is known only to the client it was sent to. */
export interface SignInCode {
  /** SHA-256 of the text. */
  readonly hash: Uint8Array
  readonly clientId: string
  readonly userId: number
  /** As the sign-in was asked for, to the letter: the token call must repeat it. */
  readonly redirectUri: string
  /** RFC 7636 with S256; absent where the client asked without. */
  readonly codeChallenge?: string
  readonly scopes: readonly Scope[]
  /** UUID that the tokens of this sign-in will share. */
  readonly family: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly usedAt?: Date
}

export interface SignInCodeStore {
  add(code: SignInCode): Promise<void>
  /** Under the row's lock, `decide` sees the code as it is now, and what it answers is done in the same transaction. */
  spend(
    hash: Uint8Array,
    now: Date,
    decide: (code: SignInCode | undefined) => CodeSpending,
  ): Promise<CodeSpending['kind']>
}

/** What becomes of a code that was presented. */
export type CodeSpending =
  | { readonly kind: 'refused' }
  /** By its own client, but wrongly: it works no more. */
  | { readonly kind: 'spoiled' }
  /** Presented a second time: somebody has it who should not, so the tokens it gave end (RFC 6749 §4.1.2). */
  | { readonly kind: 'revoke_family'; readonly family: string }
  | { readonly kind: 'granted'; readonly tokens: readonly Token[] }
