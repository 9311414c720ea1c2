/** Where Raccord answers and who we are there. */
export interface RaccordOptions {
  /** Of the installation; the three bases may have URLs of their own. */
  readonly url: string
  readonly apiUrl?: string
  readonly authUrl?: string
  readonly embedUrl?: string
  readonly clientId: string
  /** Stays on your server. */
  readonly clientSecret: string
  /** Of one exchange. Default 30 000. */
  readonly timeoutMs?: number
  /** In a network of your own, as containers have it: without it an address is https, or this machine. */
  readonly allowHttp?: boolean
  /** Default: the platform's. */
  readonly fetch?: typeof fetch
}

export interface Bases {
  readonly api: string
  readonly auth: string
  readonly embed: string
}

export function basesOf({ url, apiUrl, authUrl, embedUrl, allowHttp = false }: RaccordOptions): Bases {
  const of = (own: string | undefined): string => base(own ?? url, allowHttp)
  return { api: of(apiUrl), auth: of(authUrl), embed: of(embedUrl) }
}

/** A base may have a path; secrets don't travel in the clear but to this machine. */
function base(text: string, allowHttp: boolean): string {
  const url = new URL(text)
  const here = allowHttp || /^(localhost|127(\.\d+){3}|\[::1\]|.+\.localhost)$/.test(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && here))
    throw new TypeError(`${url.origin}: https, please, or this machine, or \`allowHttp\` in a network of your own.`)
  return url.origin + url.pathname.replace(/\/+$/, '')
}
