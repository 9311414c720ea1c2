import { randomUUID } from 'node:crypto'
import type { BankContext, Failed } from '@raccord/connector-kit'
import { notConfigured } from '@raccord/connector-kit'
import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  None,
  TlsClientAuth,
} from 'openid-client'
import { bankFetch } from './bank-fetch.ts'
import { oauthFailure } from './failure.ts'
import { type Manners, plainManners } from './manners.ts'
import type { ClientOptions } from './options.ts'
import type { AuthorizationServer } from './server.ts'
import { jwtTimes, signerOf, signJwt } from './signer.ts'

/** Of our own token the server need not show where people go. */
export type KnownServer = Partial<AuthorizationServer> & Pick<AuthorizationServer, 'issuer' | 'token_endpoint'>

/** A client of one bank's authorization server, its calls going through the guarded HTTP port. */
export interface OAuthClient {
  readonly bank: BankContext
  readonly options: ClientOptions
  readonly server: KnownServer
  readonly manners: Manners
  readonly clientId: string
  /**
   * A fresh one for each use: openid-client's switches (response type, checks) can't be taken back. `idTokens`: they are looked
   * at.
   */
  readonly configure: (operation: string, idTokens?: boolean) => Configuration
}

export function oauthClient(
  bank: BankContext,
  options: ClientOptions,
  server: KnownServer,
  own: Partial<Manners> = {},
): OAuthClient | Failed {
  const manners = { ...plainManners, ...own }
  const clientId = options.clientId ?? bank.identity?.organisationId
  if (clientId === undefined) return notConfigured('oauth', 'neither option clientId nor a certificate that names us')
  let authentication: ClientAuth
  try {
    authentication = authenticationOf(bank, options, clientId)
  } catch (error) {
    return oauthFailure('oauth', error, { bank, manners })
  }
  const configure = (operation: string, idTokens = false) => {
    // What the bank signs is judged by the machine's clock, as its TLS certificate is: a clock that was moved is no reason.
    const metadata = { id_token_signed_response_alg: options.idTokenAlgorithm ?? strongestOf(server) }
    const configuration = new Configuration(definedOnly(server), clientId, metadata, authentication)
    configuration[customFetch] = bankFetch(bank, manners, operation, idTokens)
    // openid-client's own https rule would refuse the loopback bank of a sandbox; the HTTP port has the stricter rule anyway.
    allowInsecureRequests(configuration)
    return configuration
  }
  return { bank, options, server, manners, clientId, configure }
}

function authenticationOf(bank: BankContext, options: ClientOptions, clientId: string): ClientAuth {
  const secret = options.clientSecret
  switch (options.clientAuthentication ?? (secret === undefined ? 'none' : 'client_secret_basic')) {
    case 'none':
      return None()
    case 'client_secret_basic':
      return ClientSecretBasic(secret)
    case 'client_secret_post':
      return ClientSecretPost(secret)
    case 'tls_client_auth':
      return TlsClientAuth()
    case 'private_key_jwt':
      return privateKeyJwt(bank, options, clientId)
  }
}

/** RFC 7523 §2.2, by a key that need not be in this process. */
function privateKeyJwt(bank: BankContext, options: ClientOptions, clientId: string): ClientAuth {
  const signer = signerOf(bank, options)
  return async (server, _client, body) => {
    const times = jwtTimes(bank.now(), 60)
    const aud = options.assertionAudience === 'issuer' ? server.issuer : server.token_endpoint
    const claims = { iss: clientId, sub: clientId, aud, jti: randomUUID(), ...times }
    body.set('client_id', clientId)
    body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
    body.set('client_assertion', await signJwt(signer, claims))
  }
}

/** Without it openid-client takes RS256 alone; UK banks sign with PS256. */
function strongestOf({ id_token_signing_alg_values_supported: offered }: KnownServer): string {
  return jwsStrength.find((one) => offered?.includes(one)) ?? 'PS256'
}
const jwsStrength = ['PS256', 'ES256', 'RS256']

/** Members that are absent, not `undefined`, as the library wants them. */
function definedOnly(server: KnownServer): { issuer: string } {
  return JSON.parse(JSON.stringify(server)) as { issuer: string }
}
