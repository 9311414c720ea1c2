import type { WidgetParameters } from '@raccord/contract'
import type { Client } from '../../clients/client.ts'
import { allowedOrigins, isLoopback } from '../../clients/client-url.ts'
import type { Fact } from '../../journey/facts.ts'

/**
 * Where the closing message may go: `aspsp_callback_uri`'s origin, else `redirect_url`'s, else every registered one, else
 * that of the page which opened the widget (WIRE §6).
 */
export function messageOrigins(
  parameters: Pick<WidgetParameters, 'aspsp_callback_uri' | 'redirect_url'>,
  client: Client,
  facts: readonly Fact[],
): string[] {
  const given = parameters.aspsp_callback_uri ?? parameters.redirect_url
  if (given !== undefined) return [new URL(given).origin]
  const registered = allowedOrigins(client)
  if (registered.length > 0) return registered
  return facts.flatMap((fact) => (fact.kind === 'hosted' ? [fact.origin] : []))
}

/** The host by the referrer of the first opening: every later page of the widget was led to by the widget itself. */
export function hostedBy(client: Client, referrer: string | undefined): Fact[] {
  if (referrer === undefined || !URL.canParse(referrer)) return []
  const url = new URL(referrer)
  return client.loopbackAllowed && isLoopback(url) ? [{ kind: 'hosted', origin: url.origin }] : []
}
