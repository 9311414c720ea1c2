/** The objects that the examples of the reference are made of: one person, one bank, one afternoon in March 2026. */
const day = 1_772_578_800
const moment = 1_772_612_523

export const provider = {
  id: '101',
  name: 'Raccord Test Bank',
  logo_url: 'https://raccord.example/logos/101.svg',
  countries: ['FR'],
  health: 'UP',
  channel_definitions: [
    { id: '10101', mode: 'REDIRECT', account_types: ['CHECKINGS', 'SAVINGS', 'LOAN', 'CREDIT_CARD'], fields: [] },
  ],
}

const channel = {
  channel_definition_id: '10101',
  mode: 'REDIRECT',
  status: 'SUCCESS',
  expires: moment + 180 * 86_400,
  last_success_date: moment + 41,
  last_end_date: moment + 41,
  next_sync_date: moment + 6 * 3600,
  account_types: ['CHECKINGS', 'SAVINGS', 'LOAN', 'CREDIT_CARD'],
  eligible_accounts: true,
  eligible_account_count: 2,
  channel_definition_unavailable: false,
  quota: { limit: 4, used: 1, resets_at: day + 86_400 },
}

export const connection = {
  id: '2001',
  provider_id: '101',
  user_id: '17',
  name: 'Raccord Test Bank',
  status: 'SUCCESS',
  creation_date: moment,
  auto_sync: true,
  consent_per_account: false,
  logo_url: 'https://raccord.example/logos/101.svg',
  owner: { name: 'Ada Martin' },
  channels: [channel],
}

export const account = {
  id: '3001',
  connection_id: '2001',
  name: 'Compte courant',
  account_number: '00012345678',
  iban: 'FR7630006000011234567890189',
  currency: 'EUR',
  balance: 1204.37,
  balance_date: moment + 30,
  type: 'CHECKINGS',
  status: 'ACTIVE',
  usage: 'PERSONAL',
  creation_date: moment + 12,
  owner: { name: 'Ada Martin' },
  last_channel_definition_id: '10101',
  history: { from: day - 540 * 86_400, complete: true, completion_date: moment + 41 },
  reconciliation: { gap: 0 },
}

export const transaction = {
  id: '90417',
  account_id: '3001',
  amount: -23.4,
  currency: 'EUR',
  type: 'POINT_OF_SALE',
  origin: 'TRANSACTION',
  category_id: 'SUPERMARKET',
  category: { id: 'SUPERMARKET', label: 'Groceries', type: 'EXPENSE' },
  label: 'Épicerie du Port',
  date: day,
  import_date: moment + 33,
  booking_date: day,
  value_date: day,
  transaction_date: day - 86_400,
  last_update_date: moment + 33,
  status: 'BOOKED',
  remittance_information: ['EPICERIE DU PORT 03/03 CARTE 1234'],
}

export const consent = {
  id: '611',
  action: 'accepted',
  date: moment - 20,
  origin: 'https://raccord.example',
  locale: 'en',
  provider_id: '101',
  provider_name: 'Raccord Test Bank',
  channel_definition_ids: ['10101'],
  account_types: ['CHECKINGS', 'CREDIT_CARD'],
  consent_per_account: false,
  auto_sync: true,
  shown: { text_version: '3', until: '2026-08-31' },
  grants: [{ connection_id: '2001', channel_definition_id: '10101', start_date: moment, expires: '2026-08-31' }],
}

export const erasure = {
  id: 'er_5Q8zVb0tQmWqk3uJc1xHqA',
  subject: { type: 'connection', id: '2001', user_id: '17' },
  origin: 'api',
  date: moment + 86_400,
  status: 'complete',
  due_date: moment + 8 * 86_400,
  complete_date: moment + 86_402,
  erased: { connections: 1, accounts: 2, transactions: 184 },
  revocations: [{ provider_id: '101', channel_definition_id: '10101', status: 'revoked', date: moment + 86_402 }],
  kept: [{ what: 'consent records', why: 'They prove what was agreed to and when it ended.' }],
}

export const user = { id: '17', email: 'ada@example.com', creation_date: moment - 600, first_name: 'Ada' }

export const webhook = {
  id: '5',
  url: 'https://shop.example/raccord',
  types: ['connection_created', 'consent_ending'],
  status: 'ACTIVE',
  creation_date: moment,
  undelivered: 0,
  dead_letters: 0,
}

export const webhookWithSecret = { ...webhook, secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' }

export const notification = {
  id: '771',
  type: 'connection_synchronised',
  event_type: 'UPDATED',
  resource_type: 'CONNECTIONS',
  creation_date: moment + 41,
  user_id: '17',
  connection_id: '2001',
  channel_definition_id: '10101',
  resource: connection,
  new_transactions: true,
  cursor: 'YzE3OjkwNDE3',
}

export const sessionLog = {
  user_id: '17',
  creation_date: moment - 90,
  expiration_date: moment + 1710,
  refused_links: [],
  journeys: [
    {
      endpoint: 'add_connection',
      reference: '7KQ2-M4XD',
      status: 'SUCCESS',
      result: 'created',
      connection_id: '2001',
      creation_date: moment - 80,
      end_date: moment + 50,
      warnings: [],
      deprecated_parameters: [],
      deprecations: [],
      unread_entries: [],
      unreconciled_accounts: [],
      events: [
        { seq: 1, type: 'provider_chosen', date: moment - 60, provider_id: '101' },
        { seq: 2, type: 'finished', date: moment + 50, result: 'created' },
      ],
    },
  ],
}

export const accessToken = { id: '8', kind: 'export', name: 'Household book', creation_date: moment }

export const sandboxJourney = {
  status: 'connected',
  user_id: '17',
  session_id: 'q3Zb0Yl6m1aXcV9sTeR4uWd8GhJ2kLpN',
  connection_id: '2001',
  result: 'created',
  screens: ['consent', 'redirect', 'bank login', 'bank accounts', 'success'],
}

export const migrationReport = {
  status: 'in_use',
  summary: 'In use: 1 parameter of the previous widgets, last on 4 March 2026.',
  quiet_days: 30,
  last_used: moment,
  done_at: moment + 30 * 86_400,
  uses: [
    {
      kind: 'parameter',
      name: 'captive_mode',
      count: 12,
      recent_count: 3,
      first_used: moment - 40 * 86_400,
      last_used: moment,
      replacement: 'wait_sync_end',
      guide: 'https://raccord.example/docs/migration#parameter.captive_mode',
    },
  ],
  daily: [{ day: '2026-03-04', count: 3 }],
}

export const sessionId = sandboxJourney.session_id
export const now = moment
