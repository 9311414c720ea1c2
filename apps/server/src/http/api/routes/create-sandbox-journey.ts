import { randomBytes } from 'node:crypto'
import { sandboxJourney, sandboxJourneyOrder } from '@raccord/contract/wire'
import { ApiError } from '../../errors.ts'
import type { ApiContext } from '../api-context.ts'
import { startSession } from '../begin-widget-session.ts'
import { defineRoute, idFrom } from '../define-route.ts'
import { presentSessionLog } from '../present/session-log.ts'

export const createSandboxJourney = defineRoute({
  method: 'POST',
  path: '/v2.1/sandbox/journeys',
  operationId: 'createSandboxJourney',
  tag: 'Sandbox',
  summary: 'Connect a bank without a browser',
  description:
    'Sandbox only: 404 elsewhere. Somebody without JavaScript goes through the widget and the test bank’s own pages as they come, and stops where he has no answer. For tests that need a connected user and no screen.',
  access: { kind: 'client_token', scopes: [] },
  body: sandboxJourneyOrder,
  answer: { status: 200, description: 'How far he came.', schema: sandboxJourney },
  errors: ['not_found'],
  async handle({ caller, body }, context) {
    const { sandboxPerson } = context
    if (!sandboxPerson) throw new ApiError('not_found')
    if (!context.catalogue.find(body.provider_id)) throw new ApiError('invalid_request', 'provider_id: is no provider.')
    const userId = body.user_id === undefined ? await newcomer(context, caller.clientId) : idFrom(body.user_id)
    if (!(await context.users.find(caller.clientId, userId))) throw new ApiError('not_found', 'user_id: is no user.')
    const { id: sessionId, idHash } = await startSession(context, { clientId: caller.clientId, userId })
    const query = new URLSearchParams({ ...body.parameters, session_id: sessionId })
    const { provider_id: providerId, login, password = login, answers } = body
    const seen = await sandboxPerson(`${context.bases().embed}/v2.1/widget/add_connection?${query}`, {
      ...{ providerId, login, password, answers },
    })
    const log = await context.sessionLog(idHash, caller.clientId)
    const journey = log && presentSessionLog(log).journeys.at(-1)
    const error = seen.end === 'stopped' ? journey?.events.findLast((event) => event.error)?.error : undefined
    return {
      body: {
        status: seen.end,
        user_id: String(userId),
        session_id: sessionId,
        ...(journey?.connection_id === undefined ? {} : { connection_id: journey.connection_id }),
        ...(journey?.result === undefined ? {} : { result: journey.result }),
        screens: seen.screens,
        error,
      },
    }
  },
})

/** Nobody signs in as him: nobody knows his password. */
async function newcomer(context: ApiContext, clientId: string): Promise<number> {
  const user = await context.users.add({
    clientId,
    email: `sandbox-${randomBytes(8).toString('hex')}@example.org`,
    passwordHash: await context.passwords.hash(randomBytes(24).toString('base64url')),
    createdAt: context.clock.now(),
  })
  if (!user) throw new ApiError('email_taken')
  return user.id
}
