import { randomUUID } from 'node:crypto'
import type { SignInCode } from './sign-in-code.ts'
import { hashTokenText, newTokenText } from './token-text.ts'

/** Time enough for one redirect and one call. */
const lifeMs = 60_000

/** A new code, to be stored, and its text, to be sent and forgotten. */
export function issueCode(
  issue: Omit<SignInCode, 'hash' | 'family' | 'createdAt' | 'expiresAt' | 'usedAt'>,
  now: Date,
): { readonly code: SignInCode; readonly text: string } {
  const text = newTokenText()
  const expiresAt = new Date(now.getTime() + lifeMs)
  return { text, code: { ...issue, hash: hashTokenText(text), family: randomUUID(), createdAt: now, expiresAt } }
}
