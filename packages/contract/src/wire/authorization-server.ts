import { z } from 'zod'

/** `GET /.well-known/oauth-authorization-server` (RFC 8414 §2, RFC 9207 §3). */
export const authorizationServerOut = z
  .object({
    issuer: z.string().meta({ description: 'The auth base; `iss` of every answer of the sign-in page.' }),
    authorization_endpoint: z.string(),
    token_endpoint: z.string(),
    response_types_supported: z.array(z.string()),
    response_modes_supported: z.array(z.string()),
    grant_types_supported: z.array(z.string()),
    token_endpoint_auth_methods_supported: z.array(z.string()),
    code_challenge_methods_supported: z.array(z.string()),
    scopes_supported: z.array(z.string()),
    ui_locales_supported: z.array(z.string()),
    authorization_response_iss_parameter_supported: z.boolean(),
  })
  .meta({ id: 'AuthorizationServer' })
