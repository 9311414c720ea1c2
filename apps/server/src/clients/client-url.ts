import type { Client } from './client.ts'

export type ClientUrlVerdict =
  | { readonly kind: 'allowed'; readonly url: URL }
  /** `rule` is for the developer; it never repeats the URL. */
  | { readonly kind: 'refused'; readonly rule: string }

type UrlRules = Pick<Client, 'redirectUrls' | 'loopbackAllowed' | 'plainHttp'>

/**
 * Whether a `redirect_url`, `cancel_url` or `aspsp_callback_uri` belongs to the client (WIRE §5): scheme, host, port and
 * path exactly as registered, any query, no user info, no fragment of its own scheme tricks. http is for loopback
 * hosts of clients that may use them; there any port counts (RFC 8252 §7.3).
 */
export function checkClientUrl(client: UrlRules, text: string): ClientUrlVerdict {
  const url = parsed(text)
  if (typeof url === 'string') return { kind: 'refused', rule: url }
  if (client.loopbackAllowed && isLoopback(url)) return { kind: 'allowed', url }
  if (url.protocol === 'http:' && client.plainHttp !== true) {
    return { kind: 'refused', rule: 'must be https; http is only for loopback hosts in sandbox mode' }
  }
  const registered = client.redirectUrls.some((entry) => {
    const other = parsed(entry)
    return typeof other !== 'string' && sameAddress(url, other)
  })
  return registered
    ? { kind: 'allowed', url }
    : { kind: 'refused', rule: 'is not registered for this client (scheme, host, port and path must match)' }
}

export function isAllowedUrl(client: UrlRules, text: string): boolean {
  return checkClientUrl(client, text).kind === 'allowed'
}

/** What may frame the widget and receive its messages: the registered origins and those of the registered URLs. */
export function allowedOrigins(client: UrlRules & Pick<Client, 'origins'>): string[] {
  const found = new Set<string>()
  for (const entry of [...client.origins, ...client.redirectUrls]) {
    const url = parsed(entry)
    if (typeof url === 'string') continue
    if (url.protocol === 'https:' || client.plainHttp || (client.loopbackAllowed && isLoopback(url)))
      found.add(url.origin)
  }
  return [...found]
}

/** What may be registered: a URL that could be allowed later. */
export function registrableUrl(text: string, loopbackAllowed: boolean): string | undefined {
  const url = parsed(text)
  if (typeof url === 'string') return url
  if (url.protocol === 'https:' || (loopbackAllowed && isLoopback(url))) return undefined
  return 'must be https; http is only for loopback hosts in sandbox mode'
}

/** Loopback as a literal: a name that merely resolves to it is somebody else's to point elsewhere. */
export function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(url.hostname)
}

const form = 'must be an absolute http or https URL'

/** The URL, or the rule it breaks. What parsers read in different ways is refused before any parser sees it. */
function parsed(text: string): URL | string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused here
  if (text.length > 2000 || /[\s\\\u0000-\u001f\u007f]/u.test(text)) return form
  // WHATWG parsing forgives `https:host` and `https:///host`; a strict reader elsewhere would see another host.
  const authority = /^https?:\/\/([^/?#]+)/i.exec(text)?.[1]
  if (authority === undefined || !URL.canParse(text)) return form
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return form
  if (authority.includes('@') || url.username !== '' || url.password !== '')
    return 'must not hold a user name or password'
  return url
}

function sameAddress(left: URL, right: URL): boolean {
  return (
    left.protocol === right.protocol &&
    left.hostname === right.hostname &&
    left.port === right.port &&
    left.pathname === right.pathname
  )
}
