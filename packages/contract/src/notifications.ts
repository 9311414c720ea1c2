import type { Endpoint } from './parameters.ts'

/** One kind of thing that clients are told, by queue and by webhook (WIRE §8). */
export interface NotificationRow {
  readonly resource: 'CONNECTIONS' | 'ACCOUNTS' | 'TRANSACTIONS' | 'CONSENTS' | 'PROVIDERS' | 'JOURNEYS'
  readonly event: 'CREATED' | 'UPDATED' | 'DELETED'
  /** When it is sent: one sentence for the reference. */
  readonly when: string
  /** What it carries beside the fields that all have. */
  readonly fields: readonly NotificationField[]
}

export type NotificationField =
  | 'user_id'
  | 'connection_id'
  | 'channel_definition_id'
  | 'new_transactions'
  | 'cursor'
  | 'days_left'
  | 'action'

const ofConnection = ['user_id', 'connection_id'] as const
const ofChannel = [...ofConnection, 'channel_definition_id'] as const

/** The one table of notifications: the wire's schema, docs/reference/webhooks.md and the sandbox's calls are derived from it. */
export const notifications = {
  connection_created: {
    resource: 'CONNECTIONS',
    event: 'CREATED',
    when: 'The bank granted access to a first channel. Its accounts are not read yet.',
    fields: ofChannel,
  },
  connection_synchronised: {
    resource: 'CONNECTIONS',
    event: 'UPDATED',
    when: 'A channel was read to its end, well or not: one for each channel of a synchronisation.',
    fields: [...ofChannel, 'new_transactions', 'action'],
  },
  connection_deleted: {
    resource: 'CONNECTIONS',
    event: 'DELETED',
    when: 'The connection is gone, with its accounts and transactions.',
    fields: ofConnection,
  },
  account_found: {
    resource: 'ACCOUNTS',
    event: 'CREATED',
    when: 'An account is shared that was not: the bank listed it for the first time, or the person chose it.',
    fields: ofChannel,
  },
  account_closed: {
    resource: 'ACCOUNTS',
    event: 'UPDATED',
    when: 'The bank says that the account is closed, or lists it no longer: its status tells which.',
    fields: ofChannel,
  },
  account_history_complete: {
    resource: 'ACCOUNTS',
    event: 'UPDATED',
    when: 'All that the bank gives of the account’s past is in, for the first time.',
    fields: ofChannel,
  },
  account_deleted: {
    resource: 'ACCOUNTS',
    event: 'DELETED',
    when: 'The person or the client ended the sharing of the account.',
    fields: ofChannel,
  },
  transactions_changed: {
    resource: 'TRANSACTIONS',
    event: 'UPDATED',
    when: 'A reading added, changed or removed transactions. `GET /v2.1/transactions/changes?since=<cursor>` tells which.',
    fields: [...ofChannel, 'cursor'],
  },
  consent_ending: {
    resource: 'CONSENTS',
    event: 'UPDATED',
    when: 'The bank’s consent ends in 30, 7 or 1 days.',
    fields: [...ofChannel, 'days_left', 'action'],
  },
  consent_ended: {
    resource: 'CONSENTS',
    event: 'DELETED',
    when: 'The bank’s consent has ended: by its date, or because the bank says so.',
    fields: [...ofChannel, 'action'],
  },
  journey_ended: {
    resource: 'JOURNEYS',
    event: 'UPDATED',
    when: 'A journey in the widget is over: finished, cancelled by the person, left for another one, or nobody came back before its session ended. Also where his browser never came back to you.',
    fields: ['user_id'],
  },
  provider_available: {
    resource: 'PROVIDERS',
    event: 'UPDATED',
    when: 'A bank that did not answer does again. By webhook only, since it is no person’s.',
    fields: [],
  },
  bank_available: {
    resource: 'PROVIDERS',
    event: 'UPDATED',
    when: 'A bank in trouble works again, and this person asked in the widget to be told. Once for each time he asks.',
    fields: ['user_id'],
  },
} as const satisfies Record<string, NotificationRow>

export type NotificationType = keyof typeof notifications
export const notificationTypes = Object.keys(notifications) as [NotificationType, ...NotificationType[]]

/** What a journey came to. */
export const journeyOutcomes = ['success', 'cancelled', 'abandoned', 'expired'] as const
export type JourneyOutcome = (typeof journeyOutcomes)[number]

/** Days before the end of a consent at which clients are told. */
export const consentWarningDays = [30, 7, 1] as const

/** Where the person is needed, and which widget endpoint repairs it. */
export const channelActions = {
  AUTH_FAILED: 'edit_credentials',
  TOKEN_EXPIRED: 'edit_credentials',
  PASSWORD_CHANGE_REQUIRED: 'edit_credentials',
  USER_ACTION_REQUIRED: 'edit_credentials',
  CHALLENGE_REQUIRED: 'user_input',
  CONSENT_ENDING: 'edit_credentials',
} as const satisfies Record<string, Endpoint>
export type ActionReason = keyof typeof channelActions
