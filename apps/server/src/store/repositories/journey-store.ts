import type { ConnectorState, Psu, Secret } from '@raccord/connector-kit'
import type { Kysely } from 'kysely'
import type { Fact } from '../../journey/facts.ts'
import { leftBehind } from '../../journey/leg-standing.ts'
import type { Authorised, ConsentGiven, Journey, JourneyStore, Leg, RunView } from '../../journey/ports.ts'
import { stateOf } from '../../journey/state.ts'
import type { Database, Tx } from '../database.ts'
import type { Schema } from '../schema.ts'
import { addBankWait } from './bank-waits.ts'
import { changeBrowsers } from './change-browsers.ts'
import { readComparableAccounts } from './comparable-accounts.ts'
import { appendFacts, endUnfinished, Stale, staleOr } from './journey-append.ts'
import { factsOfJourney, legName, readJourney, readLeg, type Sealer, sha256 } from './journey-rows.ts'
import { overtakeLegs } from './overtake-legs.ts'
import { type Revoke, voidLeg } from './void-leg.ts'

/** What a journey does to connections, in the transaction of its facts. Wired in app.ts from `connections` and `sync`. */
export interface JourneyEffects {
  /** Resolves once synchronisations and revocations can be asked for: a server listens a moment before that. */
  ready(): Promise<void>
  authorise(
    tx: Tx,
    journey: Journey,
    leg: Leg,
    authorised: Authorised,
    now: Date,
  ): Promise<{ readonly connectionId: number; readonly runId: number } | 'connection_deleted'>
  share(
    tx: Tx,
    journey: Journey,
    connectionId: number,
    accountIds: readonly string[],
    psu: Psu | undefined,
    now: Date,
  ): Promise<{ readonly shared: number; readonly runId?: number } | 'connection_deleted'>
  recordConsent(tx: Tx, journey: Journey, consent: ConsentGiven, now: Date): Promise<number>
  readonly revoke: Revoke
  keptCredentials(
    journey: Journey,
    connectionId: number,
    definitionId: string,
  ): Promise<{ readonly [fieldId: string]: Secret }>
  formerState(journey: Journey, connectionId: number, definitionId: string): Promise<ConnectorState | undefined>
  drop(tx: Tx, journey: Journey, connectionId: number, now: Date): Promise<void>
  run(runs: readonly number[]): Promise<RunView | undefined>
}

/** Of a leg that has failed: what was typed stays for the form that shows it again, and goes with the session. */
const nothingOfBank = { sealed_state: null, sealed_outcome: null, sealed_return: null } as const
/** A leg that is over keeps no secret. */
const nothingKept = { ...nothingOfBank, sealed_credentials: null } as const

