import { accessTokenOut } from '@raccord/contract/wire'
import { z } from 'zod'
import { defineRoute } from '../define-route.ts'
import { presentAccessToken } from '../present/access-token.ts'

export const listAccessTokens = defineRoute({
  method: 'GET',
  path: '/v2.1/users/me/access_tokens',
  operationId: 'listAccessTokens',
  tag: 'Access tokens',
  summary: 'List which applications may read, and when they last did',
  access: { kind: 'user_token', scopes: ['accounts_read'] },
  answer: { status: 200, description: 'All of them, oldest first.', schema: z.array(accessTokenOut) },
  errors: [],
  async handle({ caller }, context) {
    return { body: (await context.faceTokens.list(caller.userId)).map(presentAccessToken) }
  },
})
