import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { isLoopbackHost } from '@raccord/connector-kit'
import { z } from 'zod'
import { type ConsoleSettings, consoleShape, readConsoleSettings } from './console-settings.ts'
import { type HomeSettings, homeShape, readHomeSettings } from './home-settings.ts'
import { type ConnectionTimes, usualTimes } from './http/connection-times.ts'
import { type ApplicationSettings, applicationShape, readApplicationSettings } from './identity/application-settings.ts'
import { localServiceAddress, localServiceRule } from './identity/local-service.ts'
import { type IdentitySettings, identityShape, readIdentitySettings } from './identity/settings.ts'
import type { Keep } from './jobs/handlers/retention.ts'
import { secretFileShape, withSecretFiles } from './secret-files.ts'
import { databaseUrlProblem, isOrigin, isProxyList, whole } from './setting-shapes.ts'
import { sandboxClientSetting, unsafeInProduction } from './unsafe-settings.ts'

const url = z.url({ protocol: /^https?$/, error: 'must be a http or https URL' })
/** Links are made by putting a path after it, and cookies and registrations at banks know hosts only. */
const base = url
  .refine(isOrigin, 'must be scheme, host and port only: a path, a query or a user is not supported')
  .optional()
const port = whole(0, 65_535)

/** The one table of settings: reading and docs/reference/settings.md are derived from it. Empty counts as not set. */
export const settings = z.object({
  RACCORD_ENV: z
    .enum(['sandbox', 'home', 'production'])
    .default('sandbox')
    .describe(
      'Home and production have no test bank, no demo, no default client, and refuse to start with anything unsafe; home is for one household (docs/guide/home.md).',
    ),
  RACCORD_HOST: z.string().default('127.0.0.1').describe('Address to listen on.'),
  RACCORD_PORT: port.prefault('4400').describe('Port to listen on; 0 takes a free one.'),
  RACCORD_AUTH_URL: base.describe('Public URL of the token calls. Required in production, https.'),
  RACCORD_API_URL: base.describe('Public URL of the API. Required in production, https.'),
  RACCORD_EMBED_URL: base.describe(
    'Public URL of the widget and of the bank callback: registered at banks. Required in production, https.',
  ),
  RACCORD_TRUST_PROXY: z
    .string()
    .refine(isProxyList, 'must be a comma list of addresses or networks, such as 10.0.0.1 or 10.0.0.0/8')
    .optional()
    .describe('Whose `X-Forwarded-*` is believed: addresses or networks, comma list. By default nobody’s.'),
  RACCORD_REQUEST_SECONDS: whole(1, 600)
    .prefault(String(usualTimes.request))
    .describe('A request must have arrived whole within this time, or is answered 408.'),
  RACCORD_HEADERS_SECONDS: whole(1, 600)
    .prefault(String(usualTimes.headers))
    .describe('The same for its headers alone; not more than `RACCORD_REQUEST_SECONDS`.'),
  RACCORD_KEEP_ALIVE_SECONDS: whole(1, 3600)
    .prefault(String(usualTimes.keepAlive))
    .describe('A connection without a request is kept for this time: longer than your proxy keeps its own.'),
  RACCORD_HSTS_SECONDS: whole(0, 63_072_000)
    .prefault('0')
    .describe(
      '`max-age` of `Strict-Transport-Security` on every answer, for where TLS ends at something that does not send it; 0 sends none.',
    ),
  RACCORD_REFERENCE: z
    .enum(['on', 'off'])
    .optional()
    .describe('Whether `/docs` and `/openapi.json` are served; by default `on` in a sandbox, `off` in production.'),
  RACCORD_DATA: z
    .string()
    .min(1)
    .default('./data')
    .describe('Directory of the embedded database and of the vault key; in home `./data-home`.'),
  DATABASE_URL: z
    .string()
    .superRefine((value, context) => {
      const problem = databaseUrlProblem(value)
      if (problem !== undefined) context.addIssue(problem)
    })
    .optional()
    .describe('PostgreSQL 15 or newer instead of the embedded database; then any number of replicas.'),
  RACCORD_MAX_POOL: whole(2, 200).prefault('10').describe('Connections to PostgreSQL at most.'),
  RACCORD_VAULT_KEY: z
    .string()
    .optional()
    .describe(
      'Keys that seal credentials and bank consents: base64 of 32 bytes each, the newest first, comma list. Required in production; a sandbox makes `vault.key` in its data directory.',
    ),
  RACCORD_VAULT_KEY_FILE: z
    .string()
    .optional()
    .describe(
      'Files that hold those keys instead, comma list, the newest first: Docker secrets, systemd credentials. Refused when everybody can read them.',
    ),
  RACCORD_VAULT_KMS: z
    .string()
    .regex(localServiceAddress, localServiceRule)
    .optional()
    .describe(
      'A key management service that opens the keys, which are then kept wrapped: `unix:/run/kms.sock`, or http on a loopback host. docs/guide/keys.md.',
    ),
  RACCORD_PROVIDERS_FILE: z
    .string()
    .optional()
    .describe('Your own banks, a JSON file; wins over entries of the same id.'),
  RACCORD_CLIENTS_FILE: z
    .string()
    .optional()
    .describe(
      'Your client applications with their URLs, logo and theme, a JSON file; applied at each start. No secrets.',
    ),
  ...homeShape,
  ...consoleShape,
  ...identityShape,
  ...secretFileShape,
  ...applicationShape,
  RACCORD_OPERATOR_NAME: z.string().min(1).max(80).default('Raccord').describe('Who runs this, under every screen.'),
  RACCORD_DATA_POLICY_URL: url.optional().describe('Page that says how data are protected, linked under every screen.'),
  RACCORD_SESSION_MINUTES: whole(1, 1440).prefault('30').describe('Idle life of a widget session.'),
  RACCORD_OFFER_SECONDS: whole(2, 900).prefault('8').describe('Before the offered second step is passed over.'),
  RACCORD_PREVIOUS_DEPRECATED_SINCE: z.iso
    .date('must be a day, YYYY-MM-DD')
    .default('2026-01-01')
    .describe('Day (UTC) since which the previous widgets are deprecated: their `Deprecation` header.'),
  RACCORD_PREVIOUS_SUNSET: z.iso
    .date('must be a day, YYYY-MM-DD')
    .default('2027-12-31')
    .describe('First day (UTC) on which the previous widgets answer 410: their `Sunset` header.'),
  RACCORD_MIGRATION_QUIET_DAYS: whole(1, 365)
    .prefault('30')
    .describe('Days without any use of the previous widgets after which a client counts as done.'),
  RACCORD_SYNCS_AT_ONCE: whole(1, 500)
    .prefault('24')
    .describe(
      'Synchronisations at a time in one process, and half as many more for people who wait. One bank has a third at most.',
    ),
  RACCORD_KEEP_RUNS_DAYS: whole(2, 3650)
    .prefault('90')
    .describe('Days that an ended synchronisation, and a consent ended at its bank, stay on record.'),
  RACCORD_KEEP_CHANGES_DAYS: whole(2, 3650)
    .prefault('90')
    .describe(
      'Days that a cursor of the changes feed works, and that ids of removed transactions stay on record for it. An older one is answered by 410.',
    ),
  RACCORD_KEEP_SESSIONS_DAYS: whole(1, 3650)
    .prefault('30')
    .describe('Days that the log of a widget session can be read after its end.'),
  RACCORD_KEEP_ERASURES_DAYS: whole(30, 3650)
    .prefault('365')
    .describe('Days that the report of an erasure can be read.'),
  RACCORD_KEEP_TRANSACTIONS_DAYS: whole(90, 36500)
    .optional()
    .describe(
      'Days that transactions are kept, by their date, with what the bank sent of them. Without it: as long as their account.',
    ),
  RACCORD_KEEP_IDLE_USERS_DAYS: whole(30, 3650)
    .optional()
    .describe(
      'Days after which a user is erased of whom nothing was read from a bank and who did nothing. Without it: never.',
    ),
  RACCORD_ROLE: z
    .enum(['all', 'web', 'worker'], 'must be all, web or worker')
    .default('all')
    .describe(
      'What this process does: `web` answers, `worker` does the jobs (synchronisations, revocations, webhooks, housekeeping) and answers `/health` and `/metrics` alone. On a PostgreSQL only, where there must be both.',
    ),
  RACCORD_METRICS_TOKEN: z.string().min(16).optional().describe('Bearer token of `/metrics`. Required in production.'),
  RACCORD_TRACES_URL: url
    .optional()
    .describe(
      'Receiver of OpenTelemetry spans by OTLP/HTTP, as `http://collector:4318/v1/traces`. Without it nothing is traced.',
    ),
  RACCORD_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .optional()
    .describe('JSON lines on standard output; by default `info`, in a sandbox `warn`. No level shows a secret.'),
  RACCORD_SANDBOX_CLIENT_ID: z.string().min(1).default('sandbox').describe('Sandbox: id of its client.'),
  RACCORD_SANDBOX_CLIENT_SECRET: z.string().min(1).default('sandbox-secret').describe('Sandbox: secret of its client.'),
  RACCORD_TESTBANK_PORT: port.prefault('4401').describe('Sandbox: port of the test bank.'),
  RACCORD_TESTBANK_URL: url
    .optional()
    .describe('Sandbox: where the test bank is reached, by this server and by browsers alike.'),
})

