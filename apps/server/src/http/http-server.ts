import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import type { Logger } from 'pino'
import { answerBrokenHttp } from './broken-http.ts'
import { setDefaultHeaders } from './default-headers.ts'
import { answerError, answerNotFound, returnRequestIds } from './errors.ts'
import { requestId } from './request-id.ts'

export interface HttpServerOptions {
  /** Absent: silent. */
  readonly logger?: Logger
  /** `RACCORD_TRUST_PROXY`: whose X-Forwarded-For is believed. */
  readonly trustProxy?: string
}

/**
 * The Fastify instance that everything is registered on. Until a plugin says otherwise, errors and unknown paths are
 * answered in JSON, and every answer carries its request's id.
 */
export function createHttpServer(options: HttpServerOptions = {}): FastifyInstance {
  const settings: FastifyServerOptions = {
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    ...(options.trustProxy === undefined ? {} : { trustProxy: options.trustProxy }),
    genReqId: (request) => requestId(request),
    requestIdHeader: false,
    // Bad percent-encoding never reaches a route, nor its error handler.
    frameworkErrors: (error, request, reply) => {
      answerError(error, request, reply)
    },
    // Requests that still come over open connections while we stop are served; new connections go to another replica.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    clientErrorHandler: answerBrokenHttp,
  }
  const app = Fastify(settings) as FastifyInstance
  returnRequestIds(app)
  setDefaultHeaders(app)
  app.setErrorHandler(answerError)
  app.setNotFoundHandler(answerNotFound)
  return app
}
