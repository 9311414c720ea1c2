import { type BankContext, type Failed, faultFailure, parseBankJson, unreadableAnswer } from '@raccord/connector-kit'
import { z } from 'zod'
import { type Manners, plainManners } from './manners.ts'
import type { OAuthOptions } from './options.ts'

/** An authorization server's metadata (RFC 8414), as far as it is used. Kept in a driver's state. */
export const authorizationServer = z.object({
  issuer: z.url(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  revocation_endpoint: z.url().optional().catch(undefined),
  jwks_uri: z.url().optional().catch(undefined),
  authorization_response_iss_parameter_supported: z.boolean().optional().catch(undefined),
  id_token_signing_alg_values_supported: z.array(z.string()).optional().catch(undefined),
})
export type AuthorizationServer = z.infer<typeof authorizationServer>

/** Its endpoints for clients that show a certificate, which may be on a host of their own. */
const aliases = z.object({
  mtls_endpoint_aliases: z.object({
    token_endpoint: z.url().optional().catch(undefined),
    revocation_endpoint: z.url().optional().catch(undefined),
  }),
})

/** The bank's server as its options name it, or as its own document does. */
export async function findServer(bank: BankContext, options: OAuthOptions): Promise<AuthorizationServer | Failed> {
  const { server } = options
  if (!('metadataUrl' in server)) {
    return {
      issuer: server.issuer,
      authorization_endpoint: server.authorizationEndpoint,
      token_endpoint: server.tokenEndpoint,
      authorization_response_iss_parameter_supported: server.namesIssuer,
      revocation_endpoint: server.revocationEndpoint,
      jwks_uri: server.jwksUri,
    }
  }
  const mtls = options.mtlsEndpoints ?? options.clientAuthentication === 'tls_client_auth'
  return readServer(bank, server.metadataUrl, { mtls })
}

export interface DocumentManners {
  /** What the document must say, where it is not its own origin. */
  readonly issuer?: string | undefined
  /** Its endpoints for clients that show a certificate are taken. */
  readonly mtls?: boolean
  readonly manners?: Partial<Manners>
}

/** A server by its document. One about somebody else is an attack (RFC 8414 §3.3): the issuer must live where it does. */
export async function readServer(
  bank: BankContext,
  url: string,
  { issuer, mtls, manners }: DocumentManners = {},
): Promise<AuthorizationServer | Failed> {
  const { headers, refusal } = { ...plainManners, ...manners }
  const operation = 'oauth.metadata'
  const response = await bank.http.send({
    method: 'GET',
    url,
    headers: { Accept: 'application/json', ...headers(operation) },
  })
  if (response.kind === 'fault') return faultFailure(operation, response)
  if (response.status !== 200)
    return refusal(operation, response, bank.now()) ?? unreadableAnswer(operation, `HTTP ${response.status}`)
  const document = parseBankJson(response.body)
  const read = authorizationServer.safeParse(document).data
  if (!read) return unreadableAnswer(operation, 'not an authorization server document')
  const trusted =
    issuer === undefined ? URL.parse(read.issuer)?.origin === URL.parse(url)?.origin : read.issuer === issuer
  if (!trusted) return unreadableAnswer(operation, 'issuer of another host')
  return mtls ? withAliases(read, document) : read
}

function withAliases(server: AuthorizationServer, document: unknown): AuthorizationServer {
  const found = aliases.safeParse(document).data?.mtls_endpoint_aliases
  return {
    ...server,
    ...(found?.token_endpoint === undefined ? {} : { token_endpoint: found.token_endpoint }),
    ...(found?.revocation_endpoint === undefined ? {} : { revocation_endpoint: found.revocation_endpoint }),
  }
}
