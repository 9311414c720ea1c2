import type { Answer } from '@raccord/connector-kit'
import { beginLeg, type CallDeps, type Caller, resumeLeg } from './call-bank.ts'
import type { PlannedChannel } from './channel-plan.ts'
import { compareAccounts } from './compare-accounts.ts'
import { channelOf, type View } from './look.ts'
import type { Step, StepKind } from './next-step.ts'
import type { Appended, ConsentGiven, Leg } from './ports.ts'
import type { LegState } from './state.ts'
import type { JourneyUploads } from './uploads.ts'

export interface SettleDeps extends CallDeps {
  /** Seconds before the offered step is passed over (WIRE §6.3). */
  readonly offerSeconds: number
  readonly uploads: JourneyUploads
  /** What the consent screen of this view says, for the record. */
  readonly consentShown: (view: View, caller: Caller, action: ConsentGiven['action']) => Promise<ConsentGiven>
}

export interface Settling<K extends StepKind> {
  readonly view: View
  readonly step: Extract<Step, { readonly kind: K }>
  readonly caller: Caller
  /** The leg in hand, where it is known already. */
  readonly returned: Leg | undefined
}

/** The move that a step makes by itself; `undefined`: it is the person's, for now. */
export type Move<K extends StepKind> = (deps: SettleDeps, settling: Settling<K>) => Promise<Appended | undefined>

export const giveConsent: Move<'consent'> = async (deps, { view, caller }) => {
  const { journey, state } = view
  const record = async (as: ConsentGiven['action']) =>
    deps.store.recordConsent(journey, await deps.consentShown(view, caller, as), deps.now())
  // Present and empty: the client holds its own licence and asked for consent itself (checked where the link was read).
  if (journey.parameters.terms_body === '') return record('skipped_own_licence')
  return state.previous?.termsRecord === undefined ? undefined : record('under_terms')
}

/** A redirect needs nothing; a challenge that waits is called up again with the credentials that are kept. */
export const startLeg: Move<'start_leg'> = async (deps, { view, step, caller }) =>
  begin(deps, view, step.channel, caller)

export const takeUpCall: Move<'calling'> = async (deps, { view, step, caller }) =>
  step.lapsed ? takeUp(deps, view, step.leg, caller) : undefined

export const takeUpImport: Move<'importing'> = async (deps, { view, step }) =>
  step.lapsed ? deps.uploads.importAll(view.journey, deps.now()) : undefined

export const resumeReturn: Move<'resume_return'> = async (deps, { view, step, caller, returned }) =>
  resume(deps, view, step.leg, caller, 'returned', returned)

export const compareGranted: Move<'compare'> = async (deps, { view, step, caller }) =>
  compareAccounts(deps, view, step.leg, caller)

export const endChallenge: Move<'challenge'> = async (deps, { view, step }) => {
  const now = deps.now()
  if (step.leg.expiresAt === undefined || step.leg.expiresAt > now.getTime()) return undefined
  return deps.store.append(view.journey, [{ kind: 'failed', error: 'challenge_expired', leg: step.leg.id }], now)
}

export const endPhone: Move<'phone_number'> = async (deps, { view, step }) => {
  const now = deps.now()
  if (step.phone.until > now.getTime()) return undefined
  return deps.store.append(view.journey, [{ kind: 'phone_refused', leg: step.leg.id, answer: 'expired' }], now)
}

export const passOffer: Move<'offer'> = async (deps, { view, caller }) => {
  const { journey, state } = view
  const now = deps.now()
  // `multiple_channels` of the previous widgets has asked for both already; going on without it stays possible.
  if (state.previous?.channels === 'both' && state.offer === 'none')
    return deps.store.append(journey, [{ kind: 'offer_answered', answer: 'accepted' }], now)
  if (state.offer === 'none') return offerTime(deps, view)
  if (!caller.unseen && state.offerUntil !== undefined && state.offerUntil <= now.getTime())
    return deps.store.append(journey, [{ kind: 'offer_answered', answer: 'passed' }], now)
  return undefined
}

export const finish: Move<'finish'> = async (deps, { view, step }) => {
  const { connectionId } = view.state
  if (connectionId === undefined) return undefined
  const now = deps.now()
  return deps.store.append(
    view.journey,
    [{ kind: 'finished', result: step.result, connectionId, at: now.getTime() }],
    now,
  )
}

