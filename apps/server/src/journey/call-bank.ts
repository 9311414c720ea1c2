import { randomBytes } from 'node:crypto'
import type { Answer, ConnectorState, Outcome, Psu, Secret } from '@raccord/connector-kit'
import type { Locale } from '@raccord/contract'
import { outlast } from '../database-unavailable.ts'
import type { BankTries, BankTry } from './bank-tries.ts'
import type { PlannedChannel } from './channel-plan.ts'
import { comparableWith } from './comparison.ts'
import type { BankCall, Fact } from './facts.ts'
import type { Appended, Authorised, Banks, Callers, Journey, JourneyStore, Leg, Providers, Shown } from './ports.ts'
import { stateOf } from './state.ts'

/**
 * Longest time that a bank may take before the person is given the step back: several exchanges, each of which may wait in our
 * own line first. They time out earlier; this is for a call that is lost in a process that lives.
 */
const LEASE_MS = 180_000
/** After this the person is told that it takes longer. */
const slowAfterMs = 15_000

export interface CallDeps {
  readonly store: JourneyStore
  readonly banks: Banks
  readonly providers: Providers
  readonly callers: Callers
  readonly tries: BankTries
  readonly now: () => Date
  /** Something broke in our own code: into the log with its cause, never on the page. */
  readonly report: (error: unknown, journey: Journey) => void
}

export interface Caller {
  readonly locale: Locale
  /** A page asks by itself how the journey stands, seen or not: no answer of the person's lapses by it. */
  readonly unseen?: boolean
  readonly psu?: Psu
}

/** Opens a leg on a channel and makes the first call. The leg is stored before the bank hears of it. */
export async function beginLeg(
  deps: CallDeps,
  journey: Journey,
  channel: PlannedChannel,
  credentials: { readonly [id: string]: Secret },
  caller: Caller,
): Promise<Appended> {
  const callbackState = newCallbackState()
  const call: BankCall = Object.keys(credentials).length > 0 ? 'begin_with_credentials' : 'begin'
  const started = await deps.store.startLeg(
    journey,
    { definitionId: channel.definitionId, callbackState, credentials },
    claim(deps, call),
    deps.now(),
  )
  if (started === 'stale') return 'stale'
  const secrets = call === 'begin_with_credentials'
  const under = { journey: started.journey, legId: started.leg, channel, caller, callbackState, secrets }
  return settle(deps, under, async () => {
    const { connectionId } = stateOf(journey.facts)
    const former =
      connectionId === undefined ? undefined : await deps.store.formerState(journey, connectionId, channel.definitionId)
    return deps.banks.begin({
      channel,
      recurring: journey.parameters.auto_sync,
      credentials,
      callbackState,
      locale: caller.locale,
      ...(former ? { former } : {}),
      ...(caller.psu ? { psu: caller.psu } : {}),
    })
  })
}

/** Goes on with the leg in hand. Claims the call first, so that a double submit reaches the bank once. */
export async function resumeLeg(
  deps: CallDeps,
  journey: Journey,
  leg: Leg,
  channel: PlannedChannel,
  call: BankCall,
  answer: Answer,
  caller: Caller,
): Promise<Appended> {
  const state = leg.state
  if (!state) return deps.store.append(journey, [{ kind: 'retried' }], deps.now())
  const claimed = await deps.store.append(
    journey,
    [{ kind: 'bank_called', leg: leg.id, ...claim(deps, call) }],
    deps.now(),
  )
  if (claimed === 'stale') return 'stale'
  const callbackState = newCallbackState()
  const secrets = answer.kind === 'fields'
  const under = { journey: claimed, legId: leg.id, leg, channel, caller, callbackState, secrets }
  return settle(deps, under, async () => {
    const outcome = await deps.banks.resume({
      definitionId: leg.definitionId,
      state,
      answer,
      callbackState,
      ...(leg.credentials ? { credentials: leg.credentials } : {}),
      locale: caller.locale,
      ...(caller.psu ? { psu: caller.psu } : {}),
    })
    return call === 'check' ? (askedAgain(leg, state, outcome) ?? outcome) : outcome
  })
}

/** Whether the bank takes longer for a call under way than banks usually do. */
export function isSlow(call: { readonly until: number } | undefined, now: Date): boolean {
  return call !== undefined && now.getTime() > call.until - LEASE_MS + slowAfterMs
}

