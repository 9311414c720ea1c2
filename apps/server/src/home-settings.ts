import { isIP } from 'node:net'
import { z } from 'zod'
import { isOrigin } from './setting-shapes.ts'

/** Settings of `RACCORD_ENV=home`, part of the one table in `config.ts`. */
export const homeShape = {
  RACCORD_HOME_URL: z
    .url({ protocol: /^https?$/, error: 'must be a http or https URL' })
    .refine(isOrigin, 'must be scheme, host and port only: a path, a query or a user is not supported')
    .optional()
    .describe(
      'Home: the address under which the household opens it, https behind a proxy, or http on this machine itself; the three URLs above are this one. By default the address that it listens on.',
    ),
  RACCORD_HOME_PLAIN_HTTP: z
    .enum(['on', 'off'])
    .default('off')
    .describe(
      'Home: `on` lets `RACCORD_HOME_URL` be http on the local network. Everybody on that network can then read along, and every page says so.',
    ),
  RACCORD_UPLOADS: z
    .enum(['on', 'off'])
    .optional()
    .describe(
      'Whether the widget offers “Upload a statement” beside its banks (docs/guide/files.md); by default `on` in home, `off` elsewhere: what a file says is what its uploader says.',
    ),
  RACCORD_BACKUPS: z
    .string()
    .min(1)
    .optional()
    .describe('Home: folder of the nightly backups, and of `raccord backup`; by default `backups` in `RACCORD_DATA`.'),
  RACCORD_BACKUPS_KEPT: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a whole number from 0 to 999')
    .transform(Number)
    .prefault('14')
    .describe('Home: nightly backups kept, the older ones are deleted; 0 makes none.'),
}

export interface HomeSettings {
  /** Without it the address that the server listens on, which is a loopback one. */
  readonly url: string | undefined
  /** Http beyond this machine was allowed in so many words. */
  readonly plainHttp: boolean
}

type Given = z.infer<z.ZodObject<typeof homeShape>> & {
  readonly RACCORD_HOST: string
  readonly DATABASE_URL?: string | undefined
  readonly RACCORD_AUTH_URL?: string | undefined
  readonly RACCORD_API_URL?: string | undefined
  readonly RACCORD_EMBED_URL?: string | undefined
}

/** What home is reached by, or the sentence that stops the start. */
export function readHomeSettings(set: Given, isLoopback: (host: string) => boolean): HomeSettings | string {
  if (set.DATABASE_URL)
    return 'DATABASE_URL is set: home keeps its data in RACCORD_DATA. Remove it, or set RACCORD_ENV=production.'
  for (const name of ['RACCORD_AUTH_URL', 'RACCORD_API_URL', 'RACCORD_EMBED_URL'] as const)
    if (set[name]) return `${name} is set: home has one address, RACCORD_HOME_URL. Remove it.`
  const url = set.RACCORD_HOME_URL?.replace(/\/+$/, '')
  if (url === undefined) {
    return isLoopback(set.RACCORD_HOST)
      ? { url, plainHttp: false }
      : 'RACCORD_HOME_URL is missing: with RACCORD_HOST other machines reach this one, so home must know its address, such as https://money.example.org.'
  }
  const { protocol, hostname } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  if (protocol === 'https:' || isLoopback(host)) return { url: new URL(url).origin, plainHttp: false }
  if (!isLocalName(host))
    return 'RACCORD_HOME_URL must begin with https://: http is only for this machine, or for a local network with RACCORD_HOME_PLAIN_HTTP=on.'
  if (set.RACCORD_HOME_PLAIN_HTTP !== 'on')
    return 'RACCORD_HOME_URL is http on a network: everybody on it could read along. Put a proxy with https before it (docs/guide/home.md), or say RACCORD_HOME_PLAIN_HTTP=on.'
  return { url: new URL(url).origin, plainHttp: true }
}

/** A private address, or a name that the public internet does not have. */
function isLocalName(host: string): boolean {
  if (isIP(host) === 4) return /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/.test(host)
  if (isIP(host) === 6) return /^(f[cd]|fe[89ab])/i.test(host)
  return !host.includes('.') || /\.(local|lan|home|internal|home\.arpa|fritz\.box)$/i.test(host)
}
