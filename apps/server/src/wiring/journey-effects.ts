import { authoriseChannel } from '../connections/authorise-channel.ts'
import { dropConnection, shareAccounts } from '../connections/remove.ts'
import { appendConsent } from '../consent/append-consent.ts'
import type { Catalogue } from '../providers/catalogue.ts'
import type { Database, Tx } from '../store/database.ts'
import type { BankUnit } from '../store/repositories/bank-unit.ts'
import type { JourneyEffects } from '../store/repositories/journey-store.ts'
import { readRun } from '../store/repositories/run-view.ts'
import { requestSync } from '../sync/request-sync.ts'

/** What a journey does to connections, in the transaction that records it. */
export function createJourneyEffects(
  database: Database,
  units: (tx: Tx) => BankUnit,
  catalogue: Catalogue,
  embedUrl: () => string,
  ready: () => Promise<void>,
): JourneyEffects {
  return {
    ready,

    async authorise(tx, journey, leg, authorised, at) {
      const unit = units(tx)
      const { parameters } = journey
      const granted = {
        userId: journey.userId,
        providerId: authorised.providerId,
        providerName: authorised.providerName,
        definitionId: authorised.channel.definitionId,
        accountTypes: authorised.channel.reads,
        channels: authorised.channels,
        state: authorised.state,
        credentials: leg.credentials ?? {},
        grant: authorised.grant,
        autoSync: parameters.auto_sync,
        consentPerAccount: parameters.consent_per_account,
        journeyId: journey.id,
        revokePrevious: authorised.grant.prolongs !== true,
        at,
      }
      const { connectionId } = authorised
      // Where he was asked, the connection that he was asked about may be gone by now: then there is but this one.
      const kept =
        (await authoriseChannel(unit, {
          ...granted,
          ...(connectionId === undefined ? {} : { connectionId, widens: authorised.asked === true }),
        })) ?? (authorised.asked ? await authoriseChannel(unit, granted) : undefined)
      // There is nothing that it could go on with, not even where it prolongs what there was.
      if (!kept) {
        const { providerId, channel, state } = authorised
        await unit.revocations.add({ providerId, definitionId: channel.definitionId, state }, at)
        return 'connection_deleted'
      }
      const joins = authorised.asked === true && kept.connectionId === connectionId
      const { runId } = await requestSync(unit.sync, {
        connectionId: kept.connectionId,
        definitionIds: [authorised.channel.definitionId],
        // Which accounts are shared is asked first; reading them all comes after. What was chosen before stays chosen.
        kind: parameters.consent_per_account && !joins ? 'LIST_ACCOUNTS' : 'ALL',
        requestedBy: 'journey',
        at,
        ...(authorised.psu ? { psu: authorised.psu } : {}),
        ...(kept.made ? { made: { providerId: authorised.providerId } } : {}),
      })
      return { connectionId: kept.connectionId, runId }
    },

    async share(tx, journey, connectionId, accountIds, psu, at) {
      const unit = units(tx)
      const target = { userId: journey.userId, connectionId, accountIds: accountIds.map(Number) }
      const shared = await shareAccounts(unit, target, at)
      if (shared === undefined) return 'connection_deleted'
      const definitionIds = (await unit.connections.channels(connectionId))
        .filter((channel) => channel.state)
        .map((channel) => channel.definitionId)
      // What can't be read at the bank any more can still be shared no longer.
      if (definitionIds.length === 0) return { shared }
      const { runId } = await requestSync(unit.sync, {
        connectionId,
        definitionIds,
        kind: 'ALL',
        requestedBy: 'journey',
        at,
        ...(psu ? { psu } : {}),
      })
      return { shared, runId }
    },

    recordConsent(tx, journey, consent, at) {
      return appendConsent(units(tx).consents, {
        clientId: journey.clientId,
        userId: journey.userId,
        journeyId: journey.id,
        providerId: consent.providerId,
        definitionIds: consent.definitionIds,
        action: consent.action,
        locale: consent.locale,
        shown: { ...consent.shown },
        scope: {
          accountTypes: consent.accountTypes,
          perAccount: journey.parameters.consent_per_account,
          recurring: journey.parameters.auto_sync,
        },
        at,
        origin: new URL(embedUrl()).origin,
      })
    },

    async revoke(tx, definitionId, state, at, runAt) {
      const providerId = catalogue.channel(definitionId)?.providerId
      if (providerId !== undefined) await units(tx).revocations.add({ providerId, definitionId, state }, at, runAt)
    },

    async drop(tx, journey, connectionId, at) {
      const { id: journeyId, userId } = journey
      await dropConnection(units(tx), { userId, connectionId, origin: 'widget', journeyId }, at)
    },

    keptCredentials: (journey, connectionId, definitionId) =>
      database.transaction((tx) => units(tx).connections.credentials(journey.userId, connectionId, definitionId)),

    formerState: (journey, connectionId, definitionId) =>
      database.transaction(async (tx) => {
        const { connections } = units(tx)
        const own = await connections.lock(journey.userId, connectionId)
        const channels = own ? await connections.channels(connectionId) : []
        return channels.find((channel) => channel.definitionId === definitionId)?.state
      }),

    run: (runs) => readRun(database.kysely, runs),
  }
}
