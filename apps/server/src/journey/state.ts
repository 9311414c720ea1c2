import type { PersonErrorCode } from '@raccord/contract'
import type { Renewal } from './channel-plan.ts'
import type { BankCall, Fact, Going, PreviousRules } from './facts.ts'
import { granted, unlessJoined } from './leg-moves.ts'
import { deleted, failed, going, without } from './state-moves.ts'
import { type UploadState, uploadAfter } from './upload-state.ts'

export interface LegState {
  readonly id: number
  readonly definitionId: string
  /** What the bank last wanted; `nothing` until it answered. Once it has granted: what is still to be known of the person. */
  readonly wants: 'nothing' | 'redirect' | 'form' | 'challenge' | 'wait' | 'granted' | 'same_bank' | 'other_login'
  /** A connection that has the accounts of this one's login already. */
  readonly twin?: number
  readonly call?: { readonly call: BankCall; readonly until: number; readonly by?: string }
  readonly redirect?: { readonly number: number; readonly of: number }
  readonly refused: boolean
  readonly expiresAt?: number
  readonly departed: boolean
  /** Whoever comes back in the browser that departed needs no asking. */
  readonly departureProven?: boolean
  /** The bank is open in another tab than the widget. */
  readonly tab: boolean
  readonly returned?: { readonly proven: boolean }
  readonly phone?: Phone
  /** Phones that were not let in. */
  readonly phonesRefused?: number
}

/** A phone that came by the QR code. */
export interface Phone {
  /** Of the phone's secret, hexadecimal (binding.ts). */
  readonly hash: string
  readonly number: number
  readonly until: number
  readonly joined: boolean
  /** Another number was typed for it. */
  readonly mistyped?: boolean
}

export interface JourneyState extends UploadState {
  /** Rules of the previous widgets, if it was opened at one of their addresses. */
  readonly previous?: PreviousRules
  readonly providerId?: string
  /** Of the two ways that the previous widgets offer. */
  readonly channelChosen?: string
  readonly notListed: boolean
  /** Connected in journeys before this one, in the same session: returned together with what comes; the bank of the last of them. */
  readonly earlier: readonly number[]
  readonly earlierProvider: string | undefined
  /** The connection was there before this journey: it is changed in place, and never removed by cancelling. */
  readonly existing: boolean
  /** It was found by its accounts, in a journey that began as a new one or as another one's. */
  readonly joined: boolean
  /** Channels to authorise again, of an existing connection. */
  readonly renewals: readonly Renewal[]
  /** What is asked for is a channel that the connection did not use before. */
  readonly adding: boolean
  /** `manage_accounts`, as long as no renewal was asked for. */
  readonly managing: boolean
  readonly disconnecting: boolean
  /** Reads what he agreed to. */
  readonly agreements: boolean
  readonly consent: boolean
  /** To the bank without another press: he has just agreed to go there. Once only. */
  readonly goes?: Going
  /** The leg in hand; gone once authorised, failed or left. */
  readonly leg?: LegState
  /** Definition ids authorised so far. */
  readonly authorised: readonly string[]
  readonly offer: 'none' | 'shown' | 'stopped' | 'accepted' | 'over'
  readonly offerUntil?: number
  /** He let the announced time of the offer pass: nothing is left to say before he goes back to the client. */
  readonly saidNothing: boolean
  readonly connectionId?: number
  /** Readings that this journey asked for, oldest first: its figures are of all of them. */
  readonly runs: readonly number[]
  readonly accountsChosen: boolean
  /** Every permission of this journey names the accounts that the person chose at the bank. */
  readonly named: boolean
  readonly failure?: {
    readonly error: PersonErrorCode
    readonly definitionId?: string
    readonly retryAt?: number
    readonly leg?: number
    readonly awaited?: true
  }
  /** "Try again" was pressed: what was tried without asking is asked for now. */
  readonly retried: boolean
  /** Shown with the credential form: the bank refused the last ones, and so many lately (0 where that was not counted). */
  readonly refusedCredentials: boolean
  readonly wrongCredentials: number
  /** The journey's connection was deleted meanwhile. */
  readonly connectionDeleted?: true
  readonly syncEnded?: 'success' | 'partial' | 'failed'
  readonly finished?: { readonly result: 'created' | 'updated' | 'deleted'; readonly at: number }
  readonly countdownStopped: boolean
  readonly cancelled: boolean
  /** Numbers typed for phones that did not show them, in the whole journey: another bank gives no new tries. */
  readonly wrongNumbers: number
}

