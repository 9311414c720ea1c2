import type { FastifyRequest } from 'fastify'

/**
 * Whether a form comes from a page of ours, by what the browser says of itself: cross-site posts are refused. What counts as
 * proof is the secret in the form; a caller without either header is no browser of today and has no cookies to abuse.
 */
export function isOwnPost(request: FastifyRequest, embedUrl: string): boolean {
  return !isCalledForeign(request) && isOfOwnPage(request, embedUrl)
}

/**
 * The same by the page alone that the browser names (`Origin`), for forms that have its secret: WebKit calls a form that opens a
 * new tab cross-site, in the same breath as its page.
 */
export function isOfOwnPage(request: FastifyRequest, embedUrl: string): boolean {
  const { origin } = request.headers
  if (origin === undefined) return !isCalledForeign(request)
  return origin === new URL(embedUrl).origin || origin === `${request.protocol}://${request.host}`
}

/** By `Sec-Fetch-Site`. What such a request is led on to is called so, too, and could not prove whose it is. */
export function isCalledForeign(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

/** The same as a post of ours where no secret of a page comes with the form: the browser itself must say that it is from here. */
export function saysOwnPost(request: FastifyRequest, embedUrl: string): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  return isOwnPost(request, embedUrl) && (origin !== undefined || site === 'same-origin')
}
