import { createHash, randomBytes } from 'node:crypto'
import type { Provider } from '@raccord/catalogue'
import type { FastifyInstance } from 'fastify'
import { Registry } from 'prom-client'
import type { OpenFresh } from '../../../../../../tests/support/databases.ts'
import type { Client } from '../../../clients/client.ts'
import { hashClientSecret } from '../../../clients/client-secret.ts'
import { AdjustableClock } from '../../../clock.ts'
import { createNotifications } from '../../../notify/notifications.ts'
import type { Database } from '../../../store/database.ts'
import { createAttemptCounters } from '../../../store/repositories/attempt-counters.ts'
import { bankUnits } from '../../../store/repositories/bank-unit.ts'
import { createClientStore } from '../../../store/repositories/client-store.ts'
import { createDeprecatedUseStore } from '../../../store/repositories/deprecated-use-store.ts'
import { createReadModel } from '../../../store/repositories/read-model.ts'
import { parseKeyRing } from '../../../store/vault/key-ring.ts'
import { Vault } from '../../../store/vault/vault.ts'
import { apiStores } from '../../../wiring/api-stores.ts'
import { createFileUploads, withFileProvider } from '../../../wiring/file-uploads.ts'
import { faces } from '../../faces/register-faces.ts'
import { createHttpServer } from '../../http-server.ts'
import type { ApiContext } from '../api-context.ts'
import type { ApiDeps, SyncOrder } from '../api-deps.ts'
import { registerApi } from '../register-api.ts'

/** The API on a database of its own, with a clock that a test moves and the slow parts recorded instead of done. */
export interface ApiHarness {
  readonly app: FastifyInstance
  readonly database: Database
  readonly clock: AdjustableClock
  readonly deps: ApiDeps
  readonly context: ApiContext
  /** How often a password was compared with a hash. */
  readonly comparisons: { count: number }
  readonly syncs: SyncOrder[]
  readonly removals: object[]
  call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, options?: CallOptions): Promise<CallAnswer>
  /** Creates a user at the client and signs him in. */
  signUp(email: string, clientId?: string, scope?: string): Promise<{ id: string; token: string; refresh: string }>
}

export interface CallOptions {
  readonly token?: string
  readonly body?: unknown
  readonly form?: Record<string, string>
  readonly headers?: Record<string, string>
}

export interface CallAnswer {
  readonly status: number
  readonly headers: Record<string, unknown>
  readonly body: unknown
  readonly text: string
}

/** For a second API, with other dependencies, on the database of a first one. */
export const sameDatabase =
  (api: ApiHarness): OpenFresh =>
  async () =>
    api.database

export const secretOf = (clientId: string): string => `${clientId}-secret`

