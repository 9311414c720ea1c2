import { assets, providerIndex, renderPage, searchProviders, themeStylesheet } from '@raccord/widget'
import type { FastifyBaseLogger } from 'fastify'
import type { Counters } from '../attempts/counters.ts'
import type { ClientStore } from '../clients/client.ts'
import type { LogoStore } from '../clients/client-logo.ts'
import { rememberClients } from '../clients/remembered-clients.ts'
import type { Config } from '../config.ts'
import type { DeprecatedUses } from '../deprecation/deprecated-uses.ts'
import { departureTickets } from '../http/widget/depart/departure-tickets.ts'
import { phoneTickets } from '../http/widget/phone/phone-tickets.ts'
import { consentGiven } from '../http/widget/present/consent-screen.ts'
import { createBackground } from '../http/widget/visit/background.ts'
import type { WidgetDeps } from '../http/widget/widget-deps.ts'
import { createBankTries } from '../journey/bank-tries.ts'
import type { Callers } from '../journey/ports.ts'
import type { EventCounts } from '../metrics/event-counts.ts'
import type { Catalogue } from '../providers/catalogue.ts'
import { createJourneyBanks } from '../providers/journey-banks.ts'
import type { BankRegistry } from '../providers/open-bank.ts'
import { withUploads } from '../providers/with-uploads.ts'
import type { Database, Tx } from '../store/database.ts'
import type { BankUnit } from '../store/repositories/bank-unit.ts'
import { createConsentHistory } from '../store/repositories/consent-history.ts'
import { openConnection, readManagedConnection } from '../store/repositories/journey-connections.ts'
import { createJourneyFinder } from '../store/repositories/journey-finder.ts'
import { readConnectionOverview } from '../store/repositories/journey-reads.ts'
import { createJourneyStore } from '../store/repositories/journey-store.ts'
import { createLegRoads } from '../store/repositories/leg-roads.ts'
import { createReadModel } from '../store/repositories/read-model.ts'
import { createSessionStore } from '../store/repositories/session-store.ts'
import { createUploadFiles } from '../store/repositories/upload-files.ts'
import type { Vault } from '../store/vault/vault.ts'
import { countedFinder, countedRoads, countedStore } from './counted-journeys.ts'
import { createFileUploads } from './file-uploads.ts'
import { createJourneyEffects } from './journey-effects.ts'
import { journeySealer } from './journey-sealer.ts'
import { createJourneyUploads } from './journey-uploads.ts'

/** On a page of the widget: those of ten years, at a renewal every half. */
const mostAgreements = 25

interface Parts {
  readonly config: Config
  readonly database: Database
  readonly vault: Vault
  readonly units: (tx: Tx) => BankUnit
  readonly catalogue: Catalogue
  readonly registry: BankRegistry
  readonly clients: ClientStore & LogoStore
  readonly embedUrl: () => string
  readonly callers: Callers
  readonly counters: Counters
  /** Resolves once jobs can be enqueued. */
  readonly jobsReady: () => Promise<void>
  readonly deprecated: DeprecatedUses
  readonly log: FastifyBaseLogger
  readonly counts: EventCounts
}

/** Everything the widget's pages stand on. */
export function createWidgetDeps({
  config,
  database,
  vault,
  units,
  catalogue: banks,
  registry,
  clients,
  embedUrl,
  callers,
  counters,
  jobsReady,
  deprecated,
  log,
  counts,
}: Parts): WidgetDeps {
  const catalogue = config.uploads ? withUploads(banks) : banks
  const readModel = createReadModel(database)
  const now = () => database.clock.now()
  const sealer = journeySealer(vault)
  const transact = async <T>(work: (unit: BankUnit) => Promise<T>) => {
    await jobsReady()
    return database.transaction((tx) => work(units(tx)))
  }
  const effects = createJourneyEffects(database, units, catalogue, embedUrl, jobsReady)
  const remembered = rememberClients(clients, now)
  const report = (error: unknown) => log.error({ err: error }, 'journey')
  return {
    sessions: createSessionStore(database, sealer, config.sessionMinutes),
    journeys: countedFinder(createJourneyFinder(database, sealer), counts),
    roads: countedRoads(createLegRoads(database, sealer, effects), counts),
    journey: {
      store: countedStore(createJourneyStore(database, sealer, effects), counts),
      banks: createJourneyBanks(registry, {
        embedUrl,
        allowLoopback: config.loopbackAllowed,
        now,
        notice: catalogue.notice,
      }),
      providers: catalogue,
      callers,
      tries: createBankTries(counters),
      now,
      report: (error, journey) => log.error({ err: error, reference: journey.reference }, 'journey'),
      offerSeconds: config.offerSeconds,
      uploads: createJourneyUploads({
        ...{ transact, now, origin: () => new URL(embedUrl()).origin },
        files: createUploadFiles(database, vault),
        uploads: createFileUploads({ transact, now }),
      }),
      consentShown: async (view, caller, action) => {
        const terms = (await remembered.find(view.journey.clientId))?.terms ?? {}
        return consentGiven({ catalogue, now }, view, caller.locale, action, terms)
      },
    },
    clients: { ...remembered, findLogo: clients.findLogo },
    catalogue,
    connection: (id) => readConnectionOverview(database, id),
    agreements: (userId, connectionId) =>
      createConsentHistory(database).list(userId, { connectionId, limit: mostAgreements }),
    managed: (userId, id) => readManagedConnection(database, readModel, userId, id),
    openConnection: (userId, id) => openConnection(readModel, userId, id),
    render: renderPage,
    search: searchProviders,
    assets,
    providerIndex,
    theme: themeStylesheet,
    phoneTickets: phoneTickets(vault.fingerprints('phone tickets')[0]),
    tickets: departureTickets(vault.fingerprints('departure tickets')[0]),
    secure: () => embedUrl().startsWith('https:'),
    embedUrl,
    operator: config.operator,
    sandbox: config.env === 'sandbox',
    deprecated,
    background: createBackground(report),
  }
}
