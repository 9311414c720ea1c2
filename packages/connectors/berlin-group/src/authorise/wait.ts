import type { Outcome } from '@raccord/connector-kit'
import { failWith, type Session } from '../call/session.ts'
import { writeState } from '../state.ts'
import { update } from './submit.ts'

/** The person confirms in the bank's app: nothing to type, only to ask the bank now and then. `watch` is absolute. */
export function keepPolling(session: Session, watch: string | undefined, message: string | undefined): Outcome {
  const { bank, options, state } = session
  const started = state.phase === 'decoupled' ? state.authorisation?.until : undefined
  const until =
    started === undefined ? new Date(bank.now().getTime() + options.decoupledSeconds * 1000) : new Date(started)
  if (bank.now() >= until) {
    return failWith(session, {
      kind: 'failed',
      reason: 'challenge_expired',
      detail: 'no confirmation in the bank’s app',
    })
  }
  update(session, { until: until.toISOString(), ...(watch === undefined ? {} : { watch }) })
  session.state = { ...session.state, phase: 'decoupled' }
  return {
    kind: 'wait',
    ...(message === undefined ? {} : { message: message.slice(0, 500) }),
    pollAfterMs: options.pollSeconds * 1000,
    expiresAt: until,
    state: writeState(session.state),
  }
}
