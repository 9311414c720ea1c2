import type { Answer } from '@raccord/connector-kit'
import type { ActionFields } from '@raccord/contract/wire'
import type { Action } from './actions.ts'
import { beginLeg, type Caller, resumeLeg } from './call-bank.ts'
import { planChannels } from './channel-plan.ts'
import { keepGrant } from './compare-accounts.ts'
import type { Fact } from './facts.ts'
import { channelOf, plannedChannels, type View } from './look.ts'
import { triesLeft } from './phone-tries.ts'
import type { Appended } from './ports.ts'
import type { JourneyState, LegState } from './state.ts'
import type { SettleDeps } from './step-moves.ts'
import { steps } from './step-table.ts'
import { isReady } from './uploads.ts'

/**
 * Does what the person asked, if the journey stands where that makes sense; anything else is `ignored` and harms nothing
 * (an old tab, the back button, a double submit).
 */
export async function act(deps: SettleDeps, view: View, action: Action, caller: Caller): Promise<Appended | 'ignored'> {
  const { journey, step, state } = view
  const now = deps.now()
  const append = (...facts: Fact[]) => deps.store.append(journey, facts, now)
  switch (action.do) {
    case 'choose_provider':
      if (step.kind !== 'providers' && step.kind !== 'not_listed') return 'ignored'
      return chooseProvider(deps, action.providerId, append)
    case 'not_listed':
      return step.kind === 'providers' ? append({ kind: 'not_listed_opened' }) : 'ignored'
    case 'back':
      if (canSignInAgain(view)) return append({ kind: 'retried' })
      return canLeaveProvider(view) ? append({ kind: 'provider_left' }) : leaveUnsupported(deps, view)
    case 'choose_other':
      return canLeaveProvider(view) ? append({ kind: 'provider_left' }) : leaveUnsupported(deps, view)
    case 'choose_channel':
      return step.kind === 'channel_choice' &&
        step.choices.some(({ definitionId }) => definitionId === action.definitionId)
        ? append({ kind: 'channel_chosen', definitionId: action.definitionId })
        : 'ignored'
    case 'accept_consent':
      return step.kind === 'consent' ? acceptConsent(deps, view, action, caller) : 'ignored'
    case 'credentials':
      if (step.kind === 'credentials') return beginLeg(deps, journey, step.channel, action.values, caller)
      return step.kind === 'form'
        ? answer(deps, view, step.leg, { kind: 'fields', values: action.values }, caller)
        : 'ignored'
    case 'challenge':
      return step.kind === 'challenge'
        ? answer(deps, view, step.leg, { kind: 'secret', value: action.answer }, caller)
        : 'ignored'
    case 'challenge_choice':
      return step.kind === 'challenge'
        ? answer(deps, view, step.leg, { kind: 'choice', id: action.id }, caller)
        : 'ignored'
    case 'challenge_resend':
      return step.kind === 'challenge' || step.kind === 'wait'
        ? answer(deps, view, step.leg, { kind: 'resend' }, caller)
        : 'ignored'
    case 'challenge_done':
      return step.kind === 'wait' ? answer(deps, view, step.leg, { kind: 'poll' }, caller) : 'ignored'
    case 'depart_again':
      // Back from the phone to this browser: the phone is out of the session, its way to the bank out of use.
      if (step.kind === 'on_phone')
        return deps.store.changePhone(journey, { kind: 'leave', hash: step.phone.hash }, [{ kind: 'retried' }], now)
      // Of the tab that consented to go there, this page knows no more than that it did not come to the bank.
      if (step.kind === 'depart') return state.goes === 'tab' ? append({ kind: 'retried' }) : 'ignored'
      if (step.kind !== 'at_bank') return 'ignored'
      return append({ kind: 'retried', ...(step.leg.tab ? {} : { goes: 'here' as const }) })
    case 'phone_number': {
      if (step.kind !== 'phone_number') return 'ignored'
      const { leg, phone } = step
      if (phone.until <= now.getTime()) return append({ kind: 'phone_refused', leg: leg.id, answer: 'expired' })
      if (action.number !== phone.number)
        return append({ kind: 'phone_refused', leg: leg.id, answer: 'wrong_number', left: triesLeft(state) - 1 })
      const joined = { kind: 'phone_joined', leg: leg.id } as const
      return deps.store.changePhone(journey, { kind: 'join', hash: phone.hash }, [joined], now)
    }
    case 'phone_none':
      return step.kind === 'phone_number'
        ? append({ kind: 'phone_refused', leg: step.leg.id, answer: 'none' })
        : 'ignored'
    case 'same_bank_renew':
      return step.kind === 'same_bank' ? keepGrant(deps, view, step.leg, caller, step.twin) : 'ignored'
    case 'same_bank_both':
      return step.kind === 'same_bank' ? keepGrant(deps, view, step.leg, caller, 'new') : 'ignored'
    case 'other_login_new':
      if (step.kind !== 'other_login') return 'ignored'
      return step.leg.twin === undefined
        ? keepGrant(deps, view, step.leg, caller, 'new')
        : append({ kind: 'same_bank_found', leg: step.leg.id, connectionId: step.leg.twin })
    case 'other_login_back':
      // The leg is left, and with it what the bank has granted on it.
      return step.kind === 'other_login' ? append({ kind: 'retried' }) : 'ignored'
    case 'offer_accept':
      return step.kind === 'offer' ? append({ kind: 'offer_answered', answer: 'accepted' }) : 'ignored'
    case 'offer_decline':
      return inOffer(view)
        ? append({ kind: 'offer_answered', answer: isPast(state.offerUntil, now) ? 'passed' : 'declined' })
        : 'ignored'
    case 'offer_stop':
      return step.kind === 'offer' && state.offer === 'shown'
        ? append({ kind: 'offer_answered', answer: 'stopped' })
        : 'ignored'
    case 'accounts':
      if (step.kind !== 'accounts' || state.connectionId === undefined) return 'ignored'
      return deps.store.chooseAccounts(journey, state.connectionId, action.ids, caller.psu, now)
    case 'no_other_bank': {
      const connectionId = state.earlier.at(-1)
      return step.kind === 'providers' && connectionId !== undefined
        ? append({ kind: 'finished', result: 'created', connectionId, at: now.getTime() })
        : 'ignored'
    }
    case 'another_bank':
      // A journey of its own: submit.ts opens it.
      return 'ignored'
    case 'success_stop':
      return step.kind === 'success' ? append({ kind: 'countdown_stopped' }) : 'ignored'
    case 'retry':
    case 'edit_credentials':
      return step.kind === 'error' && state.failure ? append({ kind: 'retried' }) : 'ignored'
    case 'tell_me': {
      const { providerId } = state
      if (providerId === undefined || !canAwaitBank(view) || state.failure?.awaited) return 'ignored'
      return deps.store.awaitBank(journey, providerId, now)
    }
    case 'renew':
      return step.kind === 'manage' ? append({ kind: 'renewal_asked', renew: state.renewals }) : 'ignored'
    case 'add_channel': {
      const added = step.kind === 'manage' ? addable(deps, state, action.definitionId) : undefined
      if (!added) return 'ignored'
      const { definitionId, reads } = added
      return append({ kind: 'renewal_asked', renew: [{ definitionId, reads, stored: false }], added: true })
    }
    case 'share':
      if (step.kind !== 'manage' || state.connectionId === undefined) return 'ignored'
      return deps.store.changeSharing(journey, state.connectionId, action.ids, caller.psu, now)
    case 'agreements':
      return step.kind === 'manage' ? append({ kind: 'agreements_opened' }) : 'ignored'
    case 'agreements_close':
      return step.kind === 'agreements' ? append({ kind: 'agreements_closed' }) : 'ignored'
    case 'disconnect':
      return step.kind === 'manage' ? append({ kind: 'disconnect_asked' }) : 'ignored'
    case 'disconnect_keep':
      return step.kind === 'disconnect' ? append({ kind: 'disconnect_left' }) : 'ignored'
    case 'disconnect_confirm': {
      if (step.kind !== 'disconnect' || state.connectionId === undefined) return 'ignored'
      const finished = {
        kind: 'finished',
        result: 'deleted',
        connectionId: state.connectionId,
        at: now.getTime(),
      } as const
      return deps.store.dropConnection(journey, state.connectionId, [finished], now)
    }
    case 'manage_done':
      if (step.kind !== 'manage' || state.connectionId === undefined) return 'ignored'
      return append({ kind: 'finished', result: 'updated', connectionId: state.connectionId, at: now.getTime() })
    case 'upload':
      return step.kind === 'upload' ? deps.uploads.keep(journey, action.files, now) : 'ignored'
    case 'file_drop':
      return step.kind === 'upload' ? deps.uploads.drop(journey, Number(action.file), now) : 'ignored'
    case 'file_columns':
    case 'file_order':
    case 'file_account':
      return step.kind === 'upload' ? deps.uploads.say(journey, Number(action.file), action, now) : 'ignored'
    case 'import_files':
      return step.kind === 'upload' ? importFiles(deps, view) : 'ignored'
    case 'cancel':
      return cancel(deps, view)
  }
}

