import { isIP } from 'node:net'
import { z } from 'zod'

const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''))
const port = z.coerce.number().int().min(0).max(65_535)

const schema = z.object({
  RACCORD_ENV: z.enum(['sandbox', 'production']).default('sandbox'),
  RACCORD_HOST: z.string().default('127.0.0.1'),
  RACCORD_PORT: port.default(4400),
  RACCORD_TESTBANK_PORT: port.default(4401),
  RACCORD_TESTBANK_URL: url.optional(),
  RACCORD_DATA: z.string().min(1).default('./data'),
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  RACCORD_AUTH_URL: url.optional(),
  RACCORD_API_URL: url.optional(),
  RACCORD_EMBED_URL: url.optional(),
  RACCORD_TRUST_PROXY: z.string().optional(),
  RACCORD_VAULT_KEY: z.string().optional(),
  RACCORD_METRICS_TOKEN: z.string().min(16).optional(),
  RACCORD_PROVIDERS_FILE: z.string().optional(),
  RACCORD_SANDBOX_CLIENT_ID: z.string().min(1).default('sandbox'),
  RACCORD_SANDBOX_CLIENT_SECRET: z.string().min(1).default('sandbox-secret'),
  RACCORD_SESSION_MINUTES: z.coerce.number().int().min(1).max(1440).default(30),
  RACCORD_OPERATOR_NAME: z.string().min(1).max(80).default('Raccord'),
  RACCORD_DATA_POLICY_URL: url.optional(),
  RACCORD_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  RACCORD_OFFER_SECONDS: z.coerce.number().int().min(2).max(120).default(8),
  RACCORD_MAX_POOL: z.coerce.number().int().min(2).max(200).default(10),
})

export interface Config {
  readonly env: 'sandbox' | 'production'
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
  readonly vaultKey: string | undefined
  readonly metricsToken: string | undefined
  readonly providersFile: string | undefined
  readonly sandboxClient: { readonly id: string; readonly secret: string } | undefined
  readonly sessionMinutes: number
  readonly operator: { readonly name: string; readonly dataPolicyUrl?: string }
  readonly logLevel: string
  /** Seconds before the offered second step is passed over (WIRE §6.3). */
  readonly offerSeconds: number
  readonly poolSize: number
  /** Loopback hosts may be banks and redirect targets: a sandbox bound to loopback only. */
  readonly loopbackAllowed: boolean
}

/** Thrown at start; the message names the setting and says what to do. */
export class ConfigError extends Error {}

/** Reads the settings from the environment (docs/reference/settings.md). @throws ConfigError */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = schema.safeParse(withoutEmpty(env))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new ConfigError(`${issue?.path.join('.')}: ${issue?.message}`)
  }
  const set = parsed.data
  const production = set.RACCORD_ENV === 'production'
  if (production) refuseUnsafe(set)
  return {
    env: set.RACCORD_ENV,
    host: set.RACCORD_HOST,
    port: set.RACCORD_PORT,
    testBankUrl: production ? undefined : (set.RACCORD_TESTBANK_URL ?? `http://127.0.0.1:${set.RACCORD_TESTBANK_PORT}`),
    dataDir: set.RACCORD_DATA,
    databaseUrl: set.DATABASE_URL,
    authUrl: set.RACCORD_AUTH_URL,
    apiUrl: set.RACCORD_API_URL,
    embedUrl: set.RACCORD_EMBED_URL,
    trustProxy: set.RACCORD_TRUST_PROXY,
    vaultKey: set.RACCORD_VAULT_KEY,
    metricsToken: set.RACCORD_METRICS_TOKEN,
    providersFile: set.RACCORD_PROVIDERS_FILE,
    sandboxClient: production
      ? undefined
      : { id: set.RACCORD_SANDBOX_CLIENT_ID, secret: set.RACCORD_SANDBOX_CLIENT_SECRET },
    sessionMinutes: set.RACCORD_SESSION_MINUTES,
    operator: {
      name: set.RACCORD_OPERATOR_NAME,
      ...(set.RACCORD_DATA_POLICY_URL ? { dataPolicyUrl: set.RACCORD_DATA_POLICY_URL } : {}),
    },
    logLevel: set.RACCORD_LOG_LEVEL,
    offerSeconds: set.RACCORD_OFFER_SECONDS,
    poolSize: set.RACCORD_MAX_POOL,
    loopbackAllowed: !production && isLoopback(set.RACCORD_HOST),
  }
}

/** WIRE §10: a production start with a missing key, an http URL or a sandbox secret stops with a sentence. */
function refuseUnsafe(set: z.infer<typeof schema>): void {
  if (!set.RACCORD_VAULT_KEY)
    throw new ConfigError(
      'RACCORD_VAULT_KEY is missing: production needs 32 random bytes in base64 (openssl rand -base64 32), kept apart from the database.',
    )
  for (const name of ['RACCORD_AUTH_URL', 'RACCORD_API_URL', 'RACCORD_EMBED_URL'] as const) {
    const value = set[name]
    if (!value) throw new ConfigError(`${name} is missing: production needs the public https URL.`)
    if (!value.startsWith('https://')) throw new ConfigError(`${name} must begin with https:// in production.`)
  }
  if (!set.RACCORD_METRICS_TOKEN)
    throw new ConfigError(
      'RACCORD_METRICS_TOKEN is missing: /metrics needs a token of at least 16 characters in production.',
    )
  if (set.RACCORD_TESTBANK_URL)
    throw new ConfigError('RACCORD_TESTBANK_URL is set: the test bank does not exist in production. Remove it.')
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function withoutEmpty(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) if (value !== undefined && value !== '') kept[name] = value
  return kept
}
