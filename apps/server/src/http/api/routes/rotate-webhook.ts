import { webhookWithSecret } from '@raccord/contract/wire'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { defineRoute, opaqueIdFrom } from '../define-route.ts'
import { presentWebhook } from '../present/webhook.ts'

export const rotateWebhook = defineRoute({
  method: 'POST',
  path: '/v2.1/webhooks/:id/rotate',
  operationId: 'rotateWebhook',
  tag: 'Events',
  summary: 'Change the secret of a webhook',
  description:
    'For seven days events carry two signatures, by the new secret and by the one before it, so that a receiver may change over when it likes.',
  access: { kind: 'client_token', scopes: [] },
  params: z.object({ id: z.string() }),
  answer: { status: 200, description: 'The new secret, shown this once.', schema: webhookWithSecret },
  errors: ['not_found'],
  async handle({ caller, params }, context) {
    const { webhooks } = context.notifications
    const id = opaqueIdFrom(params.id)
    const secret = await webhooks.rotate(caller.clientId, id)
    const [row] = secret ? await webhooks.list(caller.clientId, id) : []
    if (!secret || !row) throw new ApiError('not_found')
    return { body: { ...presentWebhook(row, context.clock.now()), secret: secret.expose() } }
  },
})
