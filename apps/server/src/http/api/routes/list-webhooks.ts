import { webhookOut } from '@raccord/contract/wire'
import { z } from 'zod'
import { defineRoute } from '../define-route.ts'
import { presentWebhook } from '../present/webhook.ts'

export const listWebhooks = defineRoute({
  method: 'GET',
  path: '/v2.1/webhooks',
  operationId: 'listWebhooks',
  tag: 'Events',
  summary: 'List the client’s webhooks, and how they fare',
  access: { kind: 'client_token', scopes: [] },
  answer: { status: 200, description: 'All of them.', schema: z.array(webhookOut) },
  errors: [],
  async handle({ caller }, context) {
    const rows = await context.notifications.webhooks.list(caller.clientId)
    return { body: rows.map((row) => presentWebhook(row, context.clock.now())) }
  },
})
