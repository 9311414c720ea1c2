import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { answerError } from '../errors.ts'
import { acceptBodies } from '../form-body.ts'
import { registerMigration } from '../migration/register-migration.ts'
import { readPackages } from '../packages/read-packages.ts'
import { registerPackages } from '../packages/register-packages.ts'
import { previousSession } from '../previous-widgets/previous-session.ts'
import { type ApiContext, createApiContext } from './api-context.ts'
import type { ApiDeps } from './api-deps.ts'
import { measureRequests } from './measure-requests.ts'
import { registerLogos } from './provider-logo.ts'
import { openapiBase } from './reference/openapi-base.ts'
import { registerReference } from './reference/register-reference.ts'
import { refuseOtherMethods } from './refuse-other-methods.ts'
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
    await api.register(previousSession(context))
    registerLogos(api, context)
    registerOperations(api, context)
    if (context.reference ?? true) registerReference(api, context)
    registerPackages(api, readPackages())
    registerMigration(api, context)
    refuseOtherMethods(api, apiRoutes)
  }
  await app.register(plugin)
  return context
}