/** Who makes a call, and how long he may take: what tells the others when it is theirs. */
export function claim(deps: CallDeps, call: BankCall): { call: BankCall; until: number; by: string } {
  return { call, until: deps.now().getTime() + LEASE_MS, by: deps.callers.own }
}

/**
 * After a crash in the middle of an answer: a bank that has not moved on, or cannot say just now, never got it or refused
 * it, and the question that was open is put to the person again. Whatever else it says, holds.
 */
function askedAgain(leg: Leg, state: ConnectorState, outcome: Outcome): Outcome | undefined {
  const open = leg.shown
  const still = outcome.kind === 'wait' || (outcome.kind === 'failed' && outcome.reason === 'bank_unavailable')
  if (!still || open === undefined || open.kind === 'redirect' || open.kind === 'granted') return undefined
  return { ...open, state: (outcome.kind === 'failed' ? outcome.state : undefined) ?? state }
}

/** A call that is under way, and what its answer belongs to. */
interface Under {
  readonly journey: Journey
  readonly legId: number
  /** As it was when the call was claimed: what else goes on with it moves the journey on. */
  readonly leg?: Leg
  readonly channel: PlannedChannel
  readonly caller: Caller
  /** For the redirect that the answer may be: each way to a bank has a state of its own. */
  readonly callbackState: string
  /** It carries what the person signs in to the bank with: the bank may lock him out when that is wrong too often. */
  readonly secrets: boolean
}

function newCallbackState(): string {
  return randomBytes(32).toString('base64url')
}

async function settle(deps: CallDeps, under: Under, call: () => Promise<Outcome>): Promise<Appended> {
  const { journey, legId } = under
  let answered: Outcome | undefined
  try {
    const counted = under.secrets
      ? await deps.tries.take(journey, stateOf(journey.facts).providerId ?? '')
      : ({ kind: 'free' } as const)
    if (counted.kind === 'refused') {
      const retryAt = Math.ceil(counted.until.getTime() / 1000)
      const refused: Fact = { kind: 'failed', error: 'too_many_wrong_credentials', leg: legId, retryAt }
      return await deps.store.append(journey, [refused], deps.now())
    }
    const [outcome, wrong] = counted.kind === 'free' ? [await call()] : await judged(counted, call)
    answered = outcome
    // What a bank has said once it may not say again: a code is used up, a consent is there.
    return await ended(deps, under, outcome, () => record(deps, under, outcome, wrong))
  } catch (error) {
    deps.report(error, journey)
    const unexpected = { kind: 'failed', error: 'unexpected', leg: legId } as const
    return ended(deps, under, answered, () => fail(deps, under, unexpected, answered))
  }
}

/** Taken over, cancelled or left while the bank was asked: what it has granted is nobody's. */
async function ended(
  deps: CallDeps,
  { journey, legId, channel }: Under,
  outcome: Outcome | undefined,
  write: () => Promise<Appended>,
): Promise<Appended> {
  const written = await outlast(write)
  const state = endable(outcome)
  if (written === 'stale' && state)
    await outlast(() => deps.store.endOrphan(journey, legId, channel.definitionId, state, deps.now()))
  return written
}

/** What may have to be ended at the bank; never the permission in use that only goes on. */
function endable(outcome: Outcome | undefined): ConnectorState | undefined {
  return outcome?.kind === 'done' && outcome.grant.prolongs ? undefined : outcome?.state
}

/** The leg is over, and with it what the bank may have made for it. */
function fail(
  { store, now }: CallDeps,
  { journey, legId: id, channel: { definitionId } }: Under,
  fact: Extract<Fact, { kind: 'failed' }>,
  outcome: Outcome | undefined,
): Promise<Appended> {
  const state = endable(outcome)
  return state ? store.failLeg(journey, { id, definitionId }, state, fact, now()) : store.append(journey, [fact], now())
}

/** What the bank says to credentials, and how many were wrong by now if these are; only those stay counted. */
async function judged(
  counted: Extract<BankTry, { kind: 'counted' }>,
  call: () => Promise<Outcome>,
): Promise<[Outcome, number?]> {
  const outcome = await call().catch(async (error: unknown) => {
    await counted.giveBack()
    throw error
  })
  if (outcome.kind === 'failed' && outcome.reason === 'wrong_credentials') return [outcome, counted.wrong]
  await outlast(() => counted.giveBack())
  return [outcome]
}

