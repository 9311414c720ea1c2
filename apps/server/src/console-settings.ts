import type { OpenIdSettings } from '@raccord/console'
import { z } from 'zod'
import { consoleOpenIdShape, readConsoleOpenId } from './console-openid-settings.ts'
import { isOrigin } from './setting-shapes.ts'

/** Settings of the operator's console, part of the one table in `config.ts`. */
export const consoleShape = {
  RACCORD_CONSOLE: z
    .enum(['on', 'off'])
    .optional()
    .describe('Whether operators have their console at `/console`; by default `on` in a sandbox, else `off`.'),
  RACCORD_CONSOLE_URL: z
    .url({ protocol: /^https?$/, error: 'must be a http or https URL' })
    .refine(isOrigin, 'must be scheme, host and port only: a path, a query or a user is not supported')
    .optional()
    .describe(
      'The one address under which operators open the console, best a name that only they reach; https in production. By default `RACCORD_AUTH_URL`.',
    ),
  ...consoleOpenIdShape,
}

export interface ConsoleSettings {
  /** Absent: the address of the token calls. */
  readonly url?: string
  /** Operators may sign in there. */
  readonly openid?: OpenIdSettings
}

type Given = z.infer<z.ZodObject<typeof consoleShape>> & { readonly RACCORD_ENV: 'sandbox' | 'home' | 'production' }

/** `undefined`: there is none. A sentence: the start stops with it. */
export function readConsoleSettings(set: Given): ConsoleSettings | undefined | string {
  const url = set.RACCORD_CONSOLE_URL
  if ((set.RACCORD_CONSOLE ?? (set.RACCORD_ENV === 'sandbox' ? 'on' : 'off')) === 'off') return undefined
  if (set.RACCORD_ENV === 'home')
    return 'RACCORD_CONSOLE is on: home has no operators, its pages are the household’s. Remove it.'
  if (set.RACCORD_ENV === 'production' && url !== undefined && !url.startsWith('https://'))
    return 'RACCORD_CONSOLE_URL must begin with https:// in production.'
  const openid = readConsoleOpenId(set)
  if (typeof openid === 'string') return openid
  return { ...(url === undefined ? {} : { url: new URL(url).origin }), ...(openid ? { openid } : {}) }
}