/** A bank in maintenance is not even begun with: the page says until when. */
function chooseProvider(
  { providers }: SettleDeps,
  providerId: string,
  append: (...facts: Fact[]) => Promise<Appended>,
): Promise<Appended> | 'ignored' {
  const notice = providers.notice?.(providerId, 'en')
  if (!providers.channels(providerId) || notice?.switchedOff) return 'ignored'
  const chosen: Fact = { kind: 'provider_chosen', providerId }
  if (notice?.closedUntil === undefined) return append(chosen)
  const retryAt = Math.floor(notice.closedUntil.getTime() / 1000)
  return append(chosen, { kind: 'failed', error: 'bank_unavailable', retryAt, detail: 'in maintenance' })
}

/** As a new connection would have been offered it: never the same accounts twice. */
function addable({ providers }: SettleDeps, { providerId }: JourneyState, definitionId: string) {
  const plan = planChannels(providers.channels(providerId ?? '') ?? [], 'ALL')
  return plannedChannels({ plan }).find((channel) => channel.definitionId === definitionId)
}

/** An upload is bounded; nothing that it holds takes so long. */
const importMs = 600_000

/** Back to the bank list is safe until something was authorised at a bank. */
export function canLeaveProvider(view: View): boolean {
  if (view.state.authorised.length > 0 || view.state.existing) return false
  return steps[view.step.kind].leavable === true
}

