import type { FastifyInstance } from 'fastify'
import { type ApiError, toApiError } from '../errors.ts'

/** Errors of a scope in the words of the interface that it speaks. */
export function answerInJson(app: FastifyInstance, shape: (error: ApiError) => object): void {
  app.setErrorHandler((error, request, reply) => {
    const known = toApiError(error)
    if (known.status >= 500) request.log.error({ err: error }, 'request failed')
    else request.log.info({ error: known.code }, 'request refused')
    return reply.code(known.status).headers(known.headers).send(shape(known))
  })
}
