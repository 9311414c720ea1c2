import { tokenAnswer, tokenRequest } from '@raccord/contract/wire'
import { grant } from '../../../tokens/grants.ts'
import { ApiError } from '../../errors.ts'
import { defineRoute } from '../define-route.ts'

export const createToken = defineRoute({
  method: 'POST',
  path: '/token',
  aliases: ['/tokens'],
  operationId: 'createToken',
  tag: 'Tokens',
  summary: 'Get an access token (OAuth 2.0)',
  description:
    'Grants: `client_credentials` (the client itself), `password` (one of its users), `authorization_code` (somebody who signed in at `GET /signin`), `refresh_token`. A refresh token changes at every use; the previous one works 60 seconds more, and a later use of it revokes everything from that sign-in.',
  access: { kind: 'client_secret' },
  body: tokenRequest,
  answer: { status: 200, description: 'The token.', schema: tokenAnswer },
  errors: ['invalid_grant', 'invalid_scope', 'unsupported_grant_type'],
  async handle({ caller: client, body, request }, context) {
    const deps = {
      tokens: context.tokens,
      codes: context.codes,
      users: context.users,
      passwords: context.passwordCheck,
      clock: context.clock,
      lifetimes: context.lifetimes,
    }
    const attempt =
      body.grant_type === 'password' && body.username
        ? await context.signIns.call.begin({ clientId: client.id, email: body.username, ip: request.ip })
        : undefined
    const result = await grant(deps, client, body).catch(async (error: unknown) => {
      await attempt?.neither()
      throw error
    })
    if (result.kind === 'granted') {
      await attempt?.right()
      return { body: result.answer }
    }
    await (result.error === 'invalid_grant' ? attempt?.wrong() : attempt?.neither())
    throw new ApiError(result.error, result.description)
  },
})