export interface Config {
  readonly env: 'sandbox' | 'home' | 'production'
  readonly host: string
  readonly port: number
  readonly testBankUrl: string | undefined
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  /** Public bases (WIRE §1); undefined until the port is known, when the server answers for all three itself. */
  readonly authUrl: string | undefined
  readonly apiUrl: string | undefined
  readonly embedUrl: string | undefined
  readonly trustProxy: string | undefined
  readonly times: ConnectionTimes
  readonly hstsSeconds: number
  /** `/docs` and `/openapi.json` are served. */
  readonly reference: boolean
  /** The widget offers to upload statements. */
  readonly uploads: boolean
  readonly enableBankingUrl: string | undefined
  readonly vaultKey: string | undefined
  readonly vaultKeyFile: string | undefined
  readonly vaultKms: string | undefined
  readonly metricsToken: string | undefined
  readonly tracesUrl: string | undefined
  readonly providersFile: string | undefined
  readonly clientsFile: string | undefined
  readonly home: HomeSettings | undefined
  readonly console: ConsoleSettings | undefined
  readonly backups: { readonly folder: string; readonly kept: number }
  readonly sandboxClient: { readonly id: string; readonly secret: string } | undefined
  readonly sessionMinutes: number
  /** Since when the previous widgets are deprecated, and the first instant without them. */
  readonly previousWidgets: { readonly deprecatedSince: Date; readonly sunset: Date }
  readonly operator: { readonly name: string; readonly dataPolicyUrl?: string }
  readonly logLevel: string
  /** Seconds before the offered second step is passed over (WIRE §6.3). */
  readonly offerSeconds: number
  readonly poolSize: number
  /** Synchronisations at a time in this process. */
  readonly syncsAtOnce: number
  readonly keep: Keep
  readonly role: 'all' | 'web' | 'worker'
  /** Days without deprecated use after which a client's migration is done. */
  readonly quietDays: number
  /** Certificates and keys towards banks: where they are, not yet read. */
  readonly identity: IdentitySettings
  /** Our registration at Enable Banking; its key is not yet read. */
  readonly enableBanking: ApplicationSettings | undefined
  /** Loopback hosts may be banks and redirect targets: a sandbox bound to loopback only. */
  readonly loopbackAllowed: boolean
}

