import { type ErrorCode, errors } from '@raccord/contract'
import { errorBody } from '@raccord/contract/wire'
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { z } from 'zod'
import { ApiError } from '../errors.ts'
import type { Access, CallerOf, ClientCaller, UserCaller } from './access/caller.ts'
import { identifyClient } from './access/identify-client.ts'
import { readCaller } from './access/read-caller.ts'
import { securityOf } from './access/security.ts'
import type { ApiContext } from './api-context.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** One call of the API. Nothing here is optional that the reference needs. */
export interface RouteDefinition<
  A extends Access,
  P extends z.ZodType = z.ZodType<undefined>,
  Q extends z.ZodType = z.ZodType<undefined>,
  B extends z.ZodType = z.ZodType<undefined>,
> {
  readonly method: Method
  /** Fastify's writing, `/v2.1/users/:id`. */
  readonly path: string
  /** Other paths of the same call; served, not documented. */
  readonly aliases?: readonly string[]
  readonly operationId: string
  readonly tag: string
  /** Served until its sunset, and marked so in the reference. */
  readonly deprecated?: true
  readonly summary: string
  readonly description?: string
  readonly access: A
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** Bytes; absent: that of the whole API. */
  readonly bodyLimit?: number
  /** The answer when all goes well: its schema is enforced on every answer. */
  readonly answer: { readonly status: 200 | 201 | 204; readonly description: string; readonly schema?: z.ZodType }
  /** Beyond those that `access`, query and body bring with them. */
  readonly errors: readonly ErrorCode[]
  readonly handle: (call: Call<A, P, Q, B>, context: ApiContext) => Promise<Answer>
}

export interface Call<A extends Access, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly caller: CallerOf<A>
  readonly params: z.output<P>
  readonly query: z.output<Q>
  readonly body: z.output<B>
  readonly request: FastifyRequest
}

export interface Answer {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A route that can be registered, whatever its types. */
export interface Route {
  readonly method: Method
  readonly paths: readonly string[]
  readonly operationId: string
  readonly errors: readonly ErrorCode[]
  /** For the examples of the reference, which a test reads by them. */
  readonly schemas: { readonly query?: z.ZodType; readonly body?: z.ZodType; readonly answer?: z.ZodType }
  register(app: FastifyInstance, context: ApiContext): void
}

export function defineRoute<
  A extends Access,
  P extends z.ZodType = z.ZodType<undefined>,
  Q extends z.ZodType = z.ZodType<undefined>,
  B extends z.ZodType = z.ZodType<undefined>,
>(definition: RouteDefinition<A, P, Q, B>): Route {
  const paths = [definition.path, ...(definition.aliases ?? [])]
  const possible = possibleErrors(definition)
  return {
    method: definition.method,
    paths,
    operationId: definition.operationId,
    errors: possible,
    schemas: {
      ...(definition.query ? { query: definition.query } : {}),
      ...(definition.body ? { body: definition.body } : {}),
      ...(definition.answer.schema ? { answer: definition.answer.schema } : {}),
    },
    register(app, context) {
      for (const path of paths) registerPath(app, context, definition, path, possible)
    },
  }
}

function registerPath<A extends Access, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  app: FastifyInstance,
  context: ApiContext,
  definition: RouteDefinition<A, P, Q, B>,
  path: string,
  possible: readonly ErrorCode[],
): void {
  const { access } = definition
  const callers = new WeakMap<FastifyRequest, UserCaller | ClientCaller>()
  app.route({
    method: definition.method satisfies HTTPMethods,
    url: path,
    bodyLimit: definition.bodyLimit,
    schema: {
      hide: path !== definition.path,
      operationId: definition.operationId,
      ...(definition.deprecated ? { deprecated: true } : {}),
      tags: [definition.tag],
      summary: definition.summary,
      ...(definition.description ? { description: definition.description } : {}),
      security: securityOf(access),
      ...(definition.params ? { params: definition.params } : {}),
      ...(definition.query ? { querystring: definition.query } : {}),
      ...(definition.body ? { body: definition.body, consumes: bodyTypes } : {}),
      response: responses(definition.answer, possible),
    },
    // Before the body is read: who may not call learns nothing about what the call takes.
    onRequest: async (request) => {
      if (access.kind === 'public' || access.kind === 'client_secret') return
      callers.set(request, await readCaller(context, request.headers.authorization, access))
    },
    handler: async (request, reply): Promise<FastifyReply> => {
      const caller =
        access.kind === 'client_secret'
          ? await identifyClient(
              { clients: context.clients, limit: context.clientSecrets },
              { authorization: request.headers.authorization, body: request.body ?? {}, ip: request.ip },
            )
          : callers.get(request)
      const call = {
        caller: caller as CallerOf<A>,
        params: request.params as z.output<P>,
        query: request.query as z.output<Q>,
        body: request.body as z.output<B>,
        request,
      }
      const answer = await definition.handle(call, context)
      // Tokens and account data: no cache on the way may keep them (RFC 6749 §5.1).
      reply
        .code(definition.answer.status)
        .header('cache-control', 'no-store')
        .headers(answer.headers ?? {})
      return definition.answer.schema === undefined ? reply.send() : reply.send(answer.body)
    },
  })
}

const bodyTypes = ['application/json', 'application/x-www-form-urlencoded']

function possibleErrors(definition: {
  readonly access: Access
  readonly query?: unknown
  readonly body?: unknown
  readonly errors: readonly ErrorCode[]
}): readonly ErrorCode[] {
  const found = new Set<ErrorCode>(definition.errors)
  const { access } = definition
  if (access.kind === 'client_secret') for (const code of ['invalid_client', 'rate_limited'] as const) found.add(code)
  else if (access.kind !== 'public') found.add('invalid_token')
  if (access.kind === 'user_token' || access.kind === 'client_token') found.add('insufficient_scope')
  if (definition.query || definition.body) found.add('invalid_request')
  if (definition.body) for (const code of ['payload_too_large', 'unsupported_media_type'] as const) found.add(code)
  found.add('server_error')
  found.add('temporarily_unavailable')
  return [...found]
}

function responses(
  answer: { readonly status: number; readonly description: string; readonly schema?: z.ZodType },
  possible: readonly ErrorCode[],
): Record<number, unknown> {
  const table: Record<number, unknown> = {
    [answer.status]: answer.schema
      ? { description: answer.description, content: { 'application/json': { schema: answer.schema } } }
      : z.undefined().meta({ description: answer.description }),
  }
  for (const status of new Set(possible.map((code) => errors[code].status))) {
    const codes = possible.filter((code) => errors[code].status === status)
    table[status] = {
      description: codes.map((code) => `\`${code}\`: ${errors[code].developer}`).join('\n'),
      content: { 'application/json': { schema: errorBody } },
    }
  }
  return table
}

/** Path ids beyond what a number holds exactly are nobody's: not found, like any other that does not exist. */
export function idFrom(text: string): number {
  const id = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : 0
  if (!Number.isSafeInteger(id) || id === 0) throw new ApiError('not_found')
  return id
}

/** Ids that are no numbers: what we never gave out is not found, and never reaches the database, which takes no NUL. */
export function opaqueIdFrom(text: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(text)) throw new ApiError('not_found')
  return text
}
