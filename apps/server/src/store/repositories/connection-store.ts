import { type ConnectorState, Secret } from '@raccord/connector-kit'
import type { AccountType } from '@raccord/contract'
import type { Authorisation, ConnectionStore } from '../../connections/connection-store.ts'
import type { Tx } from '../database.ts'
import { accountRemoval } from './account-removal.ts'
import { channelAad } from './next-channel.ts'
import { openJsonIfReadable, type Sealer, sealJson } from './sealed-json.ts'

/** `states` seals what connectors remember, `credentials` what the person typed. */
export function connectionStore(tx: Tx, states: Sealer, credentials: Sealer): ConnectionStore {
  const refs = () =>
    tx
      .selectFrom('connection')
      .innerJoin('app_user', 'app_user.id', 'connection.user_id')
      .select(['connection.id', 'user_id as userId', 'client_id as clientId', 'provider_id as providerId'])

  /**
   * A permission whose key is gone, or whose row was put here from elsewhere, is of no use to anybody: the channel counts as
   * without one. Were it an error, people could not delete their data nor authorise anew after a lost key.
   */
  function readState(sealed: Uint8Array, aad: string): { state?: ConnectorState; unreadable?: true } {
    const state = openJsonIfReadable<ConnectorState>(states, sealed, aad)
    return state === undefined ? { unreadable: true } : { state }
  }

  function authorisedColumns(connectionId: number, authorisation: Authorisation) {
    const { definitionId, consentUntil = null, frequencyPerDay = null } = authorisation
    const aad = channelAad(connectionId, definitionId)
    const typed = Object.entries(authorisation.credentials).map(([field, secret]) => [field, secret.expose()])
    return {
      // A synchronisation is asked for in the same transaction and says RUNNING; without one nothing is known yet.
      status: 'NONE' as const,
      failure: null,
      limited_until: null,
      account_types: [...authorisation.accountTypes],
      sealed_state: sealJson(states, authorisation.state, aad),
      sealed_credentials: typed.length > 0 ? sealJson(credentials, Object.fromEntries(typed), aad) : null,
      sca_at: authorisation.at,
      consent_until: consentUntil,
      recurring: authorisation.recurring,
      frequency_per_day: frequencyPerDay,
    }
  }

  return {
    ...accountRemoval(tx),

    async create(connection, at) {
      const { id } = await tx
        .insertInto('connection')
        .values({
          user_id: connection.userId,
          provider_id: connection.providerId,
          name: connection.name,
          auto_sync: connection.autoSync,
          consent_per_account: connection.consentPerAccount,
          owner_name: null,
          created_at: at,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return id
    },

    lock: (userId, connectionId) =>
      refs()
        .where('connection.id', '=', connectionId)
        .where('user_id', '=', userId)
        .forUpdate('connection')
        .executeTakeFirst(),

    all: (userId) => refs().where('user_id', '=', userId).orderBy('connection.id').execute(),

    async channels(connectionId) {
      const rows = await tx
        .selectFrom('channel')
        .select(['definition_id', 'account_types', 'sealed_state'])
        .where('connection_id', '=', connectionId)
        .orderBy('definition_id')
        .execute()
      return rows.map((row) => ({
        definitionId: row.definition_id,
        accountTypes: row.account_types as AccountType[],
        ...(row.sealed_state ? readState(row.sealed_state, channelAad(connectionId, row.definition_id)) : {}),
      }))
    },

    async credentials(userId, connectionId, definitionId) {
      const row = await tx
        .selectFrom('channel')
        .innerJoin('connection', 'connection.id', 'channel.connection_id')
        .select('sealed_credentials')
        .where('connection.user_id', '=', userId)
        .where('connection_id', '=', connectionId)
        .where('definition_id', '=', definitionId)
        .executeTakeFirst()
      if (!row?.sealed_credentials) return {}
      const aad = channelAad(connectionId, definitionId)
      const typed = openJsonIfReadable<Record<string, string>>(credentials, row.sealed_credentials, aad) ?? {}
      return Object.fromEntries(Object.entries(typed).map(([id, value]) => [id, new Secret(value)]))
    },

    async ensureChannels(connectionId, channels, authorised) {
      if (channels.length === 0) return
      await tx
        .insertInto('channel')
        .values(
          channels.map(({ definitionId, accountTypes }) => ({
            connection_id: connectionId,
            definition_id: definitionId,
            account_types: [...accountTypes],
            failure: null,
            sealed_state: null,
            sealed_credentials: null,
            sca_at: null,
            consent_until: null,
            frequency_per_day: null,
            last_success_at: null,
            last_end_at: null,
            next_sync_at: null,
            limited_until: null,
            ...(authorised?.definitionId === definitionId ? authorisedColumns(connectionId, authorised) : {}),
          })),
        )
        .onConflict((oc) => oc.columns(['connection_id', 'definition_id']).doNothing())
        .execute()
    },

    async authorise(connectionId, authorisation) {
      await tx
        .updateTable('channel')
        .set(authorisedColumns(connectionId, authorisation))
        .where('connection_id', '=', connectionId)
        .where('definition_id', '=', authorisation.definitionId)
        .execute()
    },

    async clearChannel(connectionId, definitionId) {
      await tx
        .updateTable('channel')
        .set({
          status: 'EMPTY',
          failure: null,
          sealed_state: null,
          sealed_credentials: null,
          consent_until: null,
          next_sync_at: null,
          limited_until: null,
          unsupported: '[]',
        })
        .where('connection_id', '=', connectionId)
        .where('definition_id', '=', definitionId)
        .execute()
      await tx
        .updateTable('sync_run_channel')
        .set({ stage: 'done', status: 'EMPTY' })
        .where('definition_id', '=', definitionId)
        .where('run_id', 'in', (eb) =>
          eb
            .selectFrom('sync_run')
            .select('id')
            .where('connection_id', '=', connectionId)
            .where('ended_at', 'is', null),
        )
        .execute()
    },

    async remove(connectionId) {
      await tx.deleteFrom('connection').where('id', '=', connectionId).execute()
    },

    async removeUser(userId) {
      const gone = await tx.deleteFrom('app_user').where('id', '=', userId).returning('id').executeTakeFirst()
      return gone !== undefined
    },
  }
}
