import type { WidgetParameters } from '@raccord/contract'
import type { Client } from '../../clients/client.ts'
import { allowedOrigins, isLoopback } from '../../clients/client-url.ts'

/** Where the closing message may go: `aspsp_callback_uri`'s origin, else `redirect_url`'s, else every registered one (WIRE §6). */
export function messageOrigins(parameters: WidgetParameters, client: Client, referrer: string | undefined): string[] {
  const given = parameters.aspsp_callback_uri ?? parameters.redirect_url
  if (given !== undefined) return [new URL(given).origin]
  const registered = allowedOrigins(client)
  if (registered.length > 0) return registered
  if (referrer === undefined || !URL.canParse(referrer)) return []
  const url = new URL(referrer)
  return client.loopbackAllowed && isLoopback(url) ? [url.origin] : []
}
