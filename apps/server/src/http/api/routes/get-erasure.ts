import { erasureOut } from '@raccord/contract/wire'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { defineRoute, opaqueIdFrom } from '../define-route.ts'
import { presentErasure } from '../present/erasure.ts'

export const getErasure = defineRoute({
  method: 'GET',
  path: '/v2.1/erasures/:id',
  operationId: 'getErasure',
  tag: 'Erasures',
  summary: 'Read what became of a deletion',
  description:
    'What went and when, which banks have confirmed the end of their consents, and what must stay and why. Every deletion of a user, a connection or an account names its report in a `Link` header, `rel="status"`. A token of the user reads his own, one of the client those of all its users: the user may be gone.',
  access: { kind: 'any_token' },
  params: z.object({ id: z.string() }),
  answer: { status: 200, description: 'The report.', schema: erasureOut },
  errors: ['not_found'],
  async handle({ caller, params }, context) {
    const report = await context.erasures.find(caller.clientId, opaqueIdFrom(params.id))
    if (!report || (caller.kind === 'user' && caller.userId !== report.userId)) throw new ApiError('not_found')
    return { body: presentErasure(report) }
  },
})
