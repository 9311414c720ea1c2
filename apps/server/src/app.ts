import { fixturesIn } from '@raccord/widget/fixtures'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { type DestinationStream, pino } from 'pino'
import { Registry } from 'prom-client'
import { endSandbox, ensureSandboxClient } from './clients/sandbox-client.ts'
import { AdjustableClock } from './clock.ts'
import type { Config } from './config.ts'
import { removeAccount, removeConnection, removeUser } from './connections/remove.ts'
import { outlast } from './database-unavailable.ts'
import { gatherUses } from './deprecation/gather-uses.ts'
import type { ApiDeps, Bases } from './http/api/api-deps.ts'
import { createReadiness } from './http/api/readiness.ts'
import { registerApi } from './http/api/register-api.ts'
import { faces } from './http/faces/register-faces.ts'
import { createHttpServer } from './http/http-server.ts'
import { logOptions } from './http/log-options.ts'
import { answerProbesAlone } from './http/probes-alone.ts'
import { PlainBrowser } from './http/sandbox/person/plain-browser.ts'
import { type Wishes, walk } from './http/sandbox/person/walk.ts'
import { traceRequests } from './http/trace-requests.ts'
import { loadIdentity } from './identity/load-identity.ts'
import { enqueueRevoke } from './jobs/handlers/revoke.ts'
import { enqueueSync } from './jobs/handlers/sync.ts'
import { PgBossQueue } from './jobs/pg-boss-queue.ts'
import { listenProblem } from './listen-problem.ts'
import { countFigures } from './metrics/count-figures.ts'
import { createEventCounts } from './metrics/event-counts.ts'
import { exposeFigures } from './metrics/expose-figures.ts'
import { keepFigures } from './metrics/figures.ts'
import { tallied } from './metrics/tallies.ts'
import { keepBankNotes } from './providers/bank-notes.ts'
import { notedCatalogue } from './providers/noted-catalogue.ts'
import { createBankRegistry } from './providers/open-bank.ts'
import { type OnStatement, openDatabase } from './store/database.ts'
import { migrate } from './store/migrate.ts'
import { checkPostgres } from './store/postgres/check-postgres.ts'
import { announcePresence } from './store/presence.ts'
import { probeDatabase } from './store/probe.ts'
import { createAttemptCounters } from './store/repositories/attempt-counters.ts'
import { listBankNotes } from './store/repositories/bank-notes.ts'
import { bankUnits, syncStatements } from './store/repositories/bank-unit.ts'
import { createClientStore } from './store/repositories/client-store.ts'
import { createDeprecatedUseStore } from './store/repositories/deprecated-use-store.ts'
import { createProfessionalAccountStore } from './store/repositories/professional-account-store.ts'
import { createReadModel } from './store/repositories/read-model.ts'
import { createTallyStore } from './store/repositories/tally-store.ts'
import { createWayInStore } from './store/repositories/way-in-store.ts'
import { sealedColumns } from './store/sealed/sealed-columns.ts'
import { openKeyRing } from './store/vault/load-key-ring.ts'
import { createPasswords } from './store/vault/password.ts'
import { Vault } from './store/vault/vault.ts'
import { apiStores } from './wiring/api-stores.ts'
import { createApiSync } from './wiring/api-sync.ts'
import { applyClientsFile } from './wiring/apply-clients-file.ts'
import { bankAlarm } from './wiring/bank-alarm.ts'
import { bankGates } from './wiring/bank-gates.ts'
import { bankSockets } from './wiring/bank-sockets.ts'
import { bankWorks, isShut, workBankWatch } from './wiring/bank-watch.ts'
import { registerConsoleApp } from './wiring/console/console-app.ts'
import { createFileUploads, withFileProvider } from './wiring/file-uploads.ts'
import { clientsOfHome, homeNotices, registerHomeApp } from './wiring/home-app.ts'
import { workJobs } from './wiring/job-work.ts'
import { journeySealer } from './wiring/journey-sealer.ts'
import { recordClient, settleStore, workStoreJobs } from './wiring/keep-house.ts'
import { loadCatalogue } from './wiring/load-catalogue.ts'
import { providerBack, workNotifications } from './wiring/notify-work.ts'
import { openBankList } from './wiring/open-bank-list.ts'
import { createPreviousDeps } from './wiring/previous-deps.ts'
import { connectors } from './wiring/protocols.ts'
import { registerPages } from './wiring/register-pages.ts'
import { revokeLater } from './wiring/revoke-later.ts'
import { runIdentity } from './wiring/run-identity.ts'
import { registerSandboxApps } from './wiring/sandbox-apps.ts'
import { openSandboxClock } from './wiring/sandbox-clock.ts'
import { startTracing } from './wiring/start-tracing.ts'
import { type LiveOperator, openWaysIn } from './wiring/ways-in.ts'
import { createWidgetDeps } from './wiring/widget-deps.ts'

