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
  /** Default: the platform's. */
  readonly fetch?: typeof fetch
}

export interface Bases {
  readonly api: string
  readonly auth: string
  readonly embed: string
}

export function basesOf({ url, apiUrl, authUrl, embedUrl }: RaccordOptions): Bases {
  return { api: base(apiUrl ?? url), auth: base(authUrl ?? url), embed: base(embedUrl ?? url) }
}

/** A base may have a path; secrets don't travel in the clear but to this machine. */
function base(text: string): string {
  const url = new URL(text)
  const here = /^(localhost|127(\.\d+){3}|\[::1\]|.+\.localhost)$/.test(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && here))
    throw new TypeError(`${url.origin}: https, please; http is for this machine alone.`)
  return url.origin + url.pathname.replace(/\/+$/, '')
}
