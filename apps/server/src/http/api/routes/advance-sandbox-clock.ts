import { sandboxClockChange, sandboxClockOut } from '@raccord/contract/wire'
import { ApiError } from '../../errors.ts'
import { defineRoute } from '../define-route.ts'
import { toUnixSeconds } from '../present/unix-seconds.ts'

export const advanceSandboxClock = defineRoute({
  method: 'POST',
  path: '/v2.1/sandbox/clock',
  operationId: 'advanceSandboxClock',
  tag: 'Sandbox',
  summary: 'Let time pass',
  description:
    'Sandbox only: 404 elsewhere. Schedules, quotas, consents, tokens and the test bank follow. Time never goes back, and stays where it was at a restart.',
  access: { kind: 'client_token', scopes: [] },
  body: sandboxClockChange,
  answer: { status: 200, description: 'The time after it.', schema: sandboxClockOut },
  errors: ['not_found'],
  async handle({ body }, context) {
    if (!context.sandboxClock) throw new ApiError('not_found')
    const { now, testBank } = await context.sandboxClock.advance(body.advance)
    return { body: { now: toUnixSeconds(now), test_bank: testBank } }
  },
})
