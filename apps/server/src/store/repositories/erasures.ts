import { randomBytes } from 'node:crypto'
import { readChannelDefinitionId } from '@raccord/contract'
import { sql } from 'kysely'
import type { ErasedConsent, ErasureReport, ErasureReports, Erasures } from '../../connections/erasures.ts'
import type { RevocationStore } from '../../connections/revocation-store.ts'
import type { Database, Tx } from '../database.ts'
import type { Row } from '../schema.ts'
import type { Sealer } from './journey-rows.ts'
import { endJourneysOf } from './journeys-of-connection.ts'
import { type VoidDeps, voidLeg } from './void-leg.ts'

/** @param legs opens what the legs of journeys hold */
export function erasures(tx: Tx, legs: Sealer, revocations: RevocationStore): Erasures {
  const voids = (erasureId: string): VoidDeps => ({
    sealer: legs,
    async revoke(_tx, definitionId, state, now, runAt) {
      const { providerId } = readChannelDefinitionId(definitionId)
      await revocations.add({ providerId, definitionId, state, erasureId }, now, runAt)
    },
  })
  return {
    async begin({ userId, kind, subjectId, origin, at }) {
      const id = `er_${randomBytes(16).toString('base64url')}`
      const whole = sql<boolean>`${kind === 'user'}::boolean`
      const connection = sql<number>`${kind === 'connection' ? subjectId : 0}::bigint`
      const account = sql<number>`${kind === 'account' ? subjectId : 0}::bigint`
      const { rows } = await sql<{ id: string }>`
        with gone as (
          select id, connection_id from account
          where user_id = ${userId} and status <> 'DELETED' and (${whole} or connection_id = ${connection} or id = ${account})
        )
        insert into erasure (id, client_id, user_id, kind, subject_id, origin, at, connections, accounts, transactions)
        select ${id}, client_id, id, ${kind}, ${subjectId}, ${origin}, ${at},
          (select count(*) from connection where user_id = ${userId} and (${whole} or id = ${connection})),
          (select count(*) from gone),
          (select count(*) from transaction where account_id in (select id from gone))
        from app_user where id = ${userId}
        returning id`.execute(tx)
      return rows[0]?.id
    },

    async endUnfinished(userId, erasureId, at) {
      const rows = await tx
        .selectFrom('leg')
        .innerJoin('journey', 'journey.id', 'leg.journey_id')
        .select('leg.id')
        .where('journey.user_id', '=', userId)
        .where('leg.sealed_state', 'is not', null)
        .orderBy('leg.id')
        .execute()
      const deps = voids(erasureId)
      for (const { id } of rows) await voidLeg(tx, deps, id, 'left', at)
    },

    endJourneys: (connection, erasureId, at) => endJourneysOf(tx, voids(erasureId), connection, at),
  }
}

export function createErasureReports({ kysely: db }: Pick<Database, 'kysely'>): ErasureReports {
  const withConsents = async (rows: readonly Row<'erasure'>[]): Promise<ErasureReport[]> => {
    if (rows.length === 0) return []
    const ids = rows.map(({ id }) => id)
    const ends = await db
      .selectFrom('revocation')
      .select(['erasure_id', 'provider_id', 'definition_id', 'done_at', 'failure'])
      .where('erasure_id', 'in', ids)
      .orderBy('id')
      .execute()
    return rows.map((row) => ({
      id: row.id,
      userId: row.user_id,
      kind: row.kind,
      subjectId: row.subject_id,
      origin: row.origin,
      at: row.at,
      connections: row.connections,
      accounts: row.accounts,
      transactions: row.transactions,
      revocations: ends.filter(({ erasure_id }) => erasure_id === row.id).map(consentOf),
    }))
  }
  const of = (clientId: string) => db.selectFrom('erasure').selectAll().where('client_id', '=', clientId)
  return {
    find: async (clientId, id) => (await withConsents(await of(clientId).where('id', '=', id).execute()))[0],
    list: async (clientId, { page, limit }) =>
      withConsents(
        await of(clientId)
          .orderBy('at', 'desc')
          .orderBy('id')
          .offset((page - 1) * limit)
          .limit(limit)
          .execute(),
      ),
  }
}

function consentOf(row: {
  provider_id: string
  definition_id: string
  done_at: Date | null
  failure: string | null
}): ErasedConsent {
  return {
    providerId: row.provider_id,
    definitionId: row.definition_id,
    doneAt: row.done_at ?? undefined,
    // Of one that is tried again, it is the last try's.
    ...(row.done_at !== null && row.failure !== null ? { failure: row.failure } : {}),
  }
}
