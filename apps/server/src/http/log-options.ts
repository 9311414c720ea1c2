import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { LoggerOptions } from 'pino'

/** Names under which a secret or somebody's data might come into a log line, at any of the first three levels. */
const secretNames = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'client_secret',
  'access_token',
  'refresh_token',
  'session_id',
  'credentials',
  'secret',
  'token',
]

const redacted = secretNames.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`])

/**
 * pino options of the server's log: requests by method, path without its query (session ids and terms travel there) and
 * id; errors without what drivers hang on them.
 */
export function logOptions(level: string): LoggerOptions {
  return {
    level,
    redact: { paths: redacted, censor: '***' },
    serializers: {
      req: (request: FastifyRequest) => ({ id: request.id, method: request.method, path: loggedPath(request.url) }),
      res: (reply: FastifyReply) => ({ status: reply.statusCode }),
      err: (error: unknown) => loggedError(error),
    },
  }
}

/**
 * What gives access in a path is logged as the hash that the database knows it by (WIRE §4, §8a): session ids, codes to claim, the
 * secret of an export, without its ending.
 */
function loggedPath(url: string): string {
  return pathOf(url).replace(
    /(\/widget_sessions\/|\/simplefin\/claim\/|\/exports\/)([^/.]+)/i,
    (_all, before: string, id: string) =>
      `${before}${createHash('sha256').update(id, 'utf8').digest('hex').slice(0, 16)}`,
  )
}

export function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? ''
}

/** Name, code, message and stack; no other property: parameters and rows hang there. */
function loggedError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' ? { code } : {}),
    stack: error.stack,
    ...(error.cause instanceof Error ? { cause: loggedError(error.cause) } : {}),
  }
}
