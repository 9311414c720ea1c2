import type { FastifyError, FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify'
import type { Bank } from '../bank/bank.ts'
import { guard } from '../tpp/gate.ts'
import { accountRoutes } from './account-routes.ts'
import { authorisationRoutes } from './authorisation-routes.ts'
import { consentRoutes } from './consent-routes.ts'
import type { Face } from './face.ts'
import { BrokenAnswer, DroppedConnection } from './fault-answer.ts'
import { TppError } from './tpp-errors.ts'
import { header, isRequestId } from './tpp-headers.ts'

/** The Berlin Group NextGenPSD2 1.3 face of the bank (AIS: consents, authorisations, accounts, card accounts). */
export function berlinGroup(bank: Bank, face: Face): FastifyPluginAsync {
  return async (app) => {
    // The standard speaks JSON; forms are for the bank's pages.
    app.removeContentTypeParser('application/x-www-form-urlencoded')
    app.addHook('onRequest', async (request, reply) => {
      const id = header(request, 'X-Request-ID')
      if (isRequestId(id)) reply.header('X-Request-ID', id)
      reply.header('Cache-Control', 'no-store')
      if (!isRequestId(id)) throw new TppError('FORMAT_ERROR', 'X-Request-ID is a UUID.', { path: 'X-Request-ID' })
    })
    guard(app, bank.tpp, (fault) => {
      throw new TppError(fault, 'This bank takes calls of licensed and identified providers only.')
    })
    app.setErrorHandler<FastifyError>((error, _request, reply) => answerError(app, error, reply))
    app.setNotFoundHandler(() => {
      throw new TppError('RESOURCE_UNKNOWN', 'No such resource.')
    })
    consentRoutes(app, bank, face)
    authorisationRoutes(app, bank, face)
    accountRoutes(app, bank, face, false)
    accountRoutes(app, bank, face, true)
    for (const [path, methods] of PATHS) refuseOtherMethods(app, path, methods)
  }
}

const READ = ['GET']
const PATHS: readonly (readonly [string, readonly string[]])[] = [
  ['/v1/consents', ['POST']],
  ['/v1/consents/:consentId', ['GET', 'DELETE']],
  ['/v1/consents/:consentId/status', READ],
  ['/v1/consents/:consentId/authorisations', ['GET', 'POST']],
  ['/v1/consents/:consentId/authorisations/:authorisationId', ['GET', 'PUT']],
  ...['/v1/accounts', '/v1/card-accounts'].flatMap((path) =>
    ['', '/:accountId', '/:accountId/balances', '/:accountId/transactions'].map((rest) => [path + rest, READ] as const),
  ),
]

function refuseOtherMethods(app: FastifyInstance, url: string, allowed: readonly string[]): void {
  const method = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'].filter((one) => !allowed.includes(one))
  app.route({
    method,
    url,
    handler: (_request, reply) => {
      reply.header('Allow', allowed.join(', '))
      throw new TppError('SERVICE_INVALID', 'This method is not allowed here.', { status: 405 })
    },
  })
}

function answerError(app: FastifyInstance, error: FastifyError, reply: FastifyReply) {
  if (error instanceof DroppedConnection) {
    reply.hijack()
    reply.raw.destroy()
    return reply
  }
  // A body that stops in the middle, under the promise of 200 and JSON.
  if (error instanceof BrokenAnswer)
    return reply.code(200).type('application/json').send('{"accounts":[{"resourceId":"')
  const named = error instanceof TppError ? error : named4xx(error)
  if (!named) app.log.error({ code: error.code }, 'unexpected error')
  const answer = named ?? new TppError('INTERNAL_SERVER_ERROR', 'The bank has failed.')
  return reply.code(answer.status).send(answer.toBody())
}

/** What Fastify itself refuses (bad JSON, media type, size), by the standard's name. */
function named4xx(error: FastifyError): TppError | undefined {
  const status = error.statusCode ?? 500
  if (status >= 500) return undefined
  return new TppError('FORMAT_ERROR', 'The request could not be read.', {
    status: status === 415 || status === 413 ? status : 400,
  })
}
