import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifyPluginAsync, HTTPMethods } from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { ApiError, answerError } from '../errors.ts'
import { acceptBodies } from '../form-body.ts'
import { type ApiContext, createApiContext } from './api-context.ts'
import type { ApiDeps } from './api-deps.ts'
import type { Route } from './define-route.ts'
import { measureRequests } from './measure-requests.ts'
import { registerLogos } from './provider-logo.ts'
import { openapiBase } from './reference/openapi-base.ts'
import { registerReference } from './reference/register-reference.ts'
import { registerOperations } from './register-operations.ts'
import { apiRoutes } from './routes.ts'

/** Bodies of the API are small; this bounds what one request makes the process hold. */
const bodyLimit = 64 * 1024

/**
 * Registers the whole API on `app`, in an encapsulation of its own: parsers, validation and error answers do not leak to
 * the pages of the widget. What the calls share, limits above all, is returned for the sign-in page.
 */
export async function registerApi(app: FastifyInstance, deps: ApiDeps): Promise<ApiContext> {
  const context = createApiContext(deps)
  measureRequests(app, deps.metrics.registry)
  const plugin: FastifyPluginAsync = async (api) => {
    api.setValidatorCompiler(validatorCompiler)
    api.setSerializerCompiler(serializerCompiler)
    api.setErrorHandler(answerError)
    acceptBodies(api, bodyLimit)
    await api.register(swagger, {
      openapi: openapiBase(deps),
      transform: jsonSchemaTransform,
      transformObject: jsonSchemaTransformObject,
    })
    for (const route of apiRoutes) route.register(api, context)
    registerLogos(api, context)
    registerOperations(api, context)
    registerReference(api, context)
    refuseOtherMethods(api, apiRoutes)
  }
  await app.register(plugin)
  return context
}

const methods: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Fastify answers 404 for a path that exists with another method; 405 with `Allow` says what is wrong (RFC 9110 §15.5.6). */
function refuseOtherMethods(api: FastifyInstance, routes: readonly Route[]): void {
  for (const url of new Set(routes.flatMap((route) => route.paths))) {
    const covering = routes.filter((route) => route.paths.some((path) => covers(path, url)))
    const served = new Set<HTTPMethods>(covering.map((route) => route.method))
    const allow = [...served, ...(served.has('GET') ? ['HEAD'] : [])].join(', ')
    const refuse = async (): Promise<never> => {
      throw new ApiError('method_not_allowed', `This path takes ${allow}.`, { allow })
    }
    api.route({
      method: methods.filter((method) => !served.has(method)),
      url,
      schema: { hide: true },
      onRequest: refuse,
      handler: refuse,
    })
  }
}

/** Whether requests to `path` may also fit `pattern`: `/users/me` is served by `/users/:id` where it has no such method. */
function covers(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const given = path.split('/')
  return wanted.length === given.length && wanted.every((part, at) => part === given[at] || part.startsWith(':'))
}
