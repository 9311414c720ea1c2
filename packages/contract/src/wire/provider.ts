import { z } from 'zod'
import { accountTypes } from '../account-types.ts'
import { type Locale, locales } from '../locale.ts'
import { idOut, integerIn, textIn } from './primitives.ts'

export const channelModes = ['REDIRECT', 'EMBEDDED'] as const

export const providerHealth = ['UP', 'DEGRADED', 'DOWN', 'UNKNOWN'] as const
export type ProviderHealth = (typeof providerHealth)[number]

export const providersQuery = z.object({
  q: textIn(200)
    .optional()
    .meta({ description: 'Part of the name or of another name; accents and case do not count.' }),
  countries: z
    .string()
    .regex(/^[A-Za-z]{2}(,[A-Za-z]{2}){0,59}$/, 'must be a comma list of two-letter country codes')
    .transform((text) => text.toUpperCase().split(','))
    .optional()
    .meta({ description: 'ISO 3166-1 alpha-2, comma list.' }),
  page: integerIn(1, 1_000_000, 'Counted from 1.').optional(),
  limit: integerIn(1, 500, 'Absent: all.').optional(),
})

const localizedText = z.object(
  Object.fromEntries(locales.map((locale) => [locale, z.string()])) as Record<Locale, z.ZodString>,
)

export const credentialField = z
  .object({
    id: z.string(),
    label: z.string().meta({ description: 'In the language of Accept-Language; all are in labels.' }),
    labels: localizedText,
    help: localizedText.optional(),
    type: z.enum(['text', 'password', 'number', 'url', 'select']),
    secret: z.boolean(),
    required: z.boolean(),
    max_length: z.int(),
    pattern: z.string().optional().meta({ description: 'ECMAScript pattern of the whole value.' }),
    options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  })
  .meta({ id: 'CredentialField' })

export const providerOut = z
  .object({
    id: idOut,
    name: z.string(),
    logo_url: z.string(),
    website: z.string().optional(),
    countries: z.array(z.string()),
    group: z
      .object({ id: z.string(), name: z.string() })
      .optional()
      .meta({ description: 'The network that a regional bank belongs to; absent where there is none.' }),
    health: z.enum(providerHealth).meta({ description: 'From the synchronisations of the last 24 hours.' }),
    channel_definitions: z.array(
      z.object({
        id: idOut.meta({ description: 'Provider id and two digits: …00 EMBEDDED, …01 REDIRECT.' }),
        mode: z.enum(channelModes),
        account_types: z.array(z.enum(accountTypes)),
        fields: z.array(credentialField),
      }),
    ),
  })
  .meta({ id: 'Provider' })
export type ProviderOut = z.output<typeof providerOut>
