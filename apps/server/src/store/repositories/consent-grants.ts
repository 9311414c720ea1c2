import type { ConsentGrants } from '../../consent/consent-grants.ts'
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

    async add({ connectionId, definitionId, userId, journeyId, ...grant }) {
      await end(connectionId, [definitionId], 'renewed', grant.at)
      const record =
        journeyId === undefined
          ? undefined
          : await tx
              .selectFrom('consent_record')
              .select('id')
              .where('user_id', '=', userId)
              .where('journey_id', '=', journeyId)
              .where('action', '!=', 'revoked')
              .orderBy('id', 'desc')
              .limit(1)
              .executeTakeFirst()
      await tx
        .insertInto('consent_grant')
        .values({
          client_id: grant.clientId,
          user_id: userId,
          connection_id: connectionId,
          provider_id: grant.providerId,
          definition_id: definitionId,
          record_id: record?.id ?? null,
          granted_at: grant.at,
          until: grant.until ?? null,
          ended_at: null,
          ended_by: null,
        })
        .execute()
    },
  }
}
