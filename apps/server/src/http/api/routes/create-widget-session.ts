import { createHash, randomBytes } from 'node:crypto'
import type { Endpoint } from '@raccord/contract'
import { type WidgetSessionAnswer, widgetSessionAnswer, widgetSessionRequest } from '@raccord/contract/wire'
import { readAccessToken } from '../../../tokens/read-access-token.ts'
import { refreshState } from '../../../tokens/refresh-grant.ts'
import { hashTokenText, isTokenText } from '../../../tokens/token-text.ts'
import { ApiError } from '../../errors.ts'
import type { ApiContext } from '../api-context.ts'
import { defineRoute } from '../define-route.ts'

export const createWidgetSession = defineRoute({
  method: 'POST',
  path: '/v2.1/widget_session',
  aliases: ['/v2.1/widget/widget_session'],
  operationId: 'createWidgetSession',
  tag: 'Widget',
  summary: 'Begin a widget session for a user',
  description:
    'Send the person to one of the links, with the functional parameters of that endpoint appended as `&name=value`. The session ends after a while without use.',
  access: { kind: 'client_secret' },
  body: widgetSessionRequest,
  answer: { status: 200, description: 'The session and its links.', schema: widgetSessionAnswer },
  errors: ['invalid_token', 'invalid_grant'],
  async handle({ caller: client, body }, context) {
    const token = await readAccessToken(context, body.access_token)
    if (token?.userId === undefined || token.clientId !== client.id) {
      throw new ApiError('invalid_token', 'access_token: is unknown, expired, or no token of a user of this client.')
    }
    if (body.refresh_token) await checkRefreshToken(context, body.refresh_token, client.id, token.userId)
    // 24 random bytes are exactly 32 characters, and 192 bits are not guessed.
    const id = randomBytes(24).toString('base64url')
    const now = context.clock.now()
    await context.createWidgetSession({
      idHash: createHash('sha256').update(id, 'utf8').digest(),
      clientId: client.id,
      userId: token.userId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + context.sessionMinutes * 60_000),
    })
    return { body: presentSession(id, context.bases().embed) }
  },
})

/** Looked at, never spent: the client goes on using it. */
async function checkRefreshToken(context: ApiContext, text: string, clientId: string, userId: number): Promise<void> {
  const token = isTokenText(text) ? await context.tokens.find(hashTokenText(text)) : undefined
  const state = token === undefined ? 'dead' : refreshState(token, clientId, context.clock.now())
  if (state === 'live' && token?.userId === userId) return
  throw new ApiError('invalid_grant', 'refresh_token: is unknown, expired, revoked, or of another user.')
}

function presentSession(id: string, embedBase: string): WidgetSessionAnswer {
  const link = (endpoint: Endpoint): string => `${embedBase}/v2.1/widget/${endpoint}?session_id=${id}`
  return {
    session_id: id,
    _links: {
      add_connection: link('add_connection'),
      edit_credentials: link('edit_credentials'),
      user_input: link('user_input'),
      manage_accounts: link('manage_accounts'),
    },
  }
}
