import type { Failed } from '@raccord/connector-kit'
import { isStale, refreshed } from '@raccord/connector-oauth'
import type { Session } from '../call/session.ts'
import { writeState } from '../state.ts'
import { clientOf, codeFlowOf } from './server.ts'

/** Keeps the access token usable. Refresh tokens may be single-use: the new pair is kept before it is used. */
export async function refreshTokens(session: Session, when: 'if-expired' | 'now'): Promise<Failed | undefined> {
  const { tokens, oauth } = session.state
  // Without a refresh token the bank has the last word on a token that looks expired.
  if (tokens?.refresh === undefined || !oauth) return undefined
  if (when === 'if-expired' && !isStale(tokens, session.bank.now())) return undefined
  const flow = codeFlowOf(session)
  if (flow.kind === 'failed') return flow
  const client = clientOf(session, oauth.server, flow)
  if ('kind' in client) return client
  const next = await refreshed(client, tokens)
  if ('kind' in next) return next
  session.state = { ...session.state, tokens: next }
  await session.bank.keep?.(writeState(session.state))
  return undefined
}