/** The journey's facts and legs, in our tables. Secrets of a leg are sealed under its id. */
export function createJourneyStore(database: Database, sealer: Sealer, effects: JourneyEffects): JourneyStore {
  const within = <T>(work: (tx: Tx) => Promise<T>) => staleOr(database.transaction(work))
  const withEffects = async <T>(work: (tx: Tx) => Promise<T>) => {
    await effects.ready()
    return within(work)
  }
  const voids = { sealer, revoke: effects.revoke }
  /** Facts that leave a leg behind make it void in the same transaction. */
  const leaving = async (tx: Tx, journey: Journey, facts: readonly Fact[], now: Date) => {
    const left = leftBehind(journey.facts, facts)
    if (left && !left.failed) await voidLeg(tx, voids, left.leg, 'left', now)
    return appendFacts(tx, journey, facts, now)
  }
  /** @throws Stale */
  const end = async (tx: Tx, journey: Journey, now: Date): Promise<void> => {
    const { leg } = stateOf(journey.facts)
    if (leg) await voidLeg(tx, voids, leg.id, 'left', now)
    if (!(await endUnfinished(tx, journey, now))) throw new Stale()
  }
  const reload = async (db: Kysely<Schema>, id: number): Promise<Journey | undefined> => {
    const row = await db
      .selectFrom('journey')
      .selectAll()
      .select(factsOfJourney)
      .where('id', '=', id)
      .executeTakeFirst()
    return row && readJourney(sealer, row)
  }
  const isInHand = async (tx: Tx, journeyId: number, legId: number): Promise<boolean> => {
    const found = await reload(tx, journeyId)
    return found !== undefined && !found.abandoned && stateOf(found.facts).leg?.id === legId
  }
  const sealed = (legId: number, value: unknown) => sealer.seal(JSON.stringify(value), legName(legId))
  return {
    append(journey, facts, now) {
      const left = leftBehind(journey.facts, facts)
      return left && !left.failed
        ? withEffects((tx) => leaving(tx, journey, facts, now))
        : staleOr(appendFacts(database.kysely, journey, facts, now))
    },

    async abandon(journey, now, may = () => true) {
      await effects.ready()
      // Moved on meanwhile, it may have another leg in hand; over, there is nothing to end.
      for (let read: Journey | undefined = journey; read && !isOver(read); ) {
        const current = read
        if (!may(current)) return false
        if ((await within((tx) => end(tx, current, now))) !== 'stale') return true
        read = await reload(database.kysely, journey.id)
      }
      return true
    },

    startLeg: (journey, started, call, now) =>
      withEffects(async (tx) => {
        const id = await overtakeLegs(tx, voids, journey, started.definitionId, now)
        const exposed = Object.entries(started.credentials).map(([field, secret]) => [field, secret.expose()])
        const made = {
          definition_id: started.definitionId,
          created_at: now,
          callback_state_hash: sha256(started.callbackState),
          sealed_credentials: exposed.length > 0 ? sealed(id, Object.fromEntries(exposed)) : null,
        }
        const facts = [
          { kind: 'leg_started', leg: id, definitionId: started.definitionId },
          { kind: 'bank_called', leg: id, ...call },
        ] as const
        const moved = await appendFacts(tx, journey, facts, now, { id, made })
        return { journey: moved, leg: id }
      }),

    async leg(id) {
      const row = await database.kysely.selectFrom('leg').selectAll().where('id', '=', id).executeTakeFirst()
      return row && readLeg(sealer, row)
    },

    saveOutcome(journey, leg, outcome, facts, now) {
      // A further redirect (second leg of a bank) waits for a return of its own.
      const { callbackState } = outcome
      const again =
        callbackState === undefined
          ? {}
          : { callback_state_hash: sha256(callbackState), returned_at: null, sealed_return: null }
      const set = { sealed_state: sealed(leg, outcome.state), sealed_outcome: sealed(leg, outcome.shown), ...again }
      return staleOr(appendFacts(database.kysely, journey, facts, now, { id: leg, set }))
    },

    authorise: (journey, leg, authorised, now) =>
      withEffects(async (tx) => {
        const kept = await effects.authorise(tx, journey, leg, authorised, now)
        if (kept === 'connection_deleted')
          return appendFacts(tx, journey, [{ kind: 'connection_deleted' }], now, { id: leg.id, set: nothingKept })
        const { connectionId, runId } = kept
        const { definitionId } = authorised.channel
        const onto = connectionId === authorised.connectionId ? 'existing' : 'new'
        const answer = authorised.asked ? ({ onto } as const) : {}
        const named = authorised.grant.namesAccounts ? ({ named: true } as const) : {}
        return appendFacts(
          tx,
          journey,
          [{ kind: 'leg_authorised', leg: leg.id, definitionId, connectionId, runId, ...answer, ...named }],
          now,
          // The channel holds its secrets now.
          { id: leg.id, set: nothingKept },
        )
      }),

    knownAccounts: ({ userId }, providerId) => readComparableAccounts(database.kysely, userId, providerId),

    async keepState(journey, { id, definitionId }, state, now) {
      await effects.ready()
      return database.transaction(async (tx) => {
        // Whoever ends the leg does so under its row's lock.
        await tx.selectFrom('leg').select('id').where('id', '=', id).forUpdate().execute()
        const inHand = await isInHand(tx, journey.id, id)
        if (inHand)
          await tx
            .updateTable('leg')
            .set({ sealed_state: sealed(id, state) })
            .where('id', '=', id)
            .execute()
        else await effects.revoke(tx, definitionId, state, now)
        return inHand
      })
    },

    run: (_journey, runs) => effects.run(runs),

    chooseAccounts: (journey, connectionId, accountIds, psu, now) =>
      withEffects(async (tx) => {
        const done = await effects.share(tx, journey, connectionId, accountIds, psu, now)
        if (done === 'connection_deleted') return appendFacts(tx, journey, [{ kind: 'connection_deleted' }], now)
        const { shared, runId } = done
        // None of them is his: nothing was chosen, nothing changes.
        if (shared === 0 || runId === undefined) throw new Stale()
        return appendFacts(tx, journey, [{ kind: 'accounts_chosen', count: shared, runId }], now)
      }),

    keptCredentials: (journey, connectionId, definitionId) =>
      effects.keptCredentials(journey, connectionId, definitionId),

    formerState: (journey, connectionId, definitionId) => effects.formerState(journey, connectionId, definitionId),

    changeSharing: (journey, connectionId, accountIds, psu, now) =>
      withEffects(async (tx) => {
        const done = await effects.share(tx, journey, connectionId, accountIds, psu, now)
        if (done === 'connection_deleted') return appendFacts(tx, journey, [{ kind: 'connection_deleted' }], now)
        if (done.shared === 0) throw new Stale()
        return appendFacts(tx, journey, [{ kind: 'sharing_changed', count: done.shared }], now)
      }),

    changePhone: (journey, { kind, hash }, facts, now) =>
      withEffects(async (tx) => {
        await changeBrowsers(tx, journey.sessionHash, kind, Buffer.from(hash, 'hex'))
        return leaving(tx, journey, facts, now)
      }),

    recordConsent: (journey, consent, now) =>
      within(async (tx) => {
        const recordId = await effects.recordConsent(tx, journey, consent, now)
        const going = consent.goes === undefined ? {} : { goes: consent.goes }
        const given = { kind: 'consent_given', recordId, shown: consent.action === 'accepted', ...going } as const
        return appendFacts(tx, journey, [given], now)
      }),

    awaitBank: (journey, providerId, now) =>
      within(async (tx) => {
        await addBankWait(tx, journey.userId, providerId, now)
        return appendFacts(tx, journey, [{ kind: 'bank_awaited', providerId }], now)
      }),

    failLeg: (journey, { id, definitionId }, state, fact, now) =>
      withEffects(async (tx) => {
        await effects.revoke(tx, definitionId, state, now)
        return appendFacts(tx, journey, [fact], now, { id, set: nothingOfBank })
      }),

    async endOrphan(journey, legId, definitionId, state, now) {
      await effects.ready()
      await database.transaction(async (tx) => {
        if (!(await isInHand(tx, journey.id, legId))) await effects.revoke(tx, definitionId, state, now)
      })
    },

    dropConnection: (journey, connectionId, facts, now) =>
      withEffects(async (tx) => {
        await effects.drop(tx, journey, connectionId, now)
        return leaving(tx, journey, facts, now)
      }),
  }
}

function isOver({ abandoned, facts }: Journey): boolean {
  return abandoned === true || facts.some(({ kind }) => kind === 'finished' || kind === 'cancelled')
}
