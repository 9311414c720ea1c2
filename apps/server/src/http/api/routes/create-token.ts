import { tokenAnswer, tokenRequest } from '@raccord/contract/wire'
import { grant } from '../../../tokens/grants.ts'
import { ApiError } from '../../errors.ts'
import { signInKey } from '../../sign-in-key.ts'
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
  async handle({ caller: client, body }, context) {
    const deps = {
      tokens: context.tokens,
      codes: context.codes,
      users: context.users,
      passwords: context.passwordCheck,
      clock: context.clock,
      lifetimes: context.lifetimes,
    }
    const signIn = body.grant_type === 'password' && body.username ? signInKey(client.id, body.username) : undefined
    // Counted before the password is looked at, so that attempts made at the same time count as well.
    if (signIn !== undefined) await context.signInFailures.take(signIn)
    const result = await grant(deps, client, body)
    if (result.kind === 'granted') {
      if (signIn !== undefined) await context.signInFailures.forget(signIn)
      return { body: result.answer }
    }
    if (signIn !== undefined && result.error !== 'invalid_grant') await context.signInFailures.giveBack(signIn)
    throw new ApiError(result.error, result.description)
  },
})