/** The bank has asked which accounts, and its permission names them: nobody is asked twice. */
export const adopt: Move<'adopt'> = async (deps, { view: { journey, state }, caller }) => {
  const { connectionId, providerId = '' } = state
  if (connectionId === undefined) return undefined
  const known = await deps.store.knownAccounts(journey, providerId)
  const listed = known.filter((account) => account.connectionId === connectionId && account.status !== 'DELETED')
  const ids = listed.map(({ id }) => String(id))
  return deps.store.chooseAccounts(journey, connectionId, ids, caller.psu, deps.now())
}

export const pollBank: Move<'wait'> = async (deps, { view, step: { leg }, caller }) => {
  const { journey } = view
  const now = deps.now()
  // Somebody is asking already: another page of the same person.
  if (leg.call) return undefined
  if (leg.expiresAt !== undefined && leg.expiresAt <= now.getTime()) {
    return deps.store.append(journey, [{ kind: 'failed', error: 'challenge_expired', leg: leg.id }], now)
  }
  const stored = await deps.store.leg(leg.id)
  const channel = channelOf(view, leg)
  if (!stored || !channel || stored.shown?.kind !== 'wait') return undefined
  const last = journey.times.at(-1)
  if (last && now.getTime() - last.getTime() < stored.shown.pollAfterMs) return undefined
  return resumeLeg(deps, journey, stored, channel, 'poll', { kind: 'poll' }, caller)
}

/** The time for an answer begins when there is nothing else to wait for: the reading has ended, or nobody waits for it. */
async function offerTime(deps: SettleDeps, { journey, run }: View): Promise<Appended | undefined> {
  const { wait_sync_end: waits, congrats_bypass_delay: congrats } = journey.parameters
  if (waits && run?.ended === false) return undefined
  const now = deps.now()
  const seconds = Math.max(deps.offerSeconds, congrats)
  return deps.store.append(journey, [{ kind: 'offer_shown', until: now.getTime() + seconds * 1000 }], now)
}

async function begin(deps: SettleDeps, view: View, channel: PlannedChannel, caller: Caller): Promise<Appended> {
  const { journey, state } = view
  const stored =
    channel.mode === 'EMBEDDED' && state.connectionId !== undefined
      ? await deps.store.keptCredentials(journey, state.connectionId, channel.definitionId)
      : {}
  if (channel.mode === 'EMBEDDED' && Object.keys(stored).length === 0) {
    return deps.store.append(journey, [{ kind: 'retried' }], deps.now())
  }
  return beginLeg(deps, journey, channel, stored, caller)
}

/** Nobody is making this call any more (crash, restart): made again if that is harmless, else given back to the person. */
async function takeUp(deps: SettleDeps, view: View, leg: LegState, caller: Caller): Promise<Appended> {
  const { journey } = view
  const now = deps.now()
  const call = leg.call?.call
  if (call === 'list') return compareAccounts(deps, view, leg, caller)
  if (call === 'returned') return resume(deps, view, leg, caller, 'returned')
  if ((call === 'answer' || call === 'check') && (leg.wants === 'form' || leg.wants === 'challenge')) {
    return resume(deps, view, leg, caller, 'check')
  }
  if (call === 'poll') {
    const what = leg.wants === 'form' || leg.wants === 'challenge' ? leg.wants : 'wait'
    return deps.store.append(
      journey,
      [
        {
          kind: 'bank_asks',
          leg: leg.id,
          what,
          refused: false,
          expiresAt: leg.expiresAt,
        },
      ],
      now,
    )
  }
  return deps.store.append(journey, [{ kind: 'retried' }], now)
}

/** Goes on after the bank's return, or asks what became of an answer. */
async function resume(
  deps: SettleDeps,
  view: View,
  leg: LegState,
  caller: Caller,
  call: 'returned' | 'check',
  known?: Leg,
): Promise<Appended> {
  const channel = channelOf(view, leg)
  const stored = known?.id === leg.id ? known : await deps.store.leg(leg.id)
  if (!channel || !stored)
    return deps.store.append(view.journey, [{ kind: 'failed', error: 'unexpected', leg: leg.id }], deps.now())
  const answer: Answer = call === 'check' ? { kind: 'poll' } : { kind: 'returned', query: stored.returned ?? {} }
  return resumeLeg(deps, view.journey, stored, channel, call, answer, caller)
}
