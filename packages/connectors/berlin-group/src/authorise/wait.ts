import type { Outcome } from '@raccord/connector-kit'
import { failWith, type Session } from '../call/session.ts'
import { writeState } from '../state.ts'
import { isOver } from './is-over.ts'
import { update } from './submit.ts'

/** What the bank's answer says about the confirmation; what it leaves out stays as it was. */
interface Said {
  readonly message?: string | undefined
  readonly expiresAt?: Date | undefined
  readonly canResend?: boolean
}

/** The person confirms in the bank's app: nothing to type, only to ask the bank now and then. `watch` is absolute. */
export function keepPolling(session: Session, watch: string | undefined, said: Said): Outcome {
  const { bank, options, state } = session
  if (isOver(session)) {
    return failWith(session, {
      kind: 'failed',
      reason: 'challenge_expired',
      detail: 'no confirmation in the bank’s app',
    })
  }
  const before = state.phase === 'decoupled' ? state.authorisation : undefined
  const until =
    said.expiresAt?.toISOString() ??
    before?.until ??
    new Date(bank.now().getTime() + options.decoupledSeconds * 1000).toISOString()
  const message = said.message?.replace(/[^\P{C}\n]/gu, '').slice(0, 500) ?? before?.message
  const canResend = said.canResend ?? before?.canResend ?? false
  update(session, {
    until,
    canResend,
    message,
    watch,
  })
  session.state = { ...session.state, phase: 'decoupled' }
  return {
    kind: 'wait',
    message,
    ...(canResend ? { canResend } : {}),
    pollAfterMs: options.pollSeconds * 1000,
    expiresAt: new Date(until),
    state: writeState(session.state),
  }
}
