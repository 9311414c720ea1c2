/** Where a server is, and who asks. */
export interface Server {
  readonly auth: string
  readonly api: string
  readonly embed: string
  readonly clientId: string
  readonly secret: string
}

/** Without a slash at the end. Throws a sentence where a secret would go in clear text over a network. */
export function baseOf(text: string): string {
  // Not URL.parse: the published form runs on Node 20.
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw new TypeError(`${text} is no http or https address`)
  if (url.username !== '' || url.password !== '')
    throw new TypeError('the address must not hold a user name or password')
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
  if (url.protocol === 'http:' && !loopback)
    throw new TypeError(`${url.origin} is http: the client secret would travel in clear text`)
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}
