import type { ConsentHistory, GrantView } from '../../consent/consent-history.ts'
import type { Database } from '../database.ts'
import type { Row } from '../schema.ts'
import { toRecord } from './consent-store.ts'

/** Longest page; a person has a few records a year. */
const most = 500

export function createConsentHistory({ kysely: db }: Pick<Database, 'kysely'>): ConsentHistory {
  return {
    async list(userId, { connectionId, page = 1, limit = most }) {
      const rows = await db
        .selectFrom('consent_record')
        .selectAll()
        .where('user_id', '=', userId)
        .$if(connectionId !== undefined, (query) =>
          query.where((eb) =>
            eb.or([
              eb('connection_id', '=', connectionId ?? 0),
              // Where the person agreed, there was no connection yet: the grant names it.
              eb(
                'id',
                'in',
                eb
                  .selectFrom('consent_grant')
                  .select('record_id')
                  .where('consent_grant.user_id', '=', userId)
                  .where('consent_grant.connection_id', '=', connectionId ?? 0)
                  .where('record_id', 'is not', null),
              ),
            ]),
          ),
        )
        .orderBy('id', 'desc')
        .offset((page - 1) * limit)
        .limit(limit)
        .execute()
      if (rows.length === 0) return []
      const grants = await db
        .selectFrom('consent_grant')
        .selectAll()
        .where('user_id', '=', userId)
        .where(
          'record_id',
          'in',
          rows.map(({ id }) => id),
        )
        .orderBy('id')
        .execute()
      return rows.map((row) => ({
        ...toRecord(row),
        grants: grants.filter((grant) => grant.record_id === row.id).map(toGrant),
      }))
    },
  }
}

function toGrant(row: Row<'consent_grant'>): GrantView {
  return {
    connectionId: row.connection_id,
    definitionId: row.definition_id,
    at: row.granted_at,
    until: row.until ?? undefined,
    endedAt: row.ended_at ?? undefined,
    endedBy: row.ended_by ?? undefined,
  }
}