/** What failed is the bank’s, and no other than the bank can mend it. */
export function canAwaitBank({ step, state }: View): boolean {
  const trouble = step.kind === 'error' && (step.error === 'bank_unavailable' || step.error === 'bank_answer_invalid')
  return trouble && state.failure !== undefined && state.providerId !== undefined
}

/** From a question of the bank back to the form that it followed; what was begun there is left. */
export function canSignInAgain(view: View): boolean {
  const { step } = view
  if (step.kind !== 'challenge' && step.kind !== 'wait' && step.kind !== 'form') return false
  return channelOf(view, step.leg)?.mode === 'EMBEDDED'
}

/** The bank came with the link: nobody has seen a list that he could go back to. */
export function camePastList({ journey, state }: View): boolean {
  return journey.parameters.provider_id !== undefined && journey.parameters.provider_id === state.providerId
}

/** What the return tells of: everything that was connected in this session's journeys, in this order. */
export function connectedIds({ state }: Pick<View, 'state'>): number[] {
  return [...new Set([...state.earlier, ...(state.connectionId === undefined ? [] : [state.connectionId])])]
}

/** The client takes several, and one more was just connected. */
export function canAddAnother({ journey, state, step }: View): boolean {
  const { result } = state.finished ?? {}
  const added = journey.endpoint === 'add_connection' && result !== undefined && result !== 'deleted'
  return journey.parameters.several_connections && step.kind === 'success' && added
}

