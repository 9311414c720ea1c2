import { jwksOut } from '@raccord/contract/wire'
import { defineRoute } from '../define-route.ts'

export const getJwks = defineRoute({
  method: 'GET',
  path: '/.well-known/jwks.json',
  operationId: 'getJwks',
  tag: 'Consents',
  summary: 'Keys to verify receipts with (RFC 7517)',
  description: 'The public half of every key that ever signed: a receipt stays verifiable after the key was changed.',
  access: { kind: 'public' },
  answer: { status: 200, description: 'The newest first.', schema: jwksOut },
  errors: [],
  async handle(_call, context) {
    const keys = await context.signingKeys.published()
    return { body: { keys }, headers: { 'cache-control': 'public, max-age=300' } }
  },
})
