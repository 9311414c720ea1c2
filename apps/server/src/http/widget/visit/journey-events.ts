import type { EventFeed, EventFields, JourneyEvent, JourneyStep } from '@raccord/contract'
import type { Fact } from '../../../journey/facts.ts'
import type { View } from '../../../journey/look.ts'
import type { StepKind } from '../../../journey/next-step.ts'
import { placeOf } from '../../../journey/place.ts'
import { shownRevision } from '../../../journey/shown-revision.ts'
import { steps } from '../../../journey/step-table.ts'

/**
 * Numbers leave room: fact n gives n × 1000, the page shown after it comes at 7 and 8, figures of the reading at 20 and up,
 * the page shown after those at 997 and 998, and what the page itself adds counts on from there. So every surface and every
 * reload gives an event the same number.
 */
const room = 1000

/** What the host page may hear of this journey by now (WIRE §6, Return). Ids and names of steps only. */
export function journeyEvents(view: View, origins: readonly string[]): EventFeed {
  const { journey, step } = view
  const { facts, times } = journey
  const told = facts.flatMap((fact, index) => {
    const said = eventOf(fact, facts.slice(0, index))
    return said ? [numbered(said, (index + 1) * room, times[index] ?? journey.createdAt)] : []
  })
  const now = times.at(-1) ?? journey.createdAt
  const at = facts.length * room
  const failedByFact = facts.at(-1)?.kind === 'failed' || facts.at(-1)?.kind === 'owner_denied'
  const here = steps[step.kind].event
  const page: JourneyEvent[] = []
  // The end of a reading moves the page on although no fact says so: above all its figures.
  const ended = view.run?.ended === true
  if (step.kind === 'error' && !failedByFact)
    page.push(numbered({ type: 'error', error: step.error, step: standing(facts) }, at + (ended ? 997 : 7), now))
  // The same step under the same number, whatever comes by itself while it is shown.
  const shown = shownRevision({ facts, revision: facts.length }) * room
  const stands = here === 'offer' ? shown + 8 : at + (ended ? 998 : 8)
  if (here) page.push(numbered({ type: 'step', step: here }, stands, now))
  if ((here === 'sync' || here === 'offer') && view.run) page.push(progress(view.run, at, now))
  return {
    origins,
    envelope: {
      source: 'raccord',
      v: 1,
      session_id_hash: Buffer.from(journey.sessionHash).toString('hex'),
      journey: journey.reference,
    },
    stands,
    list: [numbered({ type: 'ready' }, 1, journey.createdAt), ...[...told, ...page].sort((a, b) => a.seq - b.seq)],
    ...(step.kind === 'error'
      ? { exit: { type: 'exit', status: 'error', step: standing(facts), error: step.error } as const }
      : {}),
  }
}

type Said = { [T in JourneyEvent['type']]: { readonly type: T } & EventFields<T> }[JourneyEvent['type']]

function eventOf(fact: Fact, before: readonly Fact[]): Said | undefined {
  switch (fact.kind) {
    case 'provider_chosen':
      return { type: 'select_provider', provider_id: fact.providerId }
    case 'consent_given':
      return { type: 'consent', shown: fact.shown }
    case 'departed':
      return { type: 'redirect_out', new_tab: fact.tab }
    case 'returned':
      return { type: 'redirect_back' }
    case 'bank_called':
      if (fact.call === 'begin_with_credentials') return { type: 'submit', what: 'credentials' }
      return fact.call === 'answer' ? { type: 'submit', what: 'answer' } : undefined
    case 'bank_asks':
      return { type: 'challenge', kind: challengeKinds[fact.what], refused: fact.refused }
    case 'leg_authorised':
      return {
        type: 'connected',
        connection_id: String(fact.connectionId),
        channel_definition_id: fact.definitionId,
      }
    case 'files_imported':
      return {
        type: 'connected',
        connection_id: String(fact.connectionId),
        channel_definition_id: fact.definitionId,
      }
    case 'accounts_chosen':
    case 'sharing_changed':
      return { type: 'accounts_selected', accounts: fact.count }
    case 'failed':
      return { type: 'error', error: fact.error, step: standing(before) }
    case 'owner_denied':
      return { type: 'error', error: 'declined_by_person', step: 'redirect' }
    case 'finished':
      return { type: 'success', result: fact.result, connection_id: String(fact.connectionId) }
    case 'cancelled':
      return { type: 'exit', status: 'cancelled', step: cancelledAt(fact, before) }
    default:
      return undefined
  }
}

const challengeKinds = { form: 'form', challenge: 'answer', wait: 'approve' } as const

function cancelledAt(fact: Extract<Fact, { kind: 'cancelled' }>, before: readonly Fact[]): JourneyStep {
  return steps[fact.step as StepKind]?.event ?? standing(before)
}

/** `step` of a return without success (WIRE §6): the name that the `exit` event tells at the same moment. */
export function endedAt(facts: readonly Fact[]): JourneyStep {
  const at = facts.findLastIndex((fact) => fact.kind === 'cancelled')
  const fact = facts[at]
  return fact?.kind === 'cancelled' ? cancelledAt(fact, facts.slice(0, at)) : standing(facts)
}

/** Where the person stood when these facts were all: told with every failure and every end without success. */
function standing(facts: readonly Fact[]): JourneyStep {
  for (const fact of facts.toReversed()) {
    const step = placeOf(fact)
    if (step) return step
  }
  return 'providers'
}

const stages = ['starting', 'accounts', 'transactions', 'finishing'] as const

/** Numbered by how far it is, which only grows: a reload says nothing twice. */
function progress(run: NonNullable<View['run']>, at: number, now: Date): JourneyEvent {
  const far = Math.min(970, run.accountsDone * stages.length + stages.indexOf(run.stage))
  const { stage, accounts, accountsDone } = run
  return numbered({ type: 'sync_progress', stage, accounts, accounts_done: accountsDone }, at + 20 + far, now)
}

function numbered(said: Said, seq: number, at: Date): JourneyEvent {
  return { ...said, seq, ts: Math.floor(at.getTime() / 1000) }
}
