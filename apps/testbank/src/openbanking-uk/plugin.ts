import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import type { Bank } from '../bank/bank.ts'
import { header } from '../berlin-group/tpp-headers.ts'
import { answerErrors } from '../oidc/error-answer.ts'
import { interactionRoutes } from '../oidc/interaction.ts'
import { mountServer } from '../oidc/mount.ts'
import { type AuthorizationServer, authorizationServer, type OAuthFace } from '../oidc/server.ts'
import { accountRoutes } from './account-routes.ts'
import { consentRoutes } from './consent-routes.ts'
import { errorBody } from './errors.ts'
import type { Version } from './face.ts'

const intent = z.object({
  id_token: z.object({ openbanking_intent_id: z.object({ value: z.string() }) }),
})

/** An Open Banking UK face of the bank: one authorization server, `/v3.1/aisp` and `/v4.0/aisp`. */
export async function openBankingUkFace(
  app: FastifyInstance,
  bank: Bank,
  face: OAuthFace,
  directory?: string,
): Promise<void> {
  const server = authorizationServer(bank, face, directory)
  await mountServer(app, face.path, server)
  interactionRoutes(app, bank, face, server, ({ claims }) => {
    const read = intent.safeParse(typeof claims === 'string' ? JSON.parse(claims) : claims)
    const consent = bank.book.find(read.data?.id_token.openbanking_intent_id.value ?? '')
    if (consent?.face !== face.path || consent.authorisations.length >= 20) return undefined
    return consent.status === 'received' || consent.status === 'valid' ? consent : undefined
  })
  for (const version of ['3.1', '4.0'] as const) {
    await app.register(api(bank, face, server, version), { prefix: `${face.path}/v${version}/aisp` })
  }
}

function api(bank: Bank, face: OAuthFace, server: AuthorizationServer, version: Version): FastifyPluginAsync {
  return async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      reply.header('x-fapi-interaction-id', header(request, 'x-fapi-interaction-id') ?? randomUUID())
      reply.header('Cache-Control', 'no-store')
    })
    answerErrors(scope, (error, _request, reply) =>
      reply.code(error.status).send(errorBody(error, version, randomUUID())),
    )
    consentRoutes(scope, bank, face, server, version)
    accountRoutes(scope, bank, face, server, version)
  }
}
