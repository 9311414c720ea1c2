import { z } from 'zod'
import { accountTypes } from '../account-types.ts'
import { idOut, integerIn, textIn, unixSeconds } from './primitives.ts'

const day = z.string().meta({ description: '`YYYY-MM-DD`.', example: '2027-05-01' })

/** What happened to what was agreed to; `revoked` ends, the others begin. */
export const consentActions = ['accepted', 'skipped_own_licence', 'revoked', 'terms_accepted', 'under_terms'] as const

export const consentEnds = ['revoked', 'renewed', 'bank', 'expired'] as const

const consentGrant = z
  .object({
    connection_id: idOut,
    channel_definition_id: idOut,
    start_date: unixSeconds.meta({ description: 'When the bank granted it.' }),
    expires: day.optional().meta({ description: 'Last day of the bank’s consent.' }),
    end_date: unixSeconds.optional().meta({ description: 'Absent: it is live.' }),
    end_reason: z.enum(consentEnds).optional().meta({
      description:
        '`revoked`: by the person or the client. `renewed`: another one took its place. `bank`: the bank ended it. `expired`: its last day passed.',
    }),
  })
  .meta({ id: 'ConsentGrant' })

export const consentOut = z
  .object({
    id: idOut,
    action: z.enum(consentActions).meta({
      description:
        '`accepted`: on the consent screen. `skipped_own_licence`: the client, under its own licence, asked by itself. `terms_accepted`, `under_terms`: of the previous widgets. `revoked`: ended.',
    }),
    date: unixSeconds,
    origin: z.string().meta({ description: 'Where it was said: the origin of the pages, `api`, `cli`.' }),
    locale: z.string(),
    provider_id: idOut.optional().meta({ description: 'Absent where it is about no one bank.' }),
    provider_name: z.string().optional(),
    channel_definition_ids: z.array(idOut),
    connection_id: idOut.optional().meta({ description: 'Of `revoked`: which connection.' }),
    account_types: z.array(z.enum(accountTypes)),
    consent_per_account: z.boolean().optional(),
    auto_sync: z.boolean().optional().meta({ description: '`false`: agreed to once, not to refreshes.' }),
    shown: z
      .object({
        text_version: z.string().optional().meta({ description: 'Of the fixed lines.' }),
        terms_version: z.string().optional().meta({ description: 'Of the client’s registered text.' }),
        header: z.string().optional(),
        body: z.string().optional(),
        until: day.optional().meta({ description: 'The last day that was named.' }),
      })
      .meta({ description: 'What the person saw.' }),
    grants: z.array(consentGrant).meta({ description: 'What banks granted on it. None: it came to nothing.' }),
    receipt: z.string().meta({
      description:
        'All of this as a compact JWS (ES256), to be verified with `GET /.well-known/jwks.json`. It says how things stand at its `iat`.',
    }),
  })
  .meta({ id: 'Consent' })
export type ConsentOut = z.output<typeof consentOut>

export const consentQuery = z.object({
  connection_id: textIn(40)
    .optional()
    .meta({ description: 'Only what is about this connection, also one that is gone.' }),
  page: integerIn(1, 10_000, 'From 1.').optional(),
  limit: integerIn(1, 500, 'On a page; 100 without one.').optional(),
})

/** RFC 7517. */
export const jwksOut = z
  .object({
    keys: z.array(
      z.object({
        kty: z.string(),
        crv: z.string(),
        x: z.string(),
        y: z.string(),
        kid: z.string(),
        alg: z.string(),
        use: z.string(),
      }),
    ),
  })
  .meta({ id: 'JsonWebKeySet' })
