import type { FastifyRequest } from 'fastify'

/**
 * Whether a form comes from a page of ours, by what the browser says of itself: cross-site posts are refused. What counts as
 * proof is the secret in the form; a caller without either header is no browser of today and has no cookies to abuse.
 */
export function isOwnPost(request: FastifyRequest, embedUrl: string): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const { origin } = request.headers
  if (origin === undefined) return true
  return origin === new URL(embedUrl).origin || origin === `${request.protocol}://${request.host}`
}

/** The same where no secret of a page comes with the form: the browser itself must say that it is from here. */
export function saysOwnPost(request: FastifyRequest, embedUrl: string): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  return isOwnPost(request, embedUrl) && (origin !== undefined || site === 'same-origin')
}
