import { sandboxClientKey } from '../oidc/sandbox-client-key.ts'
import type { OAuthFace } from '../oidc/server.ts'

/** 3.1 and 4.0 of one bank: the same consents, the same authorization server. */
export type Version = '3.1' | '4.0'

const shared = {
  client_name: 'Raccord Sandbox',
  token_endpoint_auth_method: 'private_key_jwt',
  token_endpoint_auth_signing_alg: 'ES256',
  jwks: { keys: [sandboxClientKey()] },
  request_object_signing_alg: 'ES256',
  require_signed_request_object: true,
  redirect_uris: ['https://tpp.invalid/callback'],
  id_token_signed_response_alg: 'PS256',
} as const

/** One client of each profile: the code flow with PKCE and `iss`, and FAPI 1.0 Advanced with `code id_token`. */
const common: Omit<OAuthFace, 'path'> = {
  scopes: ['openid', 'accounts'],
  client: (id) => {
    const grants = ['authorization_code', 'refresh_token', 'client_credentials']
    if (id === 'raccord-sandbox') return { client_id: id, ...shared, response_types: ['code'], grant_types: grants }
    if (id !== 'raccord-sandbox-fapi') return undefined
    return { client_id: id, ...shared, response_types: ['code id_token'], grant_types: [...grants, 'implicit'] }
  },
  fapi: (id) => id === 'raccord-sandbox-fapi',
}

export const OPEN_BANKING_UK_FACES: readonly OAuthFace[] = [
  { ...common, path: '/openbanking-uk' },
  { ...common, path: '/banks/thornbridge/openbanking-uk' },
]
