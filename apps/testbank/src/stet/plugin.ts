import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { type Bank, todayOf } from '../bank/bank.ts'
import { TppError } from '../berlin-group/tpp-errors.ts'
import { header } from '../berlin-group/tpp-headers.ts'
import { answerErrors } from '../oidc/error-answer.ts'
import { interactionRoutes, openConsent } from '../oidc/interaction.ts'
import { mountServer } from '../oidc/mount.ts'
import { authorizationServer } from '../oidc/server.ts'
import { guard } from '../tpp/gate.ts'
import { accountRoutes } from './account-routes.ts'
import { consentRoutes } from './consent-routes.ts'
import type { StetFace } from './face.ts'

/** The STET PSD2 face of the bank (AISP part): its authorization server, its pages, its API under `/v1`. */
export async function stetFace(app: FastifyInstance, bank: Bank, face: StetFace, directory?: string): Promise<void> {
  const server = authorizationServer(bank, face, directory)
  await mountServer(app, face.path, async () => {
    const provider = await server()
    // What a TPP revokes is over at once, whatever else it still holds.
    if (provider.listenerCount('grant.revoked') === 0) {
      provider.on('grant.revoked', (context) => {
        const { RefreshToken, AccessToken } = context.oidc.entities
        const consent = bank.book.find(RefreshToken?.accountId ?? AccessToken?.accountId ?? '')
        if (consent?.status === 'valid')
          void bank.book.save({ ...consent, status: 'terminatedByTpp', lastActionDay: todayOf(bank) })
      })
    }
    return provider
  })
  interactionRoutes(app, bank, face, server, () =>
    openConsent(bank, face, face.asksConsent ? { model: 'list', withBalances: false } : { model: 'bankOffered' }),
  )
  const api: FastifyPluginAsync = async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      const id = header(request, 'X-Request-ID')
      reply.header('Cache-Control', 'no-store')
      if (id === undefined) throw new TppError('FORMAT_ERROR', 'X-Request-ID is required.')
      reply.header('X-Request-ID', id).type('application/hal+json; charset=utf-8')
    })
    guard(scope, bank.tpp, (fault) => {
      throw new TppError(fault, 'This bank takes calls of licensed and identified providers only.')
    })
    answerErrors(scope, (error, request, reply) =>
      reply
        .code(error.status)
        .type('application/hal+json; charset=utf-8')
        .send({
          timestamp: bank.clock.now().toISOString(),
          status: error.status,
          error: error.code,
          message: error.message,
          path: request.url.split('?')[0],
        }),
    )
    accountRoutes(scope, bank, face, server)
    consentRoutes(scope, bank, face, server)
  }
  await app.register(api, { prefix: `${face.path}/v1` })
}
