import { scopeMeanings } from '@raccord/contract/wire'
import * as known from './example-objects.ts'

/** What a call may look like: what is given and what comes back. A test reads both by the call's own schemas. */
export interface CallExample {
  /** In place of `{id}`. */
  readonly id?: string
  readonly query?: Readonly<Record<string, string | number>>
  readonly body?: Readonly<Record<string, unknown>>
  readonly answer?: unknown
}

const link = (endpoint: string): string =>
  `https://raccord.example/v2.1/widget/${endpoint}?session_id=${known.sessionId}`
const previous = (endpoint: string): string => link(endpoint).replace('/v2.1', '')
const links = (of: (endpoint: string) => string) => ({
  add_connection: of('add_connection'),
  edit_credentials: of('edit_credentials'),
  user_input: of('user_input'),
  manage_accounts: of('manage_accounts'),
})

export const callExamples: Readonly<Record<string, CallExample>> = {
  createToken: {
    body: { grant_type: 'password', username: 'ada@example.com', password: 'correct-horse-battery' },
    answer: {
      access_token: 'rat_8mB1xJq5',
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'accounts_read transactions_read',
      refresh_token: 'rrt_Zk3v0Tq9',
    },
  },
  getAuthorizationServer: {
    answer: {
      issuer: 'https://raccord.example',
      authorization_endpoint: 'https://raccord.example/signin',
      token_endpoint: 'https://raccord.example/token',
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'client_credentials', 'password', 'refresh_token'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: Object.keys(scopeMeanings),
      ui_locales_supported: ['en', 'fr', 'it'],
      authorization_response_iss_parameter_supported: true,
    },
  },
  createUser: { body: { email: 'ada@example.com', password: 'correct-horse-battery' }, answer: known.user },
  getUser: { id: '17', answer: known.user },
  deleteUser: { id: '17' },
  updateMe: { body: { first_name: 'Ada', gender: null }, answer: known.user },
  createWidgetSession: {
    body: { access_token: 'rat_8mB1xJq5' },
    answer: { session_id: known.sessionId, _links: links(link) },
  },
  createPreviousWidgetSession: {
    body: { access_token: 'rat_8mB1xJq5' },
    answer: {
      session_id: known.sessionId,
      _links: { ...links(previous), terms: previous('terms'), professional_account: previous('professional_account') },
    },
  },
  getWidgetSession: { id: known.sessionId, answer: known.sessionLog },
  listProviders: { query: { q: 'test', countries: 'FR' }, answer: [known.provider] },
  getProvider: { id: '101', answer: known.provider },
  listConnections: { answer: [known.connection] },
  getConnection: { id: '2001', answer: known.connection },
  updateConnection: { id: '2001', body: { auto_sync: false }, answer: { ...known.connection, auto_sync: false } },
  deleteConnection: { id: '2001' },
  createConnection: {
    body: { provider_id: '9999999', name: 'Old account' },
    answer: { ...known.connection, provider_id: '9999999', name: 'Old account', auto_sync: false },
  },
  uploadFiles: {
    id: '2001',
    body: {
      files: [{ name: 'march.csv', content: 'RGF0ZTtBbW91bnQ7VGV4dAoyMDI2LTAzLTAyOy00LDIwO0NBRkUK' }],
      account: { iban: 'FR7630006000011234567890189', currency: 'EUR' },
    },
    answer: {
      files: [
        {
          name: 'march.csv',
          format: 'csv',
          status: 'IMPORTED',
          accounts: [{ account_id: '3001', received: 1, added: 1, pending: 0 }],
          csv: {
            separator: ';',
            skip_rows: 1,
            decimal: ',',
            day_order: 'ymd',
            columns: ['date', 'amount', 'description'],
          },
        },
      ],
    },
  },
  syncConnection: { id: '2001', body: { type: 'ALL', psu_ip_address: '203.0.113.7' } },
  syncConnections: { body: { psu_ip_address: '203.0.113.7' }, answer: ['2001'] },
  listAccounts: { query: { connection_id: '2001', type: 'CHECKINGS,SAVINGS' }, answer: [known.account] },
  getAccount: { id: '3001', answer: known.account },
  deleteAccount: { id: '3001' },
  listTransactions: { query: { account_id: '3001', limit: 100 }, answer: [known.transaction] },
  listTransactionChanges: {
    query: { since: 'YzE3OjkwNDAw' },
    answer: {
      added: [known.transaction],
      modified: [],
      removed: ['90388'],
      next_cursor: 'YzE3OjkwNDE3',
      has_more: false,
    },
  },
  getTransaction: { id: '90417', answer: known.transaction },
  listCategories: { answer: [{ id: 'SUPERMARKET', label: 'Groceries', type: 'EXPENSE' }] },
  exportMe: {
    query: { format: 'json' },
    answer: {
      export_date: known.now,
      user: known.user,
      connections: [known.connection],
      accounts: [{ ...known.account, transactions: [{ ...known.transaction, end_to_end_id: 'CARTE-1234-0303' }] }],
      accounts_not_shared: [],
      consents: [known.consent],
      access_tokens: [known.accessToken],
    },
  },
  listConsents: {
    query: { connection_id: '2001' },
    answer: [{ ...known.consent, receipt: 'eyJhbGciOiJFUzI1NiJ9.eyJpZCI6IjYxMSJ9.c2lnbmF0dXJl' }],
  },
  getErasure: { id: known.erasure.id, answer: known.erasure },
  listErasures: { query: { limit: 100 }, answer: [known.erasure] },
  getJwks: {
    answer: {
      keys: [
        {
          kty: 'EC',
          crv: 'P-256',
          x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
          y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
          kid: 'receipts-2026-03',
          alg: 'ES256',
          use: 'sig',
        },
      ],
    },
  },
  createAccessToken: {
    body: { kind: 'export', name: 'Household book', account_ids: ['3001'] },
    answer: {
      ...known.accessToken,
      account_ids: ['3001'],
      links: { csv: 'https://raccord.example/export/f3Xk9/accounts.csv' },
    },
  },
  listAccessTokens: { answer: [{ ...known.accessToken, last_use_date: known.now }] },
  deleteAccessToken: { id: '8' },
  createQueue: { answer: { id: 'Rb7tQmZ1' } },
  listQueueEvents: { id: 'Rb7tQmZ1', query: { after: '770', wait: 25 }, answer: [known.notification] },
  deleteQueue: { id: 'Rb7tQmZ1' },
  listWebhooks: { answer: [known.webhook] },
  createWebhook: {
    body: { url: 'https://shop.example/raccord', types: ['connection_created', 'consent_ending'] },
    answer: known.webhookWithSecret,
  },
  deleteWebhook: { id: '5' },
  rotateWebhook: {
    id: '5',
    answer: { ...known.webhookWithSecret, previous_secret_expires: known.now + 7 * 86_400 },
  },
  replayWebhook: {
    id: '5',
    body: { from: known.now - 3600, to: known.now },
    answer: { events: 3 },
  },
  fireSandboxEvent: { body: { type: 'consent_ending', connection_id: '2001', days_left: 7 } },
  getMigrationReport: { query: { days: 30 }, answer: known.migrationReport },
  advanceSandboxClock: {
    body: { advance: 'P180D' },
    answer: { now: known.now + 180 * 86_400, test_bank: 'moved' },
  },
  createSandboxJourney: {
    body: { provider_id: '101', login: 'otp', answers: ['123456'] },
    answer: known.sandboxJourney,
  },
}