export interface Raccord {
  readonly app: FastifyInstance
  /** Resolves to the public embed base once it can serve. */
  listen(): Promise<string>
  startJobs(): Promise<void>
  /** What whoever starts it must know. */
  notices(): Promise<readonly string[]>
  /** In-flight requests end, jobs are handed back, the database is closed. */
  stop(): Promise<void>
}

const HOUR = 3600
const VERSION = '0.1.0'
/** What another process says of a bank is known here within this time. */
const NOTES_MS = 5_000

/**
 * Wires everything. Opens the database and brings it up to date; does not listen yet.
 *
 * @param to where log lines go; standard output by default
 */
export async function buildApp(config: Config, to?: DestinationStream, onStatement?: OnStatement): Promise<Raccord> {
  const log = to ? pino(logOptions(config.logLevel), to) : pino(logOptions(config.logLevel))
  const tracing = config.tracesUrl === undefined ? undefined : await startTracing(config.tracesUrl, VERSION)
  const keys = await openKeyRing({
    vaultKey: config.vaultKey,
    vaultKeyFile: config.vaultKeyFile,
    vaultKms: config.vaultKms,
    dataDir: config.dataDir,
    production: config.env === 'production',
    warn: (message) => log.warn(message),
  })
  const vault = new Vault(keys)
  const identity = await loadIdentity(config.identity)
  // In home a FinTS registration may come while the server runs.
  const operator: LiveOperator = { ...identity.operator }
  const listed = await loadCatalogue(config, operator)
  if (config.databaseUrl !== undefined) await checkPostgres(config.databaseUrl)
  const movable = config.env === 'sandbox' ? AdjustableClock.running() : undefined
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    poolSize: config.poolSize,
    ...{ log, onStatement, ...(movable ? { clock: movable } : {}) },
  })
  await migrate(database)
  await settleStore(database, vault, listed)

  const presence = await announcePresence(database, config.databaseUrl, log)

  const clock = database.clock
  const now = () => clock.now()
  const metrics = new Registry()
  const bankNotes = keepBankNotes(() => listBankNotes(database.kysely))
  await bankNotes.read()
  const catalogue = notedCatalogue(listed, bankNotes, now)
  const report = (what: string) => (error: unknown) => log.error({ err: error }, what)
  // Without a console nobody reads what would be counted for it.
  const tallies =
    config.console && tallied(createEventCounts(metrics), createTallyStore(database), now, report('tallies'))
  const counts = tallies?.counts ?? createEventCounts(metrics)
  const certificates = await runIdentity(identity, { log, now, metrics })
  const queue = new PgBossQueue({ database, log, work: config.role !== 'web' })
  const warn = (message: string) => log.warn(message)
  const sandboxClock =
    movable && (await openSandboxClock({ clock: movable, database, queue, testBankUrl: config.testBankUrl, warn }))
  const units = bankUnits(vault, {
    sync: (tx, _id, order) => enqueueSync(queue, tx, order),
    revoke: (tx, id, runAt) => enqueueRevoke(queue, tx, id, runAt),
  })
  const bankLog = (event: string, fields: object) => log.info(fields, event)
  const shut = (providerId: string) => isShut(catalogue, providerId)
  const gates = bankGates({ log, metrics, database, presence, back: providerBack(database, log, shut) })
  const registry = createBankRegistry({
    catalogue,
    connectors,
    http: bankSockets(config, identity, now),
    identity: operator,
    alarm: bankAlarm(log, metrics),
    gate: gates.make,
    works: bankWorks(database, log, shut),
    abandoned: revokeLater({ queue, database, units, now, log }),
    now,
    log: bankLog,
  })
  workJobs(queue, {
    ...{ database, units, direct: syncStatements(database.kysely, vault), registry, log: bankLog, counts },
    ...{ sealer: journeySealer(vault), places: config.syncsAtOnce, keep: config.keep },
    providerOf: (definitionId) => catalogue.channel(definitionId)?.providerId,
  })
  workBankWatch(queue, { database, registry, catalogue })
  const bankList = await openBankList(queue, { config, database, catalogue: listed, now, log: bankLog })
  workStoreJobs(queue, { config, database, vault, log, metrics })

  const clients = clientsOfHome(createClientStore(database), config)
  if (config.sandboxClient) await ensureSandboxClient({ clients, clock }, config.sandboxClient)
  else await endSandbox(clients)
  if (config.clientsFile !== undefined)
    await applyClientsFile({ clients, clock, changed: recordClient(database) }, config.clientsFile)

  const app = createHttpServer({
    logger: log,
    times: config.times,
    hstsSeconds: config.hstsSeconds,
    trustProxy: config.trustProxy,
  })
  if (tracing) traceRequests(app)
  if (config.role === 'worker') answerProbesAlone(app)
  const uses = createDeprecatedUseStore(database)
  const deprecated = gatherUses(uses, clock, report('deprecated uses'))
  let own = `http://${config.host}:${config.port}`
  const bases = (): Bases => ({ auth: config.authUrl ?? own, api: config.apiUrl ?? own, embed: config.embedUrl ?? own })
  let ready = false
  const readiness = createReadiness({
    probe: () => probeDatabase(database),
    changed: (answers, error) => {
      if (answers) log.warn('database_back')
      else log.error({ err: error }, 'database_unavailable')
    },
  })
  exposeFigures(metrics, {
    figures: keepFigures(async () => {
      await queue.ready()
      return countFigures(database, queue)
    }),
    databaseUp: () => readiness.ask(),
    sessions: () => {
      const { busy, idle, waiting } = database.stats()
      return { busy, idle, waiting }
    },
  })

  const removal = {
    transact: async <T>(work: (unit: ReturnType<typeof units>) => Promise<T>) => {
      await queue.ready()
      return database.transaction((tx) => work(units(tx)))
    },
    now,
  }
  const readModel = createReadModel(database)
  const withFiles = withFileProvider(catalogue)
  const sources = { readModel, catalogue: withFiles, bases, clock }
  const { notifications, courier } = workNotifications(app, queue, { config, database, vault, log, sources })
  const orderSync = createApiSync(database, units, now)
  const professional = createProfessionalAccountStore(
    database,
    vault.for(sealedColumns.professional_account.columns.sealed),
  )
  const counters = createAttemptCounters(database, (key) => vault.fingerprints(`attempts ${key}`)[0])
  const { testBankUrl } = config
  const api: ApiDeps = {
    clock,
    bases,
    clients,
    ...apiStores(database, vault),
    passwords: createPasswords(),
    counters,
    lifetimes: { accessSeconds: HOUR, refreshSeconds: 180 * 24 * HOUR },
    ...(config.home ? { tokensPage: '/home/applications' } : {}),
    ...{ readModel, catalogue: withFiles, notifications },
    sessionMinutes: config.sessionMinutes,
    previousWidgets: config.previousWidgets,
    deprecated,
    professional,
    deprecatedUses: uses,
    quietDays: config.quietDays,
    removals: {
      user: (order) => removeUser(removal, order),
      connection: (order) => removeConnection(removal, order),
      account: (order) => removeAccount(removal, order),
    },
    files: createFileUploads(removal),
    requestSync: async (order) => {
      await queue.ready()
      return orderSync(order)
    },
    isReady: async () => ready && (await readiness.ask()) && ready,
    certificates: () => certificates.watch.lives(),
    ...(sandboxClock ? { sandboxClock } : {}),
    ...(sandboxClock && testBankUrl
      ? {
          sandboxPerson: (link: string, wishes: Wishes) =>
            walk(new PlainBrowser(app, Object.values(bases()), testBankUrl), link, wishes),
        }
      : {}),
    metrics: { registry: metrics, token: config.metricsToken },
    version: VERSION,
    reference: config.reference,
  }
  const context = await registerApi(app, api)
  await app.register(faces(context))

  const widget = createWidgetDeps({
    config,
    database,
    vault,
    units,
    catalogue,
    registry,
    clients,
    embedUrl: () => bases().embed,
    callers: presence,
    counters,
    jobsReady: () => queue.ready(),
    deprecated,
    log: app.log,
    counts,
  })
  const previous = createPreviousDeps({ config, database, vault, widget, bases, professional })
  const pages: FastifyPluginAsync = (scope) => registerPages(scope, widget, context, previous)
  await app.register(pages)
  await registerSandboxApps(app, {
    ...{ config, bases, clients, catalogue, clock: sandboxClock !== undefined },
    pages: { fixtures: fixturesIn, render: widget.render, theme: widget.theme },
  })

  const url = () => bases().embed
  const waysIn =
    config.home &&
    (await openWaysIn({
      ...{ config, catalogue: listed, operator, list: bankList, now, embedUrl: url },
      store: createWayInStore(database, vault),
    }))
  const home = await registerHomeApp(app, { config, database, vault, clients, url, own: () => own, waysIn, counters })
  const desk = await registerConsoleApp(app, {
    ...{ config, database, queue, counters, uses, catalogue: listed, notes: bankNotes },
    url: () => bases().auth,
  })

  return {
    app,
    notices: async () => [...(await homeNotices(home, url())), ...((await desk?.notices()) ?? [])],
    async listen() {
      await app.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
        throw listenProblem(error, config.host, config.port)
      })
      const address = app.server.address()
      if (address !== null && typeof address === 'object')
        own = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${address.port}`
      return bases().embed
    },
    async startJobs() {
      // A database that takes no writes just now, a full disk, is told by `/health/ready` and may pass; to end for it helps nobody.
      await outlast(() => probeDatabase(database))
      await gates.start()
      await queue.start()
      if (config.role !== 'web') courier.start()
      bankList.start()
      home?.start()
      bankNotes.watch(NOTES_MS, report('bank notes'))
      ready = true
    },
    async stop() {
      ready = false
      certificates.stop()
      await home?.stop()
      await app.close()
      await widget.background.drain()
      await deprecated.drain()
      await Promise.all([bankNotes.stop(), tallies?.drain(), desk?.stop()])
      await courier.stop()
      await bankList.stop()
      await queue.stop()
      gates.stop()
      await registry.close()
      await presence.close()
      await database.close()
      await tracing?.stop()
    },
  }
}
