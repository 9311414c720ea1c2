import { endedAt } from '../http/widget/visit/journey-events.ts'
import type { Fact } from '../journey/facts.ts'
import { placeOf } from '../journey/place.ts'
import type { Appended, Journey, JourneyFinder, JourneyStore, LegRoads } from '../journey/ports.ts'
import type { EventCounts } from '../metrics/event-counts.ts'

/** Counts what a journey's facts say once they are committed; a move that came too late is not counted. */
export function countedStore(store: JourneyStore, counts: EventCounts): JourneyStore {
  const counted =
    <A extends unknown[]>(work: (journey: Journey, ...rest: A) => Promise<Appended>) =>
    async (journey: Journey, ...rest: A): Promise<Appended> => {
      const appended = await work(journey, ...rest)
      if (appended !== 'stale') tell(counts, journey.endpoint, journey.facts, appended.facts)
      return appended
    }
  return {
    ...store,
    append: counted(store.append),
    saveOutcome: counted(store.saveOutcome),
    authorise: counted(store.authorise),
    failLeg: counted(store.failLeg),
    chooseAccounts: counted(store.chooseAccounts),
    recordConsent: counted(store.recordConsent),
    awaitBank: counted(store.awaitBank),
    changeSharing: counted(store.changeSharing),
    dropConnection: counted(store.dropConnection),
    async abandon(journey, now, may) {
      const ended = await store.abandon(journey, now, may)
      if (ended) counts.journeyEnded(journey.endpoint, endedAt(journey.facts), 'abandoned', bankOf(journey.facts))
      return ended
    },
    async startLeg(journey, ...rest) {
      const started = await store.startLeg(journey, ...rest)
      if (started !== 'stale') tell(counts, journey.endpoint, journey.facts, started.journey.facts)
      return started
    },
  }
}

export function countedFinder(finder: JourneyFinder, counts: EventCounts): JourneyFinder {
  return {
    ...finder,
    async open(opening, now) {
      const journey = await finder.open(opening, now)
      counts.journeyOpened(journey.endpoint)
      return journey
    },
    async openFirst(opening, browserHash, now) {
      const journey = await finder.openFirst(opening, browserHash, now)
      if (journey) counts.journeyOpened(journey.endpoint)
      return journey
    },
  }
}

/** Departures are written with their ticket, under the journey's lock. */
export function countedRoads(roads: LegRoads, counts: EventCounts): LegRoads {
  return {
    ...roads,
    async depart(found, departures, by, now) {
      const departed = await roads.depart(found, departures, by, now)
      if (departed) {
        const { endpoint, facts } = departed.journey
        tell(counts, endpoint, facts, [...facts, { kind: 'departed', leg: found.leg.id, tab: by.tab, proven: true }])
      }
      return departed
    },
  }
}

function tell(counts: EventCounts, endpoint: string, before: readonly Fact[], facts: readonly Fact[]): void {
  for (let index = before.length; index < facts.length; index += 1) {
    const fact = facts[index]
    if (fact === undefined) continue
    const step = placeOf(fact)
    const earlier = facts.slice(0, index)
    if (step !== undefined && (earlier.length === 0 || step !== endedAt(earlier))) counts.journeyStep(endpoint, step)
    if (fact.kind === 'failed') counts.journeyError(endedAt(earlier), fact.error, bankOf(earlier))
    if (fact.kind === 'finished') counts.journeyEnded(endpoint, endedAt(earlier), 'success', bankOf(earlier))
    if (fact.kind === 'cancelled')
      counts.journeyEnded(endpoint, endedAt(facts.slice(0, index + 1)), 'cancelled', bankOf(earlier))
  }
}

function bankOf(facts: readonly Fact[]): string | undefined {
  const fact = facts.findLast((one) => 'providerId' in one)
  return fact && 'providerId' in fact ? fact.providerId : undefined
}
