import type { Answer } from '@raccord/connector-kit'
import { beginLeg, type CallDeps, type Caller, resumeLeg } from './call-bank.ts'
import type { PlannedChannel } from './channel-plan.ts'
import { compareAccounts } from './compare-accounts.ts'
import { channelOf, look, type View } from './look.ts'
import type { Appended, ConsentGiven, Journey, Leg } from './ports.ts'
import type { LegState } from './state.ts'
import type { JourneyUploads } from './uploads.ts'

export interface SettleDeps extends CallDeps {
  /** Seconds before the offered step is passed over (WIRE §6.3). */
  readonly offerSeconds: number
  readonly uploads: JourneyUploads
  /** What the consent screen of this view says, for the record. */
  readonly consentShown: (view: View, caller: Caller, action: ConsentGiven['action']) => Promise<ConsentGiven>
}

/** How many automatic moves one look may make before something is plainly wrong. */
const MOST_MOVES = 12

/**
 * Makes every move that needs nobody: starts a redirect channel, takes up what a crash left, goes on after the bank's
 * return, polls, passes over the offer when its time is up, finishes. Ends at a step that is the person's.
 * @param returned the leg in hand, where it was kept together with this very state of the journey
 */
export async function settleJourney(
  deps: SettleDeps,
  journey: Journey,
  caller: Caller,
  reload: (journey: Journey) => Promise<Journey | undefined>,
  returned?: Leg,
): Promise<View> {
  let current = journey
  let before: View | undefined
  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    const view: View = await look(deps, current, before)
    if (current.abandoned) return view
    const moved = await move(deps, view, caller, moves === 0 ? returned : undefined)
    if (moved === undefined) return view
    const next = moved === 'stale' ? await reload(current) : moved
    if (!next) return view
    // What others have moved may be about another reading.
    before = moved === 'stale' ? undefined : view
    current = next
  }
  return look(deps, current)
}

async function move(
  deps: SettleDeps,
  view: View,
  caller: Caller,
  returned: Leg | undefined,
): Promise<Appended | undefined> {
  const { journey, step, state } = view
  const now = deps.now()
  switch (step.kind) {
    case 'consent':
      // Present and empty: the client holds its own licence and asked for consent itself (checked where the link was read).
      if (journey.parameters.terms_body === '')
        return deps.store.recordConsent(journey, await deps.consentShown(view, caller, 'skipped_own_licence'), now)
      return state.previous?.termsRecord === undefined
        ? undefined
        : deps.store.recordConsent(journey, await deps.consentShown(view, caller, 'under_terms'), now)
    case 'start_leg':
      return startLeg(deps, view, step.channel, caller)
    case 'calling':
      return step.lapsed ? takeUp(deps, view, step.leg, caller) : undefined
    case 'importing':
      return step.lapsed ? deps.uploads.importAll(journey, now) : undefined
    case 'resume_return':
      return resume(deps, view, step.leg, caller, 'returned', returned)
    case 'compare':
      return compareAccounts(deps, view, step.leg, caller)
    case 'wait':
      return poll(deps, view, step.leg, caller)
    case 'challenge':
      if (step.leg.expiresAt !== undefined && step.leg.expiresAt <= now.getTime()) {
        return deps.store.append(journey, [{ kind: 'failed', error: 'challenge_expired', leg: step.leg.id }], now)
      }
      return undefined
    case 'phone_number':
      return step.phone.until <= now.getTime()
        ? deps.store.append(journey, [{ kind: 'phone_refused', leg: step.leg.id, answer: 'expired' }], now)
        : undefined
    case 'offer':
      // `multiple_channels` of the previous widgets has asked for both already; going on without it stays possible.
      if (state.previous?.channels === 'both' && state.offer === 'none')
        return deps.store.append(journey, [{ kind: 'offer_answered', answer: 'accepted' }], now)
      if (state.offer === 'none') return offerTime(deps, view)
      if (!caller.unseen && state.offerUntil !== undefined && state.offerUntil <= now.getTime())
        return deps.store.append(journey, [{ kind: 'offer_answered', answer: 'passed' }], now)
      return undefined
    case 'adopt':
      return adopt(deps, view, caller)
    case 'finish':
      if (state.connectionId === undefined) return undefined
      return deps.store.append(
        journey,
        [{ kind: 'finished', result: step.result, connectionId: state.connectionId, at: now.getTime() }],
        now,
      )
    default:
      return undefined
  }
}

/** The bank has asked which accounts, and its permission names them: nobody is asked twice. */
async function adopt(deps: SettleDeps, { journey, state }: View, caller: Caller): Promise<Appended | undefined> {
  const { connectionId, providerId = '' } = state
  if (connectionId === undefined) return undefined
  const known = await deps.store.knownAccounts(journey, providerId)
  const listed = known.filter((account) => account.connectionId === connectionId && account.status !== 'DELETED')
  const ids = listed.map(({ id }) => String(id))
  return deps.store.chooseAccounts(journey, connectionId, ids, caller.psu, deps.now())
}

/**
 * Accounts that were chosen at the bank are taken over when the reading ends, which may be while a person fills in the
 * form of a page: that page stays good, so this comes before what he asks.
 */
export async function settleUnseen(
  deps: SettleDeps,
  view: View,
  caller: Caller,
  reload: (journey: Journey) => Promise<Journey | undefined>,
): Promise<View> {
  if (view.step.kind !== 'adopt') return view
  const moved = await adopt(deps, view, caller)
  const next = moved === undefined || moved === 'stale' ? await reload(view.journey) : moved
  return next ? look(deps, next) : view
}

/** The time for an answer begins when there is nothing else to wait for: the reading has ended, or nobody waits for it. */
async function offerTime(deps: SettleDeps, { journey, run }: View): Promise<Appended | undefined> {
  const { wait_sync_end: waits, congrats_bypass_delay: congrats } = journey.parameters
  if (waits && run?.ended === false) return undefined
  const now = deps.now()
  const seconds = Math.max(deps.offerSeconds, congrats)
  return deps.store.append(journey, [{ kind: 'offer_shown', until: now.getTime() + seconds * 1000 }], now)
}

/** A redirect needs nothing; a challenge that waits is called up again with the credentials that are kept. */
async function startLeg(deps: SettleDeps, view: View, channel: PlannedChannel, caller: Caller): Promise<Appended> {
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

async function poll(deps: SettleDeps, view: View, leg: LegState, caller: Caller): Promise<Appended | undefined> {
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
