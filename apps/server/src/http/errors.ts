import { type ErrorCode, errors, own } from '@raccord/contract'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { DatabaseUnavailableError } from '../database-unavailable.ts'
import { PasswordsBusyError } from '../users/passwords-busy.ts'

/** An answer of the error table. Thrown at the edge only; the domain returns values. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: ErrorCode
  readonly headers: Readonly<Record<string, string>>

  /** `description`: a sentence for a developer that names the field; never the value. */
  constructor(code: ErrorCode, description?: string, headers: Readonly<Record<string, string>> = {}) {
    super(description ?? errors[code].developer)
    this.code = code
    this.headers = headers
  }

  get status(): number {
    return errors[this.code].status
  }
}

/** Fastify's own refusals that are the caller's doing. Whatever is not listed here and is no 4xx is ours. */
const fastifyErrors: Readonly<Record<string, { code: ErrorCode; description?: string }>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'unsupported_media_type' },
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'payload_too_large' },
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'invalid_request', description: 'body: is not valid JSON.' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'invalid_request', description: 'body: is empty.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'invalid_request',
    description: 'body: its length is not what Content-Length says.',
  },
  FST_ERR_BAD_URL: { code: 'invalid_request', description: 'path: is not valid percent-encoding.' },
  FST_ERR_ASYNC_CONSTRAINT: { code: 'invalid_request' },
}

/** What a thrown thing says to the caller. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (hasZodFastifySchemaValidationErrors(error)) return new ApiError('invalid_request', namedIssue(error))
  if (error instanceof DatabaseUnavailableError)
    return new ApiError('temporarily_unavailable', undefined, { 'retry-after': error.retryAfter })
  if (error instanceof PasswordsBusyError) return new ApiError('rate_limited', undefined, { 'retry-after': '2' })
  const { code, statusCode } = error as Partial<FastifyError>
  const known = code === undefined ? undefined : own(fastifyErrors, code)
  if (known) return new ApiError(known.code, known.description)
  if (error instanceof SyntaxError && statusCode === 400)
    return new ApiError('invalid_request', 'body: is not valid JSON.')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new ApiError('invalid_request')
  return new ApiError('server_error')
}

/** JSON `{error, error_description, request_id}` for everything that is thrown (WIRE §1, Errors). */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = toApiError(error)
  if (known.status >= 500) request.log.error({ err: error }, 'request failed')
  else request.log.info({ error: known.code }, 'request refused')
  return sendApiError(known, request, reply)
}

export function sendApiError(error: ApiError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const body = { error: error.code, error_description: error.message, request_id: request.id }
  return reply
    .code(error.status)
    .headers(error.headers)
    .header('x-request-id', request.id)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(body)
}

/** Every answer, of any kind of page, carries the id of its request. */
export function returnRequestIds(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
}

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendApiError(new ApiError('not_found', 'There is nothing at this path.'), request, reply)
}

interface Validation {
  readonly validation: readonly { readonly instancePath: string; readonly message?: string }[]
  readonly validationContext?: string
}

/** `limit: must be …`: the first issue, by the field's name. Messages come from our schemas and never hold the value. */
function namedIssue(error: object): string {
  const { validation, validationContext } = error as Validation
  const issue = validation[0]
  const field = issue?.instancePath.split('/').filter(Boolean).join('.')
  const name = field ? field : validationContext === 'body' ? 'body' : 'request'
  const text = rule(issue?.message ?? 'is wrong', name === 'body')
  return `${name}: ${text}${text.endsWith('.') ? '' : '.'}`
}

/** zod's own words for a wrong type, in the manner of ours. */
function rule(message: string, isBody: boolean): string {
  const match = /^Invalid input: expected (\w+), received (\w+)$/.exec(message)
  if (!match) return message
  // Without a body Fastify validates `null`.
  if (match[2] === 'undefined' || (isBody && match[2] === 'null')) return 'is missing'
  return `must be of type ${match[1]}, not ${match[2]}`
}