/** Thrown at start; the message names the setting and says what to do. */
export class ConfigError extends Error {}

/** Reads the settings from the environment (docs/reference/settings.md). @throws ConfigError */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = withSecretFiles(withoutEmpty(env))
  if (typeof given === 'string') throw new ConfigError(given)
  const parsed = settings.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new ConfigError(`${issue?.path.join('.')}: ${issue?.message}`)
  }
  const set = parsed.data
  const production = set.RACCORD_ENV === 'production'
  if (set.RACCORD_ROLE !== 'all' && !set.DATABASE_URL)
    throw new ConfigError(
      `RACCORD_ROLE is ${set.RACCORD_ROLE}: several processes need a PostgreSQL (DATABASE_URL). The embedded database is one process’s alone.`,
    )
  const sandbox = set.RACCORD_ENV === 'sandbox'
  const home = set.RACCORD_ENV === 'home' ? readHomeSettings(set, isLoopbackHost) : undefined
  if (typeof home === 'string') throw new ConfigError(home)
  const dataDir = home && given['RACCORD_DATA'] === undefined ? './data-home' : set.RACCORD_DATA
  // RFC 9745 §5: nothing ends before it is deprecated.
  if (set.RACCORD_PREVIOUS_SUNSET < set.RACCORD_PREVIOUS_DEPRECATED_SINCE)
    throw new ConfigError('RACCORD_PREVIOUS_SUNSET is before RACCORD_PREVIOUS_DEPRECATED_SINCE.')
  if (set.RACCORD_HEADERS_SECONDS > set.RACCORD_REQUEST_SECONDS)
    throw new ConfigError('RACCORD_HEADERS_SECONDS is more than RACCORD_REQUEST_SECONDS.')
  const unsafe = (production && unsafeInProduction(set)) || (sandbox ? undefined : sandboxClientSetting(given))
  if (unsafe !== undefined) throw new ConfigError(unsafe)
  const identity = readIdentitySettings(set)
  if (typeof identity === 'string') throw new ConfigError(identity)
  const enableBanking = readApplicationSettings(set, production)
  if (typeof enableBanking === 'string') throw new ConfigError(enableBanking)
  const operators = readConsoleSettings(set)
  if (typeof operators === 'string') throw new ConfigError(operators)
  return {
    env: set.RACCORD_ENV,
    host: set.RACCORD_HOST,
    port: set.RACCORD_PORT,
    testBankUrl:
      bare(set.RACCORD_TESTBANK_URL) ?? (sandbox ? `http://127.0.0.1:${set.RACCORD_TESTBANK_PORT}` : undefined),
    dataDir,
    databaseUrl: set.DATABASE_URL,
    authUrl: bare(set.RACCORD_AUTH_URL) ?? home?.url,
    apiUrl: bare(set.RACCORD_API_URL) ?? home?.url,
    embedUrl: bare(set.RACCORD_EMBED_URL) ?? home?.url,
    trustProxy: set.RACCORD_TRUST_PROXY,
    times: {
      request: set.RACCORD_REQUEST_SECONDS,
      headers: set.RACCORD_HEADERS_SECONDS,
      keepAlive: set.RACCORD_KEEP_ALIVE_SECONDS,
    },
    hstsSeconds: set.RACCORD_HSTS_SECONDS,
    enableBankingUrl: set.RACCORD_ENABLE_BANKING_URL?.replace(/\/+$/, ''),
    uploads: (set.RACCORD_UPLOADS ?? (set.RACCORD_ENV === 'home' ? 'on' : 'off')) === 'on',
    reference: (set.RACCORD_REFERENCE ?? (sandbox ? 'on' : 'off')) === 'on',
    vaultKey: set.RACCORD_VAULT_KEY,
    vaultKeyFile: set.RACCORD_VAULT_KEY_FILE,
    vaultKms: set.RACCORD_VAULT_KMS,
    // A household that measures nothing has a token that nobody knows.
    metricsToken: set.RACCORD_METRICS_TOKEN ?? (home && randomBytes(32).toString('base64url')),
    tracesUrl: set.RACCORD_TRACES_URL,
    providersFile: set.RACCORD_PROVIDERS_FILE,
    clientsFile: set.RACCORD_CLIENTS_FILE,
    home,
    console: operators,
    backups: { folder: set.RACCORD_BACKUPS ?? join(dataDir, 'backups'), kept: set.RACCORD_BACKUPS_KEPT },
    sandboxClient: sandbox
      ? { id: set.RACCORD_SANDBOX_CLIENT_ID, secret: set.RACCORD_SANDBOX_CLIENT_SECRET }
      : undefined,
    sessionMinutes: set.RACCORD_SESSION_MINUTES,
    previousWidgets: {
      deprecatedSince: new Date(set.RACCORD_PREVIOUS_DEPRECATED_SINCE),
      sunset: new Date(set.RACCORD_PREVIOUS_SUNSET),
    },
    operator: {
      name: set.RACCORD_OPERATOR_NAME,
      ...(set.RACCORD_DATA_POLICY_URL ? { dataPolicyUrl: set.RACCORD_DATA_POLICY_URL } : {}),
    },
    logLevel: set.RACCORD_LOG_LEVEL ?? (production ? 'info' : 'warn'),
    offerSeconds: set.RACCORD_OFFER_SECONDS,
    poolSize: set.RACCORD_MAX_POOL,
    syncsAtOnce: set.RACCORD_SYNCS_AT_ONCE,
    keep: {
      runsDays: set.RACCORD_KEEP_RUNS_DAYS,
      changesDays: set.RACCORD_KEEP_CHANGES_DAYS,
      sessionsDays: set.RACCORD_KEEP_SESSIONS_DAYS,
      erasuresDays: set.RACCORD_KEEP_ERASURES_DAYS,
      transactionsDays: set.RACCORD_KEEP_TRANSACTIONS_DAYS,
      idleUsersDays: set.RACCORD_KEEP_IDLE_USERS_DAYS,
    },
    role: set.RACCORD_ROLE,
    quietDays: set.RACCORD_MIGRATION_QUIET_DAYS,
    identity,
    enableBanking,
    // In home for the test bank alone, where a setting names it.
    loopbackAllowed: isLoopbackHost(set.RACCORD_HOST) && (sandbox || (home && set.RACCORD_TESTBANK_URL) !== undefined),
  }
}

function withoutEmpty(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) if (value !== undefined && value !== '') kept[name] = value
  return kept
}

/** Without a slash at its end: paths are put after it. */
function bare(url: string | undefined): string | undefined {
  return url?.replace(/\/+$/, '')
}
