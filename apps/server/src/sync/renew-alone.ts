import type { Failed, Outcome } from '@raccord/connector-kit'
import { readChannelDefinitionId } from '@raccord/contract'
import { dayOf } from '../transactions/day.ts'
import type { BankSession } from './bank-session.ts'
import type { SyncDeps } from './sync-deps.ts'
import type { ChannelSchedule, ChannelWork, ClaimedRun } from './sync-store.ts'

/** `challenge`: only the person can answer what the bank asks now. */
export type RenewedAlone = 'renewed' | 'challenge' | Failed

/**
 * A bank ended its consent before the day that the person agreed to, and the credentials of an EMBEDDED channel are kept:
 * they are tried once, nobody being there. The new consent lasts no longer than the old one was agreed to. What the bank
 * asks a person is left to the person (`user_input`), and nothing is tried again that was refused or asked before:
 * repeated sign-ins lock accounts and send codes that nobody waits for.
 *
 * @param ended the bank's words, given back where there is nothing to try
 */
export async function renewAlone(
  deps: SyncDeps,
  run: ClaimedRun,
  channel: ChannelWork,
  session: BankSession,
  schedule: ChannelSchedule | undefined,
  ended: Failed,
): Promise<RenewedAlone> {
  const { definitionId, failure } = channel
  if (readChannelDefinitionId(definitionId).mode !== 'EMBEDDED' || !schedule?.recurring) return ended
  const today = dayOf(deps.now())
  if (schedule.consentUntil === undefined || schedule.consentUntil < today) return ended
  if (failure === 'wrong_credentials' || failure === 'password_change_needed')
    return { ...ended, reason: failure, detail: 'refused before, not tried again' }
  if (failure === 'challenge_expired') return 'challenge'
  const credentials = await deps.transact(({ connections }) =>
    connections.credentials(run.userId, run.connectionId, definitionId),
  )
  if (Object.keys(credentials).length === 0) return ended
  const outcome = await session.connector.begin(session.context, {
    mode: 'EMBEDDED',
    accountTypes: channel.accountTypes,
    recurring: true,
    validUntil: schedule.consentUntil,
    frequencyPerDay: schedule.frequencyPerDay ?? 4,
    credentials,
    // Nobody's browser is sent anywhere from here.
    redirect: { uri: 'https://unattended.invalid/', state: 'unattended' },
  })
  return takeUp(deps, run, session, outcome, ended)
}

async function takeUp(
  deps: SyncDeps,
  run: ClaimedRun,
  session: BankSession,
  outcome: Outcome,
  ended: Failed,
): Promise<RenewedAlone> {
  const { definitionId } = session
  if (outcome.kind === 'done') {
    const before = session.state
    await session.keep(outcome.state, outcome.grant)
    await deps.transact(({ revocations }) =>
      revocations.add({ providerId: run.providerId, definitionId, state: before }, deps.now()),
    )
    deps.log('consent_renewed_alone', { runId: run.runId, definitionId })
    return 'renewed'
  }
  const left = outcome.state
  // Half a sign-in is of no use to anybody; the person begins his own.
  if (left) {
    await deps.transact(({ revocations }) =>
      revocations.add({ providerId: run.providerId, definitionId, state: left }, deps.now()),
    )
  }
  if (outcome.kind === 'redirect') return ended
  if (outcome.kind !== 'failed') return 'challenge'
  // A bank that wants the person's own address, or that we address wrongly, is no news: the consent is over.
  return outcome.reason === 'bank_not_configured' || outcome.reason === 'consent_expired' ? ended : outcome
}
