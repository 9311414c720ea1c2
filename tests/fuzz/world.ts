import { randomBytes } from 'node:crypto'
import { buildApp, type Raccord } from '../../apps/server/src/app.ts'
import { hashClientSecret } from '../../apps/server/src/clients/client-secret.ts'
import { readConfig } from '../../apps/server/src/config.ts'
import {
  seedAccount,
  seedChannel,
  seedConnection,
  seedTransaction,
} from '../../apps/server/src/http/api/testing/seed-bank-data.ts'
import type { Database } from '../../apps/server/src/store/database.ts'
import { createClientStore } from '../../apps/server/src/store/repositories/client-store.ts'
import { createFaceTokenStore } from '../../apps/server/src/store/repositories/face-token-store.ts'
import { createUserStore } from '../../apps/server/src/store/repositories/user-store.ts'
import { createPasswords } from '../../apps/server/src/store/vault/password.ts'
import type { Known } from './operations.ts'

export interface FuzzWorld {
  readonly raccord: Raccord
  readonly known: Known
  /** Must stand in no answer but the one that gives it, and in no line of the log. */
  readonly canaries: readonly string[]
  readonly log: { readonly lines: string[] }
  stop(): Promise<void>
}

/** The whole server in this process, on a database with a person and what he owns. `where` is closed when this is called. */
export async function openFuzzWorld(
  database: Database,
  where: Readonly<Record<string, string>>,
  remove: () => Promise<void>,
): Promise<FuzzWorld> {
  const secret = `canary-secret-${randomBytes(9).toString('hex')}`
  const password = `canary-password-${randomBytes(9).toString('hex')}`
  const owned = await seed(database, secret, password)
  await database.close()
  const lines: string[] = []
  const config = readConfig({
    ...where,
    RACCORD_PORT: '0',
    RACCORD_LOG_LEVEL: 'trace',
    RACCORD_SANDBOX_CLIENT_ID: 'fuzz',
    RACCORD_SANDBOX_CLIENT_SECRET: secret,
    RACCORD_VAULT_KEY: randomBytes(32).toString('base64'),
    // Nobody listens there: no request of a fuzz may reach anything.
    RACCORD_TESTBANK_URL: 'http://127.0.0.1:9',
  })
  const raccord = await buildApp(config, { write: (line) => void lines.push(line) })
  await raccord.startJobs()
  const post = async (url: string, payload: object, token?: string): Promise<Record<string, string>> => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    return (await raccord.app.inject({ method: 'POST', url, payload, headers })).json()
  }
  const client = { client_id: 'fuzz', client_secret: secret }
  const own = await post('/token', { ...client, grant_type: 'client_credentials' })
  const signIns = owned.emails.map((username) => ({ ...client, grant_type: 'password', username, password }))
  const tokens: string[] = []
  const refresh: string[] = []
  for (const signIn of signIns) tokens.push((await post('/token', signIn))['access_token'] ?? '')
  // Of sign-ins of their own: used twice, they end everything that came from theirs.
  for (const signIn of signIns) refresh.push((await post('/token', signIn))['refresh_token'] ?? '')
  // Several: who opens one first, and with what, decides what it shows to all the others.
  const sessions: string[] = []
  while (sessions.length < 6) {
    const { session_id = '' } = await post('/v2.1/widget_session', { ...client, access_token: tokens[0] })
    sessions.push(session_id)
    // Every second one is somebody's already, with a journey begun.
    if (sessions.length % 2 === 0) await raccord.app.inject(`/v2.1/widget/add_connection?session_id=${session_id}`)
  }
  const made = async (times: number, path: string, payload: object, token = '') => {
    const ids: string[] = []
    while (ids.length < times) ids.push((await post(path, payload, token))['id'] ?? '')
    return ids
  }
  const queues = (await Promise.all(tokens.map((token) => made(5, '/v2.1/queues', {}, token)))).flat()
  const files = { provider_id: '9999999' }
  const fileConnections = (await Promise.all(tokens.map((token) => made(2, '/v2.1/connections', files, token)))).flat()
  const statements = ['Date;Amount;Text\n2026-03-01;-1,00;A\n', '!Type:Bank\nD2026-03-01\nT-1.00\n^\n'].map((text) => [
    { name: 'a', content: Buffer.from(text).toString('base64') },
  ])
  const url = 'http://127.0.0.1:9/hook'
  const hooks = await made(6, '/v2.1/webhooks', { url }, own['access_token'])
  // Of a connection that was never shown to the fuzz.
  const gone = await raccord.app.inject({
    method: 'DELETE',
    url: `/v2.1/connections/${owned.erased}`,
    headers: { authorization: `Bearer ${tokens[0]}` },
  })
  const erasure = /er_[\w-]+/.exec(String(gone.headers['link']))?.[0] ?? ''
  const basic = Buffer.from(`fuzz:${secret}`).toString('base64')
  return {
    raccord,
    log: { lines },
    canaries: [secret, password, own['access_token'] ?? '', ...tokens, ...refresh],
    known: {
      authorization: [...tokens, own['access_token'] ?? ''].map((token) => `Bearer ${token}`).concat(`Basic ${basic}`),
      access_token: tokens,
      refresh_token: refresh,
      client_id: ['fuzz'],
      client_secret: [secret],
      grant_type: ['password', 'client_credentials', 'refresh_token', 'authorization_code'],
      username: owned.emails,
      email: [...owned.emails, 'new@example.org'],
      password: [password],
      scope: ['accounts_read', 'connections_manage,accounts_read', 'users_create'],
      id: ['me', ...owned.ids],
      // Whoever deletes himself reaches nothing any more.
      'deleteUser.id': ['0'],
      'getWidgetSession.id': sessions,
      'getUser.id': ['me', ...owned.users],
      'updateConnection.id': owned.connections,
      'getProvider.id': ['100', '9999999'],
      'createConnection.provider_id': ['9999999'],
      'uploadFiles.id': [...fileConnections, ...owned.connections],
      'uploadFiles.files': statements,
      'uploadFiles.account': [{ iban: 'FR7630006000011234567890189', currency: 'EUR' }],
      'uploadFiles.csv': [
        { separator: ';', skip_rows: 1, decimal: ',', day_order: 'ymd', columns: ['date', 'amount', 'description'] },
      ],
      'listQueueEvents.id': queues,
      'listQueueEvents.after': ['0', '1'],
      // Nobody waits here.
      'listQueueEvents.wait': ['0'],
      'deleteQueue.id': queues,
      'createWebhook.url': [url],
      'createWebhook.types': [[], ['connection_created']],
      'deleteWebhook.id': hooks,
      'rotateWebhook.id': hooks,
      'replayWebhook.id': hooks,
      'replayWebhook.event_id': ['1'],
      'replayWebhook.from': [0],
      'replayWebhook.to': [2_000_000_000],
      // No further: tokens and sessions of this world live by that clock.
      advance: ['PT1S'],
      'createAccessToken.kind': ['simplefin', 'export', 'lunchflow', 'enable_banking'],
      'createAccessToken.name': ['Budget'],
      'createAccessToken.start_date': [0, 1_700_000_000],
      'createAccessToken.end_date': [1_800_000_000],
      'deleteAccessToken.id': owned.accessTokens,
      'getErasure.id': ['er_none', erasure],
      'exportMe.format': ['json', 'ofx', 'csv'],
      connection_id: owned.ids,
      account_id: owned.ids,
      cursor: [Buffer.from('[1,2]').toString('base64url')],
      session_id: sessions,
      redirect_uri: ['http://127.0.0.1:4321/back'],
      redirect_url: ['http://127.0.0.1:4321/back'],
      response_type: ['code'],
      do: ['choose_provider', 'accept_consent', 'credentials', 'back', 'cancel', 'retry', 'take_over', 'manage_done'],
      provider_id: ['100', '101'],
      f_email: owned.emails,
      f_password: [password],
    },
    async stop() {
      await raccord.stop()
      await remove()
    },
  }
}

