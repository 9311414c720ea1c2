import { sql } from 'kysely'
import type { Fact } from '../../journey/facts.ts'
import type { JourneyLog, SessionLog } from '../../journey/session-log.ts'
import type { Database } from '../database.ts'

export type ReadSessionLog = (idHash: Uint8Array, clientId: string) => Promise<SessionLog | undefined>

/** The log of a session, for its own client only. */
export function createSessionLog(database: Pick<Database, 'kysely'>): ReadSessionLog {
  const db = database.kysely
  return async (idHash, clientId) => {
    const session = await db
      .selectFrom('widget_session')
      .select(['user_id', 'created_at', 'expires_at', 'refusals'])
      .where('id_hash', '=', idHash)
      .where('client_id', '=', clientId)
      .executeTakeFirst()
    if (!session) return undefined
    const journeys = await db
      .selectFrom('journey')
      .select(['id', 'endpoint', 'reference', 'connection_id', 'created_at', 'finished_at', 'revision'])
      .where('session_hash', '=', idHash)
      .orderBy('id')
      .execute()
    const facts =
      journeys.length === 0
        ? []
        : await db
            .selectFrom('journey_fact')
            .select(['journey_id', 'seq', 'at', 'data'])
            .where(
              'journey_id',
              'in',
              journeys.map(({ id }) => id),
            )
            .orderBy('journey_id')
            .orderBy('seq')
            .execute()
    const runs = new Map(facts.flatMap(({ journey_id, data }) => runOf(data as Fact, journey_id)))
    const notTrue =
      runs.size === 0
        ? []
        : await db
            .selectFrom('sync_run_channel')
            .select(['run_id', 'definition_id', 'unread', 'gaps'])
            .where('run_id', 'in', [...runs.keys()])
            .where(sql<boolean>`unread <> '{}' or gaps > 0`)
            .orderBy('run_id')
            .orderBy('definition_id')
            .execute()
    return {
      userId: session.user_id,
      createdAt: session.created_at,
      expiresAt: session.expires_at,
      refusals: session.refusals.map((refused) => ({ ...refused, at: new Date(refused.at) })),
      journeys: journeys.map(
        (journey): JourneyLog => ({
          endpoint: journey.endpoint,
          reference: journey.reference,
          createdAt: journey.created_at,
          connectionId: journey.connection_id ?? undefined,
          ...(journey.finished_at ? { endedAt: journey.finished_at } : {}),
          facts: facts
            .filter((fact) => fact.journey_id === journey.id)
            .map(({ seq, at, data }) => ({ seq, at, fact: data as Fact })),
          notTrue: notTrue
            .filter(({ run_id }) => runs.get(run_id) === journey.id)
            .map((row) => ({ definitionId: row.definition_id, rules: row.unread, gaps: row.gaps })),
        }),
      ),
    }
  }
}

/** The reading that a fact began, if any, with the journey it is of. */
function runOf(fact: Fact, journeyId: number): [number, number][] {
  return 'runId' in fact ? [[fact.runId, journeyId]] : []
}
