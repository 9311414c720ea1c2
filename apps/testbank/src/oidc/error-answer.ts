import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { BrokenAnswer, DroppedConnection } from '../berlin-group/fault-answer.ts'
import { TppError } from '../berlin-group/tpp-errors.ts'

/** Errors of a face in its standard's own form. */
export function answerErrors(
  app: FastifyInstance,
  write: (error: TppError, request: FastifyRequest, reply: FastifyReply) => FastifyReply,
): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error instanceof DroppedConnection) {
      reply.hijack()
      reply.raw.destroy()
      return reply
    }
    // A body that stops in the middle, under the promise of 200 and JSON.
    if (error instanceof BrokenAnswer)
      return reply.code(200).type('application/json').send('{"accounts":[{"resourceId":"')
    return write(named(error), request, reply)
  })
  app.setNotFoundHandler((request, reply) =>
    write(new TppError('RESOURCE_UNKNOWN', 'No such resource.'), request, reply),
  )
}

function named(error: FastifyError): TppError {
  if (error instanceof TppError) return error
  const status = error.statusCode ?? 500
  if (status >= 500) return new TppError('INTERNAL_SERVER_ERROR', 'The bank has failed.')
  return new TppError('FORMAT_ERROR', 'The request could not be read.', { status })
}