async function seed(database: Database, secret: string, password: string) {
  const at = new Date()
  await createClientStore(database).put({
    id: 'fuzz',
    name: 'Fuzz',
    secretHashes: [hashClientSecret(secret)],
    redirectUrls: ['https://shop.example/back'],
    origins: [],
    loopbackAllowed: true,
    ownLicence: true,
    terms: {},
    theme: {},
    pinned: {},
    createdAt: at,
  })
  const passwordHash = await createPasswords().hash(password)
  const emails = ['one@example.org', 'two@example.org']
  const [ids, users, connections, accessTokens]: [string[], string[], string[], string[]] = [[], [], [], []]
  for (const email of emails) {
    const user = await createUserStore(database).add({ clientId: 'fuzz', email, passwordHash, createdAt: at })
    const userId = user?.id ?? 0
    users.push(String(userId))
    // Many, because some of them are deleted.
    for (let nth = 0; nth < 12; nth += 1) {
      const given = { userId, kind: 'export', name: 'Sheet', createdAt: at } as const
      const token = await createFaceTokenStore(database).add(given, 50)
      accessTokens.push(String(token?.id))
      const connectionId = await seedConnection(database, userId, { provider_id: '100' })
      await seedChannel(database, connectionId, { definition_id: '10001' })
      const accountId = await seedAccount(database, { userId, connectionId }, { definition_id: '10001' })
      const transactionId = await seedTransaction(database, { userId, accountId })
      connections.push(String(connectionId))
      ids.push(...[connectionId, accountId, transactionId].map(String))
    }
  }
  const erased = await seedConnection(database, Number(users[0]), { provider_id: '100' })
  return { erased, emails, users, connections, accessTokens, ids: [...new Set([...users, ...ids])] }
}
