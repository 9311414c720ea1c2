import { createHash, randomBytes } from 'node:crypto'
import { grantsOneOf } from '@raccord/contract/wire'
import type { Client } from '../../clients/client.ts'
import { readAccessToken } from '../../tokens/read-access-token.ts'
import { refreshState } from '../../tokens/refresh-grant.ts'
import { hashTokenText, isTokenText } from '../../tokens/token-text.ts'
import { ApiError } from '../errors.ts'
import type { ApiContext } from './api-context.ts'

/**
 * Begins a widget session for the user of the access token; resolves to its id.
 *
 * @param defaults previous widgets: parameters for every link of the session
 * @throws ApiError `invalid_token`, `insufficient_scope`, `invalid_grant`
 */
export async function beginWidgetSession(
  context: ApiContext,
  client: Client,
  tokens: { readonly access_token: string; readonly refresh_token?: string | undefined },
  defaults?: Readonly<Record<string, string>>,
): Promise<string> {
  const token = await readAccessToken(context, tokens.access_token)
  if (token?.userId === undefined || token.clientId !== client.id) {
    throw new ApiError('invalid_token', 'access_token: is unknown, expired, or no token of a user of this client.')
  }
  // Its pages connect, share and disconnect accounts: what the token itself may not do, it may not open either.
  if (!grantsOneOf(token.scopes, ['connections_manage']))
    throw new ApiError('insufficient_scope', 'access_token: needs the scope connections_manage.')
  if (tokens.refresh_token) await checkRefreshToken(context, tokens.refresh_token, client.id, token.userId)
  return (await startSession(context, { clientId: client.id, userId: token.userId }, defaults)).id
}

/** The session itself, for a user who is known; `idHash` is what it is kept under. */
export async function startSession(
  context: Pick<ApiContext, 'clock' | 'createWidgetSession' | 'sessionMinutes'>,
  of: { readonly clientId: string; readonly userId: number },
  defaults?: Readonly<Record<string, string>>,
): Promise<{ readonly id: string; readonly idHash: Uint8Array }> {
  // 24 random bytes are exactly 32 characters, and 192 bits are not guessed.
  const id = randomBytes(24).toString('base64url')
  const idHash = createHash('sha256').update(id, 'utf8').digest()
  const now = context.clock.now()
  await context.createWidgetSession({
    ...of,
    idHash,
    createdAt: now,
    expiresAt: new Date(now.getTime() + context.sessionMinutes * 60_000),
    ...(defaults && Object.keys(defaults).length > 0 ? { defaults } : {}),
  })
  return { id, idHash }
}

/** Looked at, never spent: the client goes on using it. */
async function checkRefreshToken(context: ApiContext, text: string, clientId: string, userId: number): Promise<void> {
  const token = isTokenText(text) ? await context.tokens.find(hashTokenText(text)) : undefined
  const state = token === undefined ? 'dead' : refreshState(token, clientId, context.clock.now())
  if (state === 'live' && token?.userId === userId) return
  throw new ApiError('invalid_grant', 'refresh_token: is unknown, expired, revoked, or of another user.')
}
