import type { FastifyInstance } from 'fastify'
import { toApiError } from '../errors.ts'

/**
 * Errors of a scope in plain text, and bodies, which none of its calls takes, read and forgotten whatever their type: some readers
 * send a content type with nothing behind it.
 */
export function answerInText(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 4096 }, (_request, _body, done) =>
    done(null, undefined),
  )
  app.setErrorHandler((error, request, reply) => {
    const known = toApiError(error)
    if (known.status >= 500) request.log.error({ err: error }, 'request failed')
    else request.log.info({ error: known.code }, 'request refused')
    // Words that readers look for, to come back later instead of asking for a new token.
    const text = known.code === 'rate_limited' ? 'rate limit: make fewer requests, and come back later.' : known.message
    return reply.code(known.status).headers(known.headers).type('text/plain; charset=utf-8').send(text)
  })
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).type('text/plain; charset=utf-8').send('There is nothing at this path.'),
  )
}
