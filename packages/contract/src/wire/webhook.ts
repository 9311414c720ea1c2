import { z } from 'zod'
import { notificationTypes } from '../notifications.ts'
import { textIn, unixSeconds } from './primitives.ts'

export const newWebhook = z
  .object({
    url: textIn(2000, 1).meta({ description: 'https. In the sandbox also http to this machine.' }),
    types: z
      .array(z.enum(notificationTypes, `must be of ${notificationTypes.join(', ')}`))
      .max(notificationTypes.length)
      .optional()
      .meta({ description: 'Only these. Absent or empty: all.' }),
  })
  .meta({ id: 'NewWebhook' })

export const webhookOut = z
  .object({
    id: z.string(),
    url: z.string(),
    types: z.array(z.enum(notificationTypes)),
    status: z.enum(['ACTIVE', 'FAILING', 'PAUSED']).meta({
      description:
        '`FAILING`: not delivered since `failing_since`, tried again by itself. `PAUSED`: it failed for three days; a replay begins again.',
    }),
    creation_date: unixSeconds,
    undelivered: z.int().meta({ description: 'Waiting, or being tried again.' }),
    dead_letters: z.int().meta({ description: 'Given up after 24 hours and not replayed, of the last seven days.' }),
    failing_since: unixSeconds.optional(),
    paused_date: unixSeconds.optional(),
    last_attempt_date: unixSeconds.optional(),
    last_success_date: unixSeconds.optional(),
    last_failure: z.string().optional().meta({ description: 'A status, or what went wrong on the way.' }),
    previous_secret_expires: unixSeconds
      .optional()
      .meta({ description: 'Until then events are signed with the secret of before the rotation, too.' }),
  })
  .meta({ id: 'Webhook' })

export const webhookWithSecret = webhookOut
  .extend({ secret: z.string().meta({ description: 'Shown this once. `whsec_` and base64.' }) })
  .meta({ id: 'WebhookWithSecret' })

export const replayRequest = z
  .object({
    event_id: textIn(30).optional().meta({ description: 'One event.' }),
    from: z.int('must be Unix seconds').min(0).max(253_370_764_800).optional().meta({ description: 'Unix seconds.' }),
    to: z.int('must be Unix seconds').min(0).max(253_370_764_800).optional().meta({ description: 'Unix seconds.' }),
  })
  .meta({ id: 'WebhookReplay' })

export const replayOut = z.object({ events: z.int() }).meta({ id: 'WebhookReplayed' })
