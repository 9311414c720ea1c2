import type { FastifyRequest } from 'fastify'

/** Aborts when the caller goes away: nobody needs the answer any more. */
export function abortedWith(request: FastifyRequest): AbortSignal {
  const gone = new AbortController()
  request.raw.socket.once('close', () => gone.abort())
  return gone.signal
}
