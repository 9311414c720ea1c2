import { isLoopbackHost } from '@raccord/connector-kit'
import type { OpenIdSettings } from '@raccord/console'
import { z } from 'zod'

/** Settings of the sign-in by an identity provider, part of the console's. */
export const consoleOpenIdShape = {
  RACCORD_CONSOLE_OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be a http or https URL' })
    .optional()
    .describe(
      'Your OpenID provider, by which operators may sign in at the console: its issuer, as it writes it itself.',
    ),
  RACCORD_CONSOLE_OIDC_CLIENT_ID: z.string().min(1).optional().describe('The console’s client id there.'),
  RACCORD_CONSOLE_OIDC_CLIENT_SECRET: z.string().min(1).optional().describe('Its secret.'),
  RACCORD_CONSOLE_OIDC_NAME: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .describe('What the button calls the provider; by default the host of its issuer.'),
  RACCORD_CONSOLE_OIDC_SCOPE: z
    .string()
    .regex(/^openid( [\x21\x23-\x5b\x5d-\x7e]+)*$/, 'must be openid, and more scopes after it where needed')
    .default('openid')
    .describe('Scopes that are asked for; begins with `openid`.'),
  RACCORD_CONSOLE_OIDC_IDENTITY: z
    .enum(['sub', 'email'])
    .default('sub')
    .describe(
      'Who somebody is: `sub`, or `email`, the address, where the provider says that it is verified; then scope `openid email`.',
    ),
  RACCORD_CONSOLE_OIDC_ROLE_CLAIM: z
    .string()
    .min(1)
    .default('groups')
    .describe('Claim of the ID token that gives the role, a text or a list; a path with dots where it lies deeper.'),
  RACCORD_CONSOLE_OIDC_OPERATORS: z
    .string()
    .optional()
    .describe('Values of that claim that make an operator, with commas between them.'),
  RACCORD_CONSOLE_OIDC_VIEWERS: z.string().optional().describe('Values that make a viewer.'),
}

type Given = z.infer<z.ZodObject<typeof consoleOpenIdShape>> & { readonly RACCORD_ENV: string }

/** `undefined`: none is set. A sentence: the start stops with it. */
export function readConsoleOpenId(set: Given): OpenIdSettings | undefined | string {
  const { RACCORD_CONSOLE_OIDC_ISSUER: issuer, RACCORD_CONSOLE_OIDC_CLIENT_ID: clientId } = set
  const clientSecret = set.RACCORD_CONSOLE_OIDC_CLIENT_SECRET
  const values = {
    operator: listed(set.RACCORD_CONSOLE_OIDC_OPERATORS),
    viewer: listed(set.RACCORD_CONSOLE_OIDC_VIEWERS),
  }
  const anything = clientId ?? clientSecret ?? [...values.operator, ...values.viewer][0]
  if (issuer === undefined)
    return anything === undefined
      ? undefined
      : 'RACCORD_CONSOLE_OIDC_ISSUER is missing; other settings of it are there.'
  const { protocol, hostname, search, hash, username, password } = new URL(issuer)
  if (`${search}${hash}${username}${password}` !== '')
    return 'RACCORD_CONSOLE_OIDC_ISSUER must have no query, no fragment and no user: it is the issuer, not a page.'
  if (protocol !== 'https:' && !(set.RACCORD_ENV === 'sandbox' && isLoopbackHost(hostname)))
    return 'RACCORD_CONSOLE_OIDC_ISSUER must begin with https://; a sandbox takes http on a loopback host.'
  if (clientId === undefined) return 'RACCORD_CONSOLE_OIDC_CLIENT_ID is missing: register the console at the provider.'
  if (clientSecret === undefined)
    return 'RACCORD_CONSOLE_OIDC_CLIENT_SECRET is missing, or RACCORD_CONSOLE_OIDC_CLIENT_SECRET_FILE.'
  if (values.operator.length + values.viewer.length === 0)
    return 'RACCORD_CONSOLE_OIDC_OPERATORS and RACCORD_CONSOLE_OIDC_VIEWERS are both empty: nobody would get in.'
  return {
    ...{ issuer, clientId, clientSecret, values },
    name: set.RACCORD_CONSOLE_OIDC_NAME ?? hostname,
    scope: set.RACCORD_CONSOLE_OIDC_SCOPE,
    identity: set.RACCORD_CONSOLE_OIDC_IDENTITY,
    roleClaim: set.RACCORD_CONSOLE_OIDC_ROLE_CLAIM,
  }
}

const listed = (text = ''): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
