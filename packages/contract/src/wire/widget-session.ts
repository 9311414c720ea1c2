import { z } from 'zod'
import { textIn } from './primitives.ts'

/** Functional parameters belong to the links, not here: others than these are ignored (WIRE §4). */
export const widgetSessionRequest = z
  .object({
    access_token: textIn(512, 1).meta({ description: 'The user’s.' }),
    refresh_token: textIn(512).optional().meta({ description: 'Checked, never consumed.' }),
    client_id: textIn(128).optional(),
    client_secret: textIn(512).optional(),
  })
  .meta({ id: 'WidgetSessionRequest' })

const link = z.string().meta({ description: 'Absolute; already holds ?session_id=, append &name=value.' })

export const widgetSessionAnswer = z
  .object({
    session_id: z.string().length(32).meta({ description: '32 URL-safe characters.' }),
    _links: z.object({
      add_connection: link,
      edit_credentials: link,
      user_input: link,
      manage_accounts: link,
    }),
  })
  .meta({ id: 'WidgetSession' })
export type WidgetSessionAnswer = z.output<typeof widgetSessionAnswer>

/** Of the previous widgets (WIRE §7). */
export const previousSessionAnswer = widgetSessionAnswer
  .extend({
    _links: widgetSessionAnswer.shape._links.extend({ terms: link, professional_account: link }),
  })
  .meta({ id: 'PreviousWidgetSession' })
export type PreviousSessionAnswer = z.output<typeof previousSessionAnswer>
