import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { withAuthorisation } from '../bank/authorise.ts'
import type { Bank } from '../bank/bank.ts'
import { newOauthAuthorisation } from '../bank/page-authorisation.ts'
import { pageHeaders, sendNotice } from '../pages/page-answer.ts'
import { visitAddress } from '../pages/visit.ts'
import { issuerOf } from './issuer.ts'
import { exchange, TokenRefusal } from './token.ts'

const FACE = '/berlin-group-oauth'

/** Authorization request (RFC 6749 §4.1.1) for one consent: scope `AIS:<consentId>`, PKCE S256 required. */
const authorizationRequest = z.looseObject({
  response_type: z.literal('code'),
  client_id: z.string().min(1).max(200),
  redirect_uri: z.string().min(1).max(2000),
  scope: z.string().regex(/^(?:\S+ )*AIS:[0-9a-f-]{36}(?: \S+)*$/),
  state: z.string().max(2000).optional(),
  code_challenge: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  code_challenge_method: z.literal('S256'),
})

/** Authorization server of the OAuth face: metadata (RFC 8414), authorization and token endpoints. */
export function oauthRoutes(app: FastifyInstance, bank: Bank): void {
  const metadata = () => ({
    issuer: issuerOf(bank, FACE),
    authorization_endpoint: `${bank.origin()}${FACE}/authorize`,
    token_endpoint: `${bank.origin()}${FACE}/token`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
    authorization_response_iss_parameter_supported: true,
  })
  app.get(`/.well-known/oauth-authorization-server${FACE}`, async () => metadata())
  app.get(`${FACE}/.well-known/oauth-authorization-server`, async () => metadata())

  app.get(`${FACE}/authorize`, async (request, reply) => {
    const parsed = authorizationRequest.safeParse(request.query)
    // Any doubt about where to send the browser is told to the person, not to the address in doubt (RFC 6749 §4.1.2.1).
    if (!parsed.success) return sendNotice(request, reply, 'bad_request')
    const { client_id, redirect_uri, scope, state, code_challenge } = parsed.data
    const id = /AIS:([0-9a-f-]{36})/.exec(scope)?.[1] ?? ''
    const consent = bank.book.find(id)
    if (consent?.face !== FACE) return sendNotice(request, reply, 'link_unknown')
    if (consent.redirectUri !== redirect_uri) return sendNotice(request, reply, 'bad_request')
    if (consent.status !== 'received' || consent.authorisations.length >= 20)
      return sendNotice(request, reply, 'expired')
    const oauth = { clientId: client_id, redirectUri: redirect_uri, state, codeChallenge: code_challenge }
    const { key, authorisation } = newOauthAuthorisation(bank, oauth)
    await bank.book.save(withAuthorisation(consent, authorisation))
    return pageHeaders(reply).redirect(visitAddress(key), 303)
  })

  app.post(`${FACE}/token`, async (request, reply) => {
    reply.header('Cache-Control', 'no-store')
    try {
      return await exchange(bank, request.body)
    } catch (error) {
      if (!(error instanceof TokenRefusal)) throw error
      return reply.code(400).send({ error: error.code, error_description: error.message })
    }
  })
}
