import type { OpenBank } from '../sync/sync-deps.ts'
import type { RevocationStore } from './revocation-store.ts'

export interface RevokeDeps {
  readonly transact: <T>(work: (unit: { readonly revocations: RevocationStore }) => Promise<T>) => Promise<T>
  readonly bank: OpenBank
  readonly now: () => Date
}

/**
 * Tries in all before a consent is left to run out by itself, which it does by its last day at the latest: by the queue's back-off some
 * 22 hours, since a report of what was erased is complete within a day.
 */
export const revocationTries = 33

export type Revoked = 'done' | 'given_up' | 'again'

/**
 * Ends one consent at the bank. `again`: the caller lets time pass (the job queue's back-off) and calls again. Whatever the
 * end, the sealed state is erased: a permission that we no longer hold can't be used by anybody.
 */
export async function revokeConsent(deps: RevokeDeps, revocationId: number): Promise<Revoked> {
  const revocation = await deps.transact(({ revocations }) => revocations.get(revocationId))
  if (!revocation) return 'done'
  const { id, state } = revocation
  if (state === undefined) {
    // Left to run out: we no longer know what to end, and no further try will.
    await deps.transact(({ revocations }) => revocations.done(id, deps.now(), 'unreadable'))
    return 'given_up'
  }
  const bank = deps.bank(revocation)
  const answer = bank ? await bank.connector.revoke(bank.context, state) : undefined
  if (answer?.kind === 'revoked') {
    await deps.transact(({ revocations }) => revocations.done(id, deps.now()))
    return 'done'
  }
  const failure = answer?.reason ?? 'bank_not_configured'
  // A consent that has run out is what was wanted; a bank that left the catalogue will not come back by trying.
  const pointless = failure === 'consent_expired' || failure === 'bank_not_configured'
  const last = revocation.attempts + 1 >= revocationTries
  await deps.transact(async ({ revocations }) => {
    await revocations.attempted(id, failure)
    if (pointless || last) await revocations.done(id, deps.now(), failure === 'consent_expired' ? undefined : failure)
  })
  if (failure === 'consent_expired') return 'done'
  return pointless || last ? 'given_up' : 'again'
}

/** The queue gave up before the bank was asked so often: its workers died. What is sealed must not outlive that. */
export async function leaveToRunOut(deps: Pick<RevokeDeps, 'transact' | 'now'>, revocationId: number): Promise<void> {
  await deps.transact(async ({ revocations }) => {
    if (await revocations.get(revocationId)) await revocations.done(revocationId, deps.now(), 'unexpected')
  })
}
