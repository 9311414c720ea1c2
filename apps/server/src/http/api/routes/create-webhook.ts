import { newWebhook, webhookWithSecret } from '@raccord/contract/wire'
import { ApiError } from '../../errors.ts'
import { defineRoute } from '../define-route.ts'
import { presentWebhook } from '../present/webhook.ts'

const rules: Readonly<Record<string, string>> = {
  malformed: 'is no absolute URL',
  scheme: 'must be https',
  user_info: 'must not hold a user or password',
  fragment: 'must not have a fragment',
}

export const createWebhook = defineRoute({
  method: 'POST',
  path: '/v2.1/webhooks',
  operationId: 'createWebhook',
  tag: 'Events',
  summary: 'Have events sent to a URL',
  description:
    'Signed by Standard Webhooks; the secret is in this answer and never again. What happens from now on is sent, and tried again for 24 hours. The name is resolved at each delivery and must lead to a public address; redirects are not followed.',
  access: { kind: 'client_token', scopes: [] },
  body: newWebhook,
  answer: { status: 201, description: 'Created.', schema: webhookWithSecret },
  errors: ['too_many_webhooks'],
  async handle({ caller, body }, context) {
    const { webhooks, targetProblem } = context.notifications
    const problem = targetProblem(body.url)
    if (problem !== undefined)
      throw new ApiError('invalid_request', `url: ${rules[problem] ?? 'must lead to a public address'}.`)
    const made = await webhooks.create(caller.clientId, { url: body.url, types: [...new Set(body.types ?? [])] })
    if (!made) throw new ApiError('too_many_webhooks')
    const [row] = await webhooks.list(caller.clientId, made.id)
    if (!row) throw new ApiError('not_found')
    return {
      body: { ...presentWebhook(row, context.clock.now()), secret: made.secret.expose() },
      headers: { location: `${context.bases().api}/v2.1/webhooks/${made.id}` },
    }
  },
})
