import { sql } from 'kysely'
import type { ConsentGrants, GrantEnd } from '../../consent/consent-grants.ts'
import type { Tx } from '../database.ts'

export function consentGrants(tx: Tx): ConsentGrants {
  const end: ConsentGrants['end'] = async (connectionId, definitionIds, by, at) => {
    if (definitionIds.length === 0) return
    await tx
      .updateTable('consent_grant')
      .set({ ended_at: at, ended_by: by })
      .where('connection_id', '=', connectionId)
      .where('definition_id', 'in', [...definitionIds])
      .where('ended_at', 'is', null)
      .execute()
  }
  return {
    end,

    async add({ connectionId, definitionId, userId, journeyId = null, at, until = null }) {
      await sql`
        with ended as (
          update consent_grant set ended_at = ${at}::timestamptz, ended_by = ${'renewed' satisfies GrantEnd}
          where connection_id = ${connectionId}::bigint and definition_id = ${definitionId}::text and ended_at is null
          returning id
        )
        insert into consent_grant (client_id, user_id, connection_id, provider_id, definition_id, record_id, granted_at, until)
        select app_user.client_id, app_user.id, connection.id, connection.provider_id, ${definitionId}::text,
          (select max(id) from consent_record
            where user_id = app_user.id and journey_id = ${journeyId}::bigint and action <> 'revoked'),
          ${at}::timestamptz, ${until}::date
        from connection join app_user on app_user.id = connection.user_id
        -- Before the new one is there: one at a time is live.
        cross join (select count(*) from ended) as before
        where connection.id = ${connectionId}::bigint and app_user.id = ${userId}::bigint`.execute(tx)
    },
  }
}