const start: JourneyState = {
  notListed: false,
  earlier: [],
  earlierProvider: undefined,
  existing: false,
  joined: false,
  renewals: [],
  adding: false,
  managing: false,
  disconnecting: false,
  agreements: false,
  consent: false,
  authorised: [],
  runs: [],
  offer: 'none',
  saidNothing: false,
  accountsChosen: false,
  named: false,
  retried: false,
  refusedCredentials: false,
  wrongCredentials: 0,
  countdownStopped: false,
  cancelled: false,
  wrongNumbers: 0,
}

/** Folds the facts, oldest first. */
export function stateOf(facts: readonly Fact[]): JourneyState {
  return facts.reduce(after, start)
}

function after(state: JourneyState, fact: Fact): JourneyState {
  switch (fact.kind) {
    case 'warned':
    case 'deprecated_used':
    case 'hosted':
    case 'sharing_changed':
      return state
    case 'previous_opened': {
      const { kind: _kind, ...previous } = fact
      return { ...state, previous }
    }
    case 'continued':
      return { ...state, earlier: fact.connections, earlierProvider: fact.providerId }
    case 'provider_chosen':
      return { ...afresh(state), providerId: fact.providerId }
    case 'channel_chosen':
      return { ...state, channelChosen: fact.definitionId }
    case 'provider_left':
      return afresh(state)
    case 'connection_opened':
      return {
        ...afresh(state),
        existing: true,
        providerId: fact.providerId,
        connectionId: fact.connectionId,
        renewals: fact.renew,
        managing: fact.purpose === 'manage',
      }
    case 'renewal_asked':
      return { ...state, managing: false, renewals: fact.renew, adding: fact.added === true }
    case 'connection_deleted':
      // What was connected before it is returned from the list of banks; an error would hide it.
      return state.earlier.length > 0 ? afresh(state) : deleted(state)
    case 'disconnect_asked':
      return { ...state, disconnecting: true }
    case 'disconnect_left':
      return { ...state, disconnecting: false }
    case 'agreements_opened':
      return { ...state, agreements: true }
    case 'agreements_closed':
      return { ...state, agreements: false }
    case 'not_listed_opened':
      return { ...afresh(state), notListed: true }
    case 'consent_given':
      return { ...going(state, fact.goes), consent: true }
    case 'leg_started':
      return {
        ...without(state, 'failure'),
        refusedCredentials: false,
        leg: {
          id: fact.leg,
          definitionId: fact.definitionId,
          wants: 'nothing',
          refused: false,
          departed: false,
          tab: false,
        },
      }
    case 'bank_called':
      return onLeg(state, fact.leg, (leg) => ({
        ...leg,
        call: { call: fact.call, until: fact.until, by: fact.by },
      }))
    case 'bank_redirects':
      return onLeg(state, fact.leg, (leg) => ({
        id: leg.id,
        definitionId: leg.definitionId,
        wants: 'redirect',
        redirect: { number: fact.number, of: fact.of },
        refused: false,
        departed: false,
        tab: false,
      }))
    case 'bank_asks':
      return onLeg(state, fact.leg, (leg) => ({
        id: leg.id,
        definitionId: leg.definitionId,
        wants: fact.what,
        refused: fact.refused,
        departed: leg.departed,
        tab: leg.tab,
        expiresAt: fact.expiresAt,
      }))
    case 'departed':
      return onLeg(going(state), fact.leg, (leg) => ({
        ...unlessJoined(leg),
        departed: true,
        departureProven: fact.proven === true,
        tab: fact.tab,
      }))
    case 'phone_arrived': {
      const { phone: hash, number, until } = fact
      return onLeg(going(state), fact.leg, (leg) => ({ ...leg, phone: { hash, number, until, joined: false } }))
    }
    case 'phone_joined':
      return onLeg(state, fact.leg, (leg) => (leg.phone ? { ...leg, phone: { ...leg.phone, joined: true } } : leg))
    case 'phone_refused':
      return phoneRefused(state, fact)
    case 'returned':
      return onLeg(state, fact.leg, (leg) => ({ ...leg, returned: { proven: fact.proven } }))
    case 'owner_confirmed':
      return onLeg(state, fact.leg, (leg) => ({ ...leg, returned: { proven: true } }))
    case 'owner_denied':
      return { ...without(state, 'leg'), failure: { error: 'declined_by_person' } }
    case 'bank_granted':
      return onLeg(state, fact.leg, (leg) => granted(leg, 'granted'))
    case 'same_bank_found':
      return onLeg(state, fact.leg, (leg) => granted(leg, 'same_bank', fact.connectionId))
    case 'other_login_found':
      return onLeg(state, fact.leg, (leg) => granted(leg, 'other_login', fact.twin))
    case 'leg_authorised':
      return {
        ...without(state, 'leg', 'failure'),
        ...aside(state, fact),
        authorised: [...state.authorised, fact.definitionId],
        named: fact.named === true && (state.named || state.authorised.length === 0),
        // What another channel shows was not there to be chosen.
        accountsChosen: false,
        connectionId: fact.connectionId,
        runs: withRun(state, fact.runId),
        offer: state.offer === 'accepted' ? 'over' : state.offer,
      }
    case 'failed':
      return failed(state, fact)
    case 'bank_awaited':
      return state.failure ? { ...state, failure: { ...state.failure, awaited: true } } : state
    case 'retried':
      return { ...going(without(state, 'failure', 'leg'), fact.goes), refusedCredentials: false, retried: true }
    case 'files_changed':
    case 'import_begun':
    case 'files_imported':
      return { ...without(state, 'importing', 'filesRefused'), ...uploadAfter(fact) }
    case 'offer_shown':
      return { ...state, offer: 'shown', offerUntil: fact.until }
    case 'offer_answered':
      return answered(state, fact.answer)
    case 'accounts_chosen':
      return {
        ...without(state, 'syncEnded'),
        accountsChosen: true,
        saidNothing: false,
        runs: withRun(state, fact.runId),
      }
    case 'sync_ended':
      return { ...state, syncEnded: fact.status }
    case 'finished': {
      // Where no other bank was chosen after all it ends at the last one.
      const providerId = state.providerId ?? state.earlierProvider
      const ended = { finished: { result: fact.result, at: fact.at }, connectionId: fact.connectionId }
      return { ...state, ...ended, ...(providerId === undefined ? {} : { providerId }) }
    }
    case 'countdown_stopped':
      return { ...state, countdownStopped: true }
    case 'cancelled':
      return { ...state, cancelled: true }
    default:
      // Of a newer release, which runs beside this one during an upgrade: it moves nothing here.
      fact satisfies never
      return state
  }
}

