import type { FastifyRequest } from 'fastify'

/** Browsers say with every post where it comes from; one that says nothing is none that has our cookie. */
export function isOwnPost(request: FastifyRequest, origin: string): boolean {
  const site = request.headers['sec-fetch-site']
  return request.headers.origin === origin && (site === undefined || site === 'same-origin')
}

export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(host)
