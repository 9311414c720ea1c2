import { z } from 'zod'
import { dayDate, idOut, textIn, unixSeconds } from './primitives.ts'

export const accessTokenKinds = ['simplefin', 'export', 'lunchflow', 'enable_banking'] as const

const dayIn = (meaning: string) =>
  z
    .int('must be Unix seconds')
    .min(0)
    .max(253_370_764_800)
    .optional()
    .meta({ description: `${meaning} Unix seconds.` })

export const newAccessToken = z
  .object({
    kind: z.enum(accessTokenKinds, `must be of ${accessTokenKinds.join(', ')}`),
    name: textIn(80, 1)
      .transform((text) => text.trim())
      .refine((text) => text !== '', 'must not be empty')
      .meta({ description: 'What the person knows it by.', example: 'Budget on the kitchen PC' }),
    account_ids: z
      .array(textIn(40), 'must be a list of account ids')
      .min(1, 'must not be empty')
      .max(200, 'must be at most 200 ids')
      .optional()
      .meta({ description: 'Absent: all accounts that the user shares, later ones too.' }),
    start_date: dayIn('Entries from this day on.'),
    end_date: dayIn('Entries up to this day.'),
  })
  .refine(({ start_date, end_date }) => start_date === undefined || end_date === undefined || start_date <= end_date, {
    path: ['end_date'],
    message: 'must not be before start_date',
  })
  .meta({ id: 'NewAccessToken' })

const shape = {
  id: idOut,
  kind: z.enum(accessTokenKinds),
  name: z.string(),
  account_ids: z.array(idOut).optional().meta({ description: 'Absent: all.' }),
  start_date: dayDate.optional(),
  end_date: dayDate.optional(),
  creation_date: unixSeconds,
  claim_expiry_date: unixSeconds.optional().meta({ description: 'simplefin, not claimed yet: until when it may be.' }),
  claim_date: unixSeconds.optional().meta({ description: 'simplefin: when an application took it.' }),
  claim_replay_date: unixSeconds.optional().meta({
    description: 'simplefin: somebody came with the same setup token again. If that was not the person: revoke.',
  }),
  last_use_date: unixSeconds.optional().meta({ description: 'To the hour.' }),
}

export const accessTokenOut = z.object(shape).meta({ id: 'AccessToken' })
export type AccessTokenOut = z.output<typeof accessTokenOut>

export const accessTokenMade = z
  .object({
    ...shape,
    setup_token: z.string().optional().meta({
      description: 'simplefin: to be pasted into the application, once. It is told here and nowhere else.',
    }),
    links: z.record(z.string(), z.url()).optional().meta({
      description:
        'export: private addresses by format. Whoever has one can read; they are told here and nowhere else.',
    }),
    api_url: z.url().optional().meta({ description: 'lunchflow, enable_banking: where the application asks.' }),
    api_key: z.string().optional().meta({ description: 'lunchflow: the key. It is told here and nowhere else.' }),
    application_id: z.string().optional().meta({ description: 'enable_banking: the id that the application names.' }),
    private_key: z.string().optional().meta({
      description: 'enable_banking: the key that the application signs with, PEM. It is told here and nowhere else.',
    }),
  })
  .meta({ id: 'AccessTokenMade' })