/** The offered step in any of its stages: going on without it is always possible. */
export function inOffer(view: View): boolean {
  if (view.step.kind === 'offer') return true
  return view.state.offer === 'accepted' && view.state.authorised.length > 0 && steps[view.step.kind].offered === true
}

/** What is recorded is what was read: if the client changed its text meanwhile, the page is shown again with the new one. */
async function acceptConsent(
  deps: SettleDeps,
  view: View,
  { termsVersion, goes }: ActionFields<'accept_consent'>,
  caller: Caller,
): Promise<Appended | 'ignored'> {
  const given = await deps.consentShown(view, caller, 'accepted')
  if (given.shown.termsVersion !== termsVersion) return 'ignored'
  const going = goes === undefined ? {} : { goes }
  return deps.store.recordConsent(view.journey, { ...given, ...going }, deps.now())
}

/** The announced time is up: the script sends the form then. */
function isPast(until: number | undefined, now: Date): boolean {
  return until !== undefined && until <= now.getTime()
}

async function answer(
  deps: SettleDeps,
  view: View,
  leg: LegState,
  given: Answer,
  caller: Caller,
): Promise<Appended | 'ignored'> {
  const stored = await deps.store.leg(leg.id)
  const channel = channelOf(view, leg)
  if (!stored || !channel) return 'ignored'
  return resumeLeg(deps, view.journey, stored, channel, given.kind === 'poll' ? 'poll' : 'answer', given, caller)
}

/** Connected, but the bank has no account that was asked for: another bank means that this connection goes. */
async function leaveUnsupported(deps: SettleDeps, view: View): Promise<Appended | 'ignored'> {
  const { step, state, journey } = view
  if (step.kind !== 'error' || step.error !== 'no_supported_account' || state.connectionId === undefined)
    return 'ignored'
  return deps.store.dropConnection(journey, state.connectionId, [{ kind: 'provider_left' }], deps.now())
}

/** First that it has begun, so that another page waits for it, and then the import: cut off, it is made again. */
async function importFiles(deps: SettleDeps, { journey }: View): Promise<Appended | 'ignored'> {
  const ready = (await deps.uploads.list(journey)).filter(isReady)
  if (ready.length === 0) return 'ignored'
  const now = deps.now()
  const begun = { kind: 'import_begun', until: now.getTime() + importMs, by: deps.callers.own } as const
  const moved = await deps.store.append(journey, [begun], now)
  if (moved === 'stale') return moved
  try {
    return await deps.uploads.importAll(moved, now)
  } catch (error) {
    // Nobody is at it any more: the person is asked again instead of left waiting.
    await deps.uploads.giveUp(moved, deps.now())
    throw error
  }
}

/** Cancelled before it was finished: what was authorised meanwhile is revoked and removed, nothing half-shared stays. */
async function cancel(deps: SettleDeps, view: View): Promise<Appended | 'ignored'> {
  const { step, state, journey } = view
  // What the bank is answering right now, or is being imported, must not be lost half-way.
  if ((step.kind === 'calling' || step.kind === 'importing') && !step.lapsed) return 'ignored'
  if (step.kind === 'success' || step.kind === 'cancelled' || !journey.parameters.cancel_url) return 'ignored'
  if (state.earlier.length > 0) return 'ignored'
  const fact: Fact = { kind: 'cancelled', step: step.kind }
  if (state.connectionId === undefined || state.existing) return deps.store.append(journey, [fact], deps.now())
  return deps.store.dropConnection(journey, state.connectionId, [fact], deps.now())
}
