import type { OAuthFace } from '../oidc/server.ts'

/** One address of the bank that speaks STET. */
export type StetFace = OAuthFace & {
  /** Accounts have no links until `PUT /consents` has named them. */
  readonly asksConsent: boolean
  /** From 1.6 on: holders of each account. */
  readonly owners: boolean
}

/** What a registration gave, or the organisation identifier of a certificate. */
const KNOWN = /^(raccord-sandbox|PSD[A-Z]{2}-[A-Z0-9]{2,8}-[A-Za-z0-9-]{1,40})$/

const common: Pick<StetFace, 'scopes' | 'client' | 'fapi'> = {
  scopes: ['aisp', 'extended_transaction_history'],
  client: (id) =>
    KNOWN.test(id)
      ? {
          client_id: id,
          ...(id === 'raccord-sandbox' ? { client_name: 'Raccord Sandbox' } : {}),
          token_endpoint_auth_method: 'none',
          redirect_uris: ['https://tpp.invalid/callback'],
          response_types: ['code'],
          grant_types: ['authorization_code', 'refresh_token'],
          id_token_signed_response_alg: 'PS256',
        }
      : undefined,
  fapi: () => false,
}

export const STET_FACES: readonly StetFace[] = [
  { ...common, path: '/stet', asksConsent: false, owners: false },
  { ...common, path: '/stet-consents', asksConsent: true, owners: true },
  { ...common, path: '/banks/agreste/stet', asksConsent: false, owners: true },
]