/** A channel that is added while a reading is under way is read by that one. */
function withRun({ runs }: JourneyState, id: number): readonly number[] {
  return [...runs.filter((run) => run !== id), id]
}

/** Another bank, the same link: what the link said stays. */
function afresh({ previous, wrongNumbers, earlier, earlierProvider }: JourneyState): JourneyState {
  return { ...start, wrongNumbers, earlier, earlierProvider, ...(previous ? { previous } : {}) }
}

function phoneRefused(state: JourneyState, { leg: id, answer, left = 0 }: Extract<Fact, { kind: 'phone_refused' }>) {
  const counted = answer === 'wrong_number' ? { ...state, wrongNumbers: state.wrongNumbers + 1 } : state
  return onLeg(counted, id, ({ phone, ...leg }) =>
    left > 0 && phone
      ? { ...leg, phone: { ...phone, mistyped: true } }
      : { ...leg, phonesRefused: (leg.phonesRefused ?? 0) + 1 },
  )
}

function answered(state: JourneyState, answer: 'accepted' | 'declined' | 'stopped' | 'passed'): JourneyState {
  if (answer === 'stopped') return { ...without(state, 'offerUntil'), offer: 'stopped' }
  if (answer === 'accepted') return { ...without(state, 'offerUntil'), offer: 'accepted' }
  return { ...without(state, 'offerUntil', 'failure', 'leg'), offer: 'over', saidNothing: answer === 'passed' }
}

/** The person answered that it belongs elsewhere than where the journey was going: the channels of that one are left alone. */
function aside(state: JourneyState, { onto, definitionId }: Extract<Fact, { kind: 'leg_authorised' }>) {
  if (onto === undefined) return {}
  const renewals = state.renewals.filter((renewal) => renewal.definitionId === definitionId)
  return { existing: onto === 'existing', joined: onto === 'existing', renewals }
}

function onLeg(state: JourneyState, id: number, change: (leg: LegState) => LegState): JourneyState {
  return state.leg?.id === id ? { ...state, leg: change(state.leg) } : state
}
