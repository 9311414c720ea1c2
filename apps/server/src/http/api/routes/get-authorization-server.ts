import { locales } from '@raccord/contract'
import { authorizationServerOut, scopes } from '@raccord/contract/wire'
import { defineRoute } from '../define-route.ts'

export const getAuthorizationServer = defineRoute({
  method: 'GET',
  path: '/.well-known/oauth-authorization-server',
  operationId: 'getAuthorizationServer',
  tag: 'Tokens',
  summary: 'What OAuth 2.0 finds here (RFC 8414)',
  description:
    'For libraries that configure themselves. The sign-in page, `GET /signin`, is a page for people, so it is no call of this API; the guide on signing in describes it.',
  access: { kind: 'public' },
  answer: { status: 200, description: 'The metadata.', schema: authorizationServerOut },
  errors: [],
  async handle(_call, context) {
    const { auth } = context.bases()
    return {
      body: {
        issuer: auth,
        authorization_endpoint: `${auth}/signin`,
        token_endpoint: `${auth}/token`,
        response_types_supported: ['code'],
        response_modes_supported: ['query'],
        grant_types_supported: ['authorization_code', 'client_credentials', 'password', 'refresh_token'],
        token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
        code_challenge_methods_supported: ['S256'],
        scopes_supported: [...scopes],
        ui_locales_supported: [...locales],
        authorization_response_iss_parameter_supported: true,
      },
    }
  },
})
