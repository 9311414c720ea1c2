import { z } from 'zod'
import { type ActionReason, channelActions, journeyOutcomes, notificationTypes } from '../notifications.ts'
import { endpoints } from '../parameters.ts'
import { accountOut } from './account.ts'
import { connectionOut } from './connection.ts'
import { idOut, textIn, unixSeconds } from './primitives.ts'

const reasons = Object.keys(channelActions) as [ActionReason, ...ActionReason[]]

const goneAccount = z
  .object({ id: idOut, connection_id: idOut })
  .meta({ id: 'GoneAccount', description: 'All that is left of an account that is deleted.' })

const consent = z
  .object({
    connection_id: idOut,
    channel_definition_id: idOut,
    expires: unixSeconds.optional().meta({ description: 'Last second of the bank’s consent.' }),
  })
  .meta({ id: 'EndingConsent' })

const provider = z.object({ id: idOut, name: z.string() }).meta({ id: 'AvailableProvider' })

const journey = z
  .object({
    outcome: z.enum(journeyOutcomes),
    endpoint: z.enum(endpoints).optional(),
    reference: z.string().optional().meta({ description: 'As the person saw it on an error page.' }),
    connection_id: idOut.optional(),
    error: z.string().optional().meta({ description: 'Code of the last error that he met, if any.' }),
  })
  .meta({ id: 'EndedJourney', description: 'What is known of it is kept as long as the log of its session.' })

export const notificationOut = z
  .object({
    id: z.string().meta({ description: 'Decimal digits. The same in every attempt, and the header `webhook-id`.' }),
    type: z.enum(notificationTypes),
    event_type: z.enum(['CREATED', 'UPDATED', 'DELETED']),
    resource_type: z.enum(['CONNECTIONS', 'ACCOUNTS', 'TRANSACTIONS', 'CONSENTS', 'PROVIDERS', 'JOURNEYS']),
    creation_date: unixSeconds,
    user_id: idOut.optional(),
    connection_id: idOut.optional(),
    channel_definition_id: idOut.optional(),
    resource: z.union([connectionOut, accountOut, goneAccount, consent, provider, journey]).meta({
      description:
        'As it is when this is handed out, not as it was: the connection (`CONNECTIONS`, `TRANSACTIONS`), the account, the consent, the bank, the journey.',
    }),
    new_transactions: z.boolean().optional(),
    cursor: z.string().optional().meta({ description: '`since` of `GET /v2.1/transactions/changes`.' }),
    days_left: z.int().optional(),
    action: z
      .object({ reason: z.enum(reasons), endpoint: z.enum(endpoints) })
      .optional()
      .meta({ description: 'The person is needed: why, and the widget endpoint that repairs it.' }),
  })
  .meta({ id: 'Notification' })
export type NotificationOut = z.output<typeof notificationOut>

export const queueOut = z.object({ id: z.string() }).meta({ id: 'Queue' })

export const queueEventsQuery = z.object({
  after: textIn(30).optional().meta({ description: 'Id of the last event that was seen. Absent: from the beginning.' }),
  wait: z
    .string()
    .regex(/^\d{1,2}$/, 'must be a whole number from 0 to 30')
    .transform(Number)
    .refine((seconds) => seconds <= 30, 'must be a whole number from 0 to 30')
    .optional()
    .meta({ description: 'Seconds to wait where there is nothing yet, at most 30. Default 0.' }),
})

/** Sandbox: what is to be told. Of a connection, or of a bank. */
export const sandboxEvent = z
  .object({
    type: z.enum(notificationTypes, `must be one of ${notificationTypes.join(', ')}`),
    connection_id: textIn(20).optional().meta({ description: 'Needed but for `provider_available`.' }),
    provider_id: textIn(20).optional().meta({ description: 'Of `provider_available`.' }),
    channel_definition_id: textIn(20).optional(),
    account_id: textIn(20).optional(),
    status: z
      .enum(reasons.filter((reason) => reason !== 'CONSENT_ENDING') as [ActionReason, ...ActionReason[]])
      .or(z.enum(['SUCCESS', 'FAILED']))
      .optional()
      .meta({ description: 'Of the channel; one that needs the person brings `action` along. Default SUCCESS.' }),
    new_transactions: z.boolean('must be true or false').optional(),
    days_left: z.int().min(1).max(30).optional(),
  })
  .meta({ id: 'SandboxEvent' })
