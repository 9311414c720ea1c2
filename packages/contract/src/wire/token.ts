import { z } from 'zod'
import { textIn } from './primitives.ts'

/** `POST /token` (RFC 6749 §4.1.3, §4.3, §4.4, §6). Client credentials here or in HTTP Basic. `provider` may be present: ignored. */
export const tokenRequest = z
  .object({
    grant_type: textIn(64, 1).meta({
      description: 'client_credentials, password, authorization_code or refresh_token.',
      example: 'password',
    }),
    client_id: textIn(128).optional(),
    client_secret: textIn(512).optional(),
    scope: textIn(1000).optional().meta({
      description: 'Separated by spaces or commas. Absent: all that the grant allows.',
    }),
    username: textIn(254).optional().meta({ description: 'Grant password: the user’s email.' }),
    password: textIn(256).optional(),
    refresh_token: textIn(512).optional(),
    code: textIn(512)
      .optional()
      .meta({ description: 'Grant authorization_code: from `GET /signin`, within 60 seconds.' }),
    redirect_uri: textIn(2000)
      .optional()
      .meta({ description: 'Grant authorization_code: the one that `GET /signin` was given, to the letter.' }),
    code_verifier: textIn(128).optional().meta({ description: 'PKCE (RFC 7636), where there was a code_challenge.' }),
  })
  .meta({ id: 'TokenRequest' })
export type TokenRequest = z.output<typeof tokenRequest>

/** RFC 6749 §5.1. */
export const tokenAnswer = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int().meta({ description: 'Seconds.' }),
    scope: z.string().meta({ description: 'Separated by spaces.' }),
    refresh_token: z.string().optional().meta({ description: 'Tokens of a user only. Changes at every use.' }),
  })
  .meta({ id: 'Token' })
export type TokenAnswer = z.output<typeof tokenAnswer>
