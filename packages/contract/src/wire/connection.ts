import { z } from 'zod'
import { accountTypes } from '../account-types.ts'
import { idOut, textIn, unixSeconds } from './primitives.ts'
import { channelModes } from './provider.ts'

export const connectionStatuses = ['RUNNING', 'SUCCESS', 'PARTIAL_SUCCESS', 'FAILED', 'CLOSED', 'NONE'] as const

export const channelStatuses = [
  'SUCCESS',
  'PARTIAL_SUCCESS',
  'EMPTY',
  'RUNNING',
  'NONE',
  'FAILED',
  'AUTH_FAILED',
  'TOKEN_EXPIRED',
  'PASSWORD_CHANGE_REQUIRED',
  'CHALLENGE_REQUIRED',
  'USER_ACTION_REQUIRED',
] as const

/** What the bank sent in the last reading and nobody could read: the channel is then never plain `SUCCESS`. */
export const unreadEntries = z
  .object({
    count: z.int(),
    reasons: z
      .record(z.string(), z.int())
      .meta({ description: 'How many by the rule they broke, e.g. `amount_unreadable`. Never content.' }),
  })
  .meta({ id: 'UnreadEntries' })

export const channelOut = z
  .object({
    channel_definition_id: idOut,
    mode: z.enum(channelModes),
    status: z.enum(channelStatuses),
    expires: unixSeconds.optional().meta({ description: 'REDIRECT: last second of the bank’s consent.' }),
    last_success_date: unixSeconds.optional(),
    last_end_date: unixSeconds.optional(),
    next_sync_date: unixSeconds
      .optional()
      .meta({ description: 'When it is read next by itself; not before the bank allows it.' }),
    renewable_since: unixSeconds
      .optional()
      .meta({ description: 'From here on a renewal is of use; one made sooner is not needed, and does no harm.' }),
    renew_by: unixSeconds
      .optional()
      .meta({ description: 'Last second of the bank’s consent, in either mode: renewed by then, nothing is missed.' }),
    credentials: z
      .array(z.object({ id: z.string(), label: z.string(), secret: z.boolean() }))
      .optional()
      .meta({ description: 'Which fields are stored; absent on an empty channel. Never values.' }),
    account_types: z.array(z.enum(accountTypes)),
    eligible_accounts: z
      .boolean()
      .meta({ description: 'Whether any account was seen at the bank through this channel.' }),
    eligible_account_count: z
      .int()
      .meta({ description: 'Accounts seen at the bank through this channel, shared or not.' }),
    channel_definition_unavailable: z.boolean(),
    unread_entries: unreadEntries.optional(),
    quota: z
      .object({ limit: z.int(), used: z.int(), resets_at: unixSeconds.optional() })
      .optional()
      .meta({ description: 'Readings without the person that the bank allows within 24 hours.' }),
  })
  .meta({ id: 'Channel' })

export const connectionOut = z
  .object({
    id: idOut,
    provider_id: idOut,
    user_id: idOut,
    name: z.string(),
    status: z
      .enum(connectionStatuses)
      .meta({ description: 'Of the last synchronisation; reasons are in the channels.' }),
    creation_date: unixSeconds,
    auto_sync: z.boolean(),
    consent_per_account: z.boolean(),
    logo_url: z.string(),
    owner: z.object({ name: z.string() }).optional(),
    channels: z.array(channelOut),
  })
  .meta({ id: 'Connection' })
export type ConnectionOut = z.output<typeof connectionOut>

export const connectionChange = z
  .object({ auto_sync: z.boolean('must be true or false') })
  .meta({ id: 'ConnectionChange' })

/** Only where these are given is the person taken to be present (WIRE §3). */
const psu = {
  psu_ip_address: z
    .union([z.ipv4(), z.ipv6()], 'must be an IPv4 or IPv6 address')
    .optional()
    .meta({ description: 'The person’s, only while he is present.' }),
  psu_user_agent: textIn(500).optional(),
}

export const syncRequest = z
  .object({
    type: z.enum(['ALL', 'LIST_ACCOUNTS'], 'must be ALL or LIST_ACCOUNTS').optional(),
    ...psu,
  })
  .meta({ id: 'SyncRequest' })
export const syncAllRequest = z.object(psu).meta({ id: 'SyncAllRequest' })