export async function openApiHarness(open: OpenFresh, overrides: Partial<ApiDeps> = {}): Promise<ApiHarness> {
  const clock = AdjustableClock.fixed('2026-03-10T09:30:00.250Z')
  const database = await open({ clock })
  const vault = new Vault(parseKeyRing(randomBytes(32).toString('base64'), 'test'))
  const comparisons = { count: 0 }
  const syncs: SyncOrder[] = []
  const removals: object[] = []
  const record = async (order: object): Promise<{ erasureId: string }> => {
    removals.push(order)
    return { erasureId: 'er_test' }
  }
  const units = bankUnits(vault, { sync: async () => {}, revoke: async () => {} })
  const deps: ApiDeps = {
    clock,
    bases: () => ({ auth: 'https://auth.example', api: 'https://api.example', embed: 'https://embed.example' }),
    clients: createClientStore(database),
    passwords: {
      hash: async (password) => createHash('sha256').update(password).digest('hex'),
      verify: async (hash, password) => {
        comparisons.count += 1
        return hash === createHash('sha256').update(password).digest('hex')
      },
    },
    counters: createAttemptCounters({ kysely: database.kysely, clock }, (key) =>
      createHash('sha256').update(key).digest(),
    ),
    lifetimes: { accessSeconds: 1800, refreshSeconds: 180 * 86_400 },
    ...apiStores(database, vault),
    readModel: createReadModel(database),
    catalogue: withFileProvider({
      all: () => testProviders,
      find: (id) => testProviders.find((provider) => provider.id === id),
    }),
    sessionMinutes: 30,
    deprecated: { record: async () => {} },
    professional: { find: async () => undefined },
    previousWidgets: { deprecatedSince: new Date('2026-01-01'), sunset: new Date('2027-12-31') },
    deprecatedUses: createDeprecatedUseStore(database),
    quietDays: 30,
    removals: { user: record, connection: record, account: record },
    files: createFileUploads({
      transact: (work) => database.transaction((tx) => work(units(tx))),
      now: () => clock.now(),
    }),
    requestSync: async (order) => {
      syncs.push(order)
      return 'started'
    },
    notifications: createNotifications({
      database,
      vault,
      allowLoopback: true,
      sandbox: true,
      report: (error) => {
        throw error
      },
    }),
    isReady: async () => true,
    metrics: { registry: new Registry() },
    version: '0.0.0-test',
    ...overrides,
  }
  for (const id of ['shop', 'other']) await deps.clients.put(testClient(id, clock.now()))
  const app = createHttpServer()
  const context = await registerApi(app, deps)
  await app.register(faces(context))

  const call: ApiHarness['call'] = async (method, url, options = {}) => {
    const response = await app.inject({
      method,
      url,
      headers: {
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
        ...(options.form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        ...options.headers,
      },
      ...(options.form ? { payload: new URLSearchParams(options.form).toString() } : {}),
      ...(options.body === undefined ? {} : { payload: options.body as string | object }),
    })
    const json = String(response.headers['content-type'] ?? '').includes('json')
    return {
      status: response.statusCode,
      headers: response.headers,
      body: json && response.body !== '' ? response.json() : undefined,
      text: response.body,
    }
  }

  const signUp: ApiHarness['signUp'] = async (email, clientId = 'shop', scope) => {
    const credentials = { client_id: clientId, client_secret: secretOf(clientId) }
    const own = await call('POST', '/token', { body: { grant_type: 'client_credentials', ...credentials } })
    const created = await call('POST', '/v2.1/users', {
      token: (own.body as { access_token: string }).access_token,
      body: { email, password: 'correct horse' },
    })
    const signedIn = await call('POST', '/token', {
      body: {
        grant_type: 'password',
        username: email,
        password: 'correct horse',
        ...credentials,
        ...(scope ? { scope } : {}),
      },
    })
    const tokens = signedIn.body as { access_token: string; refresh_token: string }
    return { id: (created.body as { id: string }).id, token: tokens.access_token, refresh: tokens.refresh_token }
  }
  return { app, database, clock, deps, context, comparisons, syncs, removals, call, signUp }
}

function testClient(id: string, createdAt: Date): Client {
  return {
    id,
    name: id,
    secretHashes: [hashClientSecret(secretOf(id))],
    redirectUrls: ['https://shop.example/back'],
    origins: [],
    loopbackAllowed: false,
    ownLicence: false,
    terms: {},
    theme: {},
    pinned: {},
    createdAt,
  }
}

const label = { en: 'Login', fr: 'Identifiant', it: 'Codice utente', es: 'Usuario', de: 'Anmeldename' }

export const testProviders: readonly Provider[] = [
  {
    id: '12',
    name: 'Crédit Fictif',
    aliases: ['CF', 'Banque Inventée'],
    countries: ['FR'],
    website: 'https://bank.example',
    popularity: 9,
    group: { id: 'fictif', name: 'Groupe Fictif', aliases: ['GF'] },
    channels: [
      {
        mode: 'EMBEDDED',
        accountTypes: ['CHECKINGS', 'SAVINGS', 'LOAN', 'CREDIT_CARD'],
        protocol: 'test',
        options: {},
        hosts: [],
        fields: [{ id: 'login', label, type: 'text', secret: false, required: true, maxLength: 40 }],
        consentDays: 180,
        frequencyPerDay: 4,
      },
      {
        mode: 'REDIRECT',
        accountTypes: ['CHECKINGS', 'CREDIT_CARD'],
        protocol: 'test',
        options: {},
        hosts: [],
        fields: [],
        consentDays: 180,
        frequencyPerDay: 4,
      },
    ],
  },
  { id: '7', name: 'Banca <Esempio>', aliases: [], countries: ['IT'], popularity: 5, channels: [] },
]
