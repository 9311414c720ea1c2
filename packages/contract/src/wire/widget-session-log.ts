import { z } from 'zod'
import { endpoints } from '../parameters.ts'
import { unreadEntries } from './connection.ts'

const instant = z.number().int().meta({ description: 'Unix seconds.' })

/** One thing that happened. No personal data beyond ids (WIRE §4). */
const sessionEvent = z
  .object({
    seq: z.number().int().meta({ description: 'Place in the journey, from 1.' }),
    type: z
      .string()
      .meta({ description: 'What happened, e.g. `provider_chosen`, `failed`, `finished`. More may be added.' }),
    date: instant,
    provider_id: z.string().optional(),
    channel_definition_id: z.string().optional(),
    connection_id: z.string().optional(),
    error: z.string().optional().meta({ description: 'A code of the error table.' }),
    detail: z.string().optional().meta({ description: 'For the developer: what was wrong.' }),
    retry_date: instant.optional(),
    step: z.string().optional(),
    answer: z.string().optional(),
    result: z.string().optional(),
    accounts: z.number().int().optional(),
  })
  .meta({ id: 'SessionEvent' })

const noted = z.object({
  parameter: z.string(),
  rule: z.string().meta({ description: 'The rule that was broken; never the value.' }),
})

const sessionJourney = z
  .object({
    endpoint: z.enum(endpoints),
    reference: z.string().meta({ description: 'What the person reads on an error screen.' }),
    status: z.enum(['OPEN', 'SUCCESS', 'CANCELLED', 'ABANDONED']),
    result: z.enum(['created', 'updated', 'deleted']).optional(),
    connection_id: z.string().optional(),
    creation_date: instant,
    end_date: instant.optional(),
    warnings: z.array(noted),
    deprecated_parameters: z.array(z.string()),
    deprecations: z
      .array(z.object({ parameter: z.string(), use: z.string().optional(), says: z.string() }))
      .meta({ description: 'The same, with what takes the place of each.' }),
    unread_entries: z
      .array(unreadEntries.extend({ channel_definition_id: z.string() }))
      .meta({ description: 'What the bank sent in readings of this journey and nobody could read.' }),
    unreconciled_accounts: z
      .array(z.object({ channel_definition_id: z.string(), count: z.number().int() }))
      .meta({ description: 'Accounts whose entries did not make their balance when they were read in this journey.' }),
    events: z.array(sessionEvent),
  })
  .meta({ id: 'SessionJourney' })

export const widgetSessionLog = z
  .object({
    user_id: z.string(),
    creation_date: instant,
    expiration_date: instant,
    refused_links: z
      .array(noted.extend({ endpoint: z.enum(endpoints), date: instant }))
      .meta({ description: 'Links that were answered with a page instead of a journey, the first twenty.' }),
    journeys: z.array(sessionJourney).meta({ description: 'Oldest first.' }),
  })
  .meta({ id: 'WidgetSessionLog' })
export type WidgetSessionLog = z.output<typeof widgetSessionLog>
