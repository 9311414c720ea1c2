import { randomUUID } from 'node:crypto'
import { type Failed, faultFailure, parseBankJson, unreadableAnswer } from '@raccord/connector-kit'
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
import { failureOfAnswer } from '../call/failure.ts'
import { fillHeaders } from '../call/fill-headers.ts'
import type { Session } from '../call/session.ts'
import type { ApplicationToken, CodeFlow } from '../options/oauth-options.ts'
import { type AuthorizationServer, authorizationServer } from '../state.ts'
import { bankFetch } from './bank-fetch.ts'

/** Addresses of the options, else the RFC 8414 document. Its issuer must live where the document does (§3.3). */
export async function loadServer(
  session: Session,
  flow: CodeFlow,
  metadataUrl: string | undefined,
): Promise<AuthorizationServer | Failed> {
  const given = serverOfOptions(flow, metadataUrl)
  if (given) return given
  const operation = 'oauth.metadata'
  if (metadataUrl === undefined) return unreadableAnswer(operation, 'no address')
  const response = await session.bank.http.send({
    method: 'GET',
    url: metadataUrl,
    headers: {
      Accept: 'application/json',
      ...fillHeaders(session, operation, randomUUID(), session.state.consent?.id),
    },
  })
  if (response.kind === 'fault') return faultFailure(operation, response)
  if (response.status !== 200) return failureOfAnswer(operation, response, session.wire, session.bank.now())
  const server = authorizationServer.safeParse(parseBankJson(response.body)).data
  if (!server) return unreadableAnswer(operation, 'not an authorization server document')
  const trusted =
    flow.issuer === undefined
      ? URL.parse(server.issuer)?.origin === URL.parse(metadataUrl)?.origin
      : server.issuer === flow.issuer
  return trusted ? server : unreadableAnswer(operation, 'issuer of another host')
}

function serverOfOptions(flow: CodeFlow, link: string | undefined): AuthorizationServer | undefined {
  const { tokenEndpoint, revocationEndpoint, issuer } = flow
  const linked = flow.kind === 'integrated' && flow.scaOAuthLink === 'authorization' ? link : undefined
  const authorizationEndpoint = flow.authorizationEndpoint ?? linked
  if (authorizationEndpoint === undefined || tokenEndpoint === undefined) return undefined
  return {
    issuer: issuer ?? new URL(authorizationEndpoint).origin,
    authorization_endpoint: authorizationEndpoint,
    token_endpoint: tokenEndpoint,
    ...(revocationEndpoint === undefined ? {} : { revocation_endpoint: revocationEndpoint }),
  }
}

/** openid-client bound to one bank, its calls going through the guarded HTTP port. */
export function oauthClient(
  session: Session,
  server: { readonly issuer: string },
  client: CodeFlow | ApplicationToken,
  operation: string,
): Configuration {
  const configuration = new Configuration(definedOnly(server), client.clientId, {}, authentication(client))
  configuration[customFetch] = bankFetch(session, operation)
  // openid-client's own https rule would refuse the loopback bank of a sandbox; the HTTP port has the stricter rule anyway.
  allowInsecureRequests(configuration)
  return configuration
}

/** The options of the code flow; without them the bank wants what is not configured. */
export function codeFlowOf({ options: { oauth } }: Session): CodeFlow | Failed {
  return oauth.kind === 'none'
    ? { kind: 'failed', reason: 'bank_not_configured', detail: 'the bank asks for OAuth, option oauth is none' }
    : oauth
}

function authentication(client: CodeFlow | ApplicationToken): ClientAuth {
  const secret = client.clientSecret
  switch (client.clientAuthentication ?? (secret === undefined ? 'none' : 'client_secret_basic')) {
    case 'none':
      return None()
    case 'client_secret_basic':
      return ClientSecretBasic(secret)
    case 'client_secret_post':
      return ClientSecretPost(secret)
    case 'tls_client_auth':
      return TlsClientAuth()
  }
}

/** Members that are absent, not `undefined`, as exactOptionalPropertyTypes wants them. */
function definedOnly(server: { readonly issuer: string }): { issuer: string } {
  return JSON.parse(JSON.stringify(server)) as { issuer: string }
}
