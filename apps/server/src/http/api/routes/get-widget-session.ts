import { createHash } from 'node:crypto'
import { widgetSessionLog } from '@raccord/contract/wire'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { defineRoute } from '../define-route.ts'
import { presentSessionLog } from '../present/session-log.ts'

export const getWidgetSession = defineRoute({
  method: 'GET',
  path: '/v2.1/widget_sessions/:id',
  operationId: 'getWidgetSession',
  tag: 'Widget',
  summary: 'Read what happened in a widget session',
  description:
    'Journeys with their steps, times, warnings and results, also after the session has expired (30 days, or as the operator set). A lost browser loses nothing: ask here whether the person finished. Holds no personal data beyond ids.',
  access: { kind: 'client_token', scopes: [] },
  params: z.object({ id: z.string().max(64) }),
  answer: { status: 200, description: 'The log.', schema: widgetSessionLog },
  errors: ['not_found'],
  async handle({ caller, params }, context) {
    const idHash = createHash('sha256').update(params.id, 'utf8').digest()
    const log = await context.sessionLog(idHash, caller.clientId)
    if (log === undefined) throw new ApiError('not_found')
    return { body: presentSessionLog(log) }
  },
})
