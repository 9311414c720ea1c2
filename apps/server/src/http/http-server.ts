import type { Server } from 'node:http'
import Fastify, { type FastifyHttpOptions, type FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { answerBrokenHttp } from './broken-http.ts'
import { closeConnectionsAtEnd } from './close-connections.ts'
import { type ConnectionTimes, usualTimes } from './connection-times.ts'
import { setDefaultHeaders } from './default-headers.ts'
import { answerError, answerNotFound, returnRequestIds } from './errors.ts'
import { requestId } from './request-id.ts'

export interface HttpServerOptions {
  /** Absent: silent. */
  readonly logger?: Logger
  /** `RACCORD_TRUST_PROXY`: whose X-Forwarded-For is believed. */
  readonly trustProxy?: string
  readonly times?: ConnectionTimes
  /** `max-age` of Strict-Transport-Security; 0 or absent: none is sent. */
  readonly hstsSeconds?: number
}

/** Nothing in either direction for so long: whoever does not read his answer goes, too. No answer of ours takes as long. */
const SILENCE_MS = 120_000

/**
 * The Fastify instance that everything is registered on. Until a plugin says otherwise, errors and unknown paths are
 * answered in JSON, and every answer carries its request's id.
 */
export function createHttpServer(options: HttpServerOptions = {}): FastifyInstance {
  const times = options.times ?? usualTimes
  const settings: FastifyHttpOptions<Server> = {
    requestTimeout: times.request * 1000,
    keepAliveTimeout: times.keepAlive * 1000,
    connectionTimeout: SILENCE_MS,
    // Node looks for late ones every 30 seconds by itself, which would double the time given.
    http: { headersTimeout: times.headers * 1000, connectionsCheckingInterval: Math.min(5, times.headers / 2) * 1000 },
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    trustProxy: options.trustProxy,
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
  closeConnectionsAtEnd(app)
  setDefaultHeaders(app, options.hstsSeconds)
  app.setErrorHandler(answerError)
  app.setNotFoundHandler(answerNotFound)
  return app
}
