import { randomBytes } from 'node:crypto'
import { networkOf } from '@raccord/connector-kit'
import { type HomeTables, type RunningHome, registerHome, type WaysIn } from '@raccord/home'
import type { FastifyInstance } from 'fastify'
import type { Counters } from '../attempts/counters.ts'
import type { Client, ClientStore } from '../clients/client.ts'
import type { LogoStore } from '../clients/client-logo.ts'
import { hashClientSecret } from '../clients/client-secret.ts'
import type { Config } from '../config.ts'
import type { Database } from '../store/database.ts'
import { sealedColumns } from '../store/sealed/sealed-columns.ts'
import type { Vault } from '../store/vault/vault.ts'
import { doorGuard } from './door-guard.ts'

const clientId = 'home'

/** The registry, in which home's own client may come back over http where a setting says so: that is kept nowhere. */
export function clientsOfHome<Store extends ClientStore & LogoStore>(
  store: Store,
  config: Pick<Config, 'home'>,
): Store {
  if (!config.home?.plainHttp) return store
  const allowed = (client: Client): Client => (client.id === clientId ? { ...client, plainHttp: true } : client)
  return {
    ...store,
    find: async (id) => {
      const found = await store.find(id)
      return found && allowed(found)
    },
    list: async () => (await store.list()).map(allowed),
  }
}

/**
 * Home: a client like any other. It knows Raccord by its API, over HTTP, with a secret that is made at each start and rests
 * nowhere; what it is given beside that is a place for tables of its own. Undefined unless `RACCORD_ENV=home`.
 */
export async function registerHomeApp(
  app: FastifyInstance,
  parts: {
    readonly config: Config
    readonly database: Database
    readonly vault: Vault
    readonly clients: ClientStore
    /** The public address. */
    readonly url: () => string
    /** Where this process listens. */
    readonly own: () => string
    readonly waysIn: WaysIn | undefined
    readonly counters: Counters
  },
): Promise<RunningHome | undefined> {
  const { config, database, vault, clients, url, own, waysIn, counters } = parts
  const { home } = config
  if (!home) return undefined
  const clientSecret = randomBytes(32).toString('base64url')
  const known = await clients.find(clientId)
  await clients.put({
    id: clientId,
    name: 'Raccord Home',
    secretHashes: [hashClientSecret(clientSecret)],
    redirectUrls: home.url === undefined ? [] : [`${home.url}/home/return`],
    origins: [],
    // Without an address of its own it is opened on this machine, on whatever port.
    loopbackAllowed: home.url === undefined || (home.url.startsWith('http:') && !home.plainHttp),
    ownLicence: false,
    terms: {},
    theme: {},
    pinned: {},
    createdAt: known?.createdAt ?? database.clock.now(),
  })
  const sealer = vault.for(sealedColumns.home_member.columns.sealed_login)
  app.get('/', (_request, reply) => reply.redirect('/home'))
  return registerHome(app, {
    url,
    plainHttp: home.plainHttp,
    raccord: () => ({ baseUrl: reachable(own()), clientId, clientSecret }),
    database: database.kysely.withTables<HomeTables>(),
    sealer: {
      seal: (text, owner) => sealer.seal(text, owner),
      open: (sealed, owner) => sealer.open(sealed, owner).toString('utf8'),
    },
    ...(waysIn ? { waysIn } : {}),
    signIns: doorGuard({ counters, clock: database.clock }, 'home'),
    networkOf,
    now: () => database.clock.now(),
    warn: (event, fields) => app.log.warn(fields, event),
  })
}

/** What listens on every address of the machine is reached on its own. */
const reachable = (own: string): string => own.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')

/** For whoever starts it. */
export async function homeNotices(home: RunningHome | undefined, url: string): Promise<string[]> {
  const word = await home?.setUpWord()
  return word === undefined ? [] : [`First visit: open ${url}/home and type this set-up word: ${word}`]
}
