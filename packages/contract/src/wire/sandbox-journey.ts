import { z } from 'zod'
import { idIn, idOut, textIn } from './primitives.ts'

/** Parameters of the widget that lead somebody elsewhere, or to another endpoint, are of no use to a person in a box. */
export const sandboxJourneyOrder = z
  .strictObject({
    provider_id: textIn(40, 1),
    login: textIn(200).default('dev').meta({ description: 'At the test bank; its page says who may sign in.' }),
    password: textIn(200).optional().meta({ description: 'Default: the login.' }),
    answers: z
      .array(textIn(200))
      .max(20)
      .default([])
      .meta({ description: 'Codes and choices in the order in which they are asked for.' }),
    parameters: z
      .record(textIn(60, 1), textIn(2000))
      .default({})
      .meta({ description: 'Of the widget, as a link would have them.' }),
    user_id: idIn.optional().meta({ description: 'Of yours. Absent: a new user.' }),
  })
  .meta({ id: 'SandboxJourneyOrder' })

export const sandboxJourney = z
  .object({
    status: z.enum(['connected', 'stopped']),
    user_id: idOut,
    session_id: z.string().meta({ description: 'Its log: `GET /v2.1/widget_sessions/{id}`.' }),
    connection_id: idOut.optional(),
    result: z.enum(['created', 'updated', 'deleted']).optional(),
    screens: z.array(z.string()).meta({
      description:
        'What the person saw, in order; the bank’s pages begin with `bank `. The last says where he stopped.',
    }),
    error: z.string().optional().meta({ description: 'A code of the error table, where something went wrong.' }),
  })
  .meta({ id: 'SandboxJourney' })