async function record(deps: CallDeps, under: Under, outcome: Outcome, wrong?: number): Promise<Appended> {
  const { journey, legId, channel, caller } = under
  const now = deps.now()
  switch (outcome.kind) {
    case 'redirect': {
      if (!deps.banks.mayShow(channel.definitionId, outcome.url)) {
        const detail = 'redirect to a host that is not on the list'
        return fail(deps, under, { kind: 'failed', error: 'bank_answer_invalid', leg: legId, detail }, outcome)
      }
      const fact: Fact = {
        kind: 'bank_redirects',
        leg: legId,
        number: outcome.leg?.number ?? 1,
        of: outcome.leg?.of ?? 1,
      }
      const kept = { ...split(outcome), callbackState: under.callbackState }
      return deps.store.saveOutcome(journey, legId, kept, [fact], now)
    }
    case 'form':
      return deps.store.saveOutcome(
        journey,
        legId,
        split(outcome),
        [{ kind: 'bank_asks', leg: legId, what: 'form', refused: false }],
        now,
      )
    case 'challenge':
      return deps.store.saveOutcome(
        journey,
        legId,
        split(outcome),
        [asks(legId, 'challenge', outcome.refused === true, outcome.challenge.expiresAt)],
        now,
      )
    case 'wait':
      return deps.store.saveOutcome(
        journey,
        legId,
        split(outcome),
        [asks(legId, 'wait', false, outcome.expiresAt)],
        now,
      )
    case 'done': {
      const leg = under.leg ?? (await deps.store.leg(legId))
      if (!leg) return 'stale'
      const { state, grant } = outcome
      // What only goes on is the login that it was; what there is nothing to compare with is kept at once.
      if (grant.prolongs !== true && (await isComparable(deps, journey, channel)))
        return deps.store.saveOutcome(
          journey,
          legId,
          { state, shown: { kind: 'granted', grant } },
          [{ kind: 'bank_granted', leg: legId }],
          now,
        )
      return authorise(deps, journey, { leg, channel, state, grant, caller })
    }
    case 'failed': {
      const { reason: error, detail } = outcome
      const retryAt = outcome.retryAt ? { retryAt: Math.floor(outcome.retryAt.getTime() / 1000) } : {}
      const counted = wrong === undefined ? {} : { wrong }
      return fail(deps, under, { kind: 'failed', error, leg: legId, detail, ...retryAt, ...counted }, outcome)
    }
  }
}

/** Keeps what the bank granted: on the journey's own connection, or where the person said. */
export async function authorise(
  deps: CallDeps,
  journey: Journey,
  granted: Pick<Authorised, 'channel' | 'state' | 'grant'> & { readonly leg: Leg; readonly caller: Caller },
  answer?: number | 'new',
): Promise<Appended> {
  const { leg, channel, state, grant, caller } = granted
  const { providerId = '', connectionId: own } = stateOf(journey.facts)
  const connectionId = answer === 'new' ? undefined : (answer ?? own)
  return deps.store.authorise(
    journey,
    leg,
    {
      providerId,
      providerName: deps.providers.name(providerId),
      channel,
      channels: deps.providers.channels(providerId) ?? [],
      state,
      grant,
      ...(answer === undefined ? {} : { asked: true }),
      connectionId,
      ...(caller.psu ? { psu: caller.psu } : {}),
    },
    deps.now(),
  )
}

async function isComparable(deps: CallDeps, journey: Journey, channel: PlannedChannel): Promise<boolean> {
  const state = stateOf(journey.facts)
  const known = await deps.store.knownAccounts(journey, state.providerId ?? '')
  return comparableWith(state, channel.definitionId, known).length > 0
}

function asks(leg: number, what: 'challenge' | 'wait', refused: boolean, expiresAt: Date | undefined): Fact {
  return { kind: 'bank_asks', leg, what, refused, ...(expiresAt ? { expiresAt: expiresAt.getTime() } : {}) }
}

function split(outcome: Extract<Outcome, { kind: 'redirect' | 'form' | 'challenge' | 'wait' }>): {
  state: typeof outcome.state
  shown: Shown
} {
  const { state, ...shown } = outcome
  return { state, shown: shown as Shown }
}
