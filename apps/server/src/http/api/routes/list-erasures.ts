import { erasureOut, erasureQuery } from '@raccord/contract/wire'
import { z } from 'zod'
import { defineRoute } from '../define-route.ts'
import { presentErasure } from '../present/erasure.ts'

export const listErasures = defineRoute({
  method: 'GET',
  path: '/v2.1/erasures',
  operationId: 'listErasures',
  tag: 'Erasures',
  summary: 'List what was erased of the client’s users',
  description: 'The newest first; also what people ended in the widget, and what the server let go by its retention.',
  access: { kind: 'client_token', scopes: [] },
  query: erasureQuery,
  answer: { status: 200, description: 'A page of them.', schema: z.array(erasureOut) },
  errors: [],
  async handle({ caller, query }, context) {
    const page = { page: query.page ?? 1, limit: query.limit ?? 100 }
    return { body: (await context.erasures.list(caller.clientId, page)).map(presentErasure) }
  },
})
