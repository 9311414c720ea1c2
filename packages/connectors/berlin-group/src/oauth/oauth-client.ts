import type { Failed } from '@raccord/connector-kit'
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
import { parseBankJson } from '../call/bank-json.ts'
import { failureOfAnswer, failureOfFault, notReadable } from '../call/failure.ts'
import type { Session } from '../call/session.ts'
import type { OAuthOptions } from '../options.ts'
import { type AuthorizationServer, authorizationServer } from '../state.ts'
import { bankFetch } from './bank-fetch.ts'

type Client = Exclude<OAuthOptions, { kind: 'none' }>

/** RFC 8414 document of the bank's authorization server. Its issuer must live where the document does (§3.3). */
export async function loadServer(session: Session, metadataUrl: string): Promise<AuthorizationServer | Failed> {
  const operation = 'oauth.metadata'
  const response = await session.bank.http.send({
    method: 'GET',
    url: metadataUrl,
    headers: { Accept: 'application/json' },
  })
  if (response.kind === 'fault') return failureOfFault(operation, response)
  if (response.status !== 200) return failureOfAnswer(operation, response, session.wire, session.bank.now())
  const server = authorizationServer.safeParse(parseBankJson(response.body)).data
  if (!server) return notReadable(operation, 'not an authorization server document')
  if (URL.parse(server.issuer)?.origin !== URL.parse(metadataUrl)?.origin) {
    return notReadable(operation, 'issuer of another host')
  }
  return server
}

/** openid-client bound to one bank, its calls going through the guarded HTTP port. */
export function oauthClient(session: Session, server: AuthorizationServer): Configuration | Failed {
  const options = session.options.oauth
  if (options.kind === 'none') {
    return { kind: 'failed', reason: 'bank_not_configured', detail: 'the bank asks for OAuth, option oauth is none' }
  }
  const configuration = new Configuration(definedOnly(server), options.clientId, {}, authentication(options))
  configuration[customFetch] = bankFetch(session.bank.http)
  // openid-client's own https rule would refuse the loopback bank of a sandbox; the HTTP port has the stricter rule anyway.
  allowInsecureRequests(configuration)
  return configuration
}

function authentication(client: Client): ClientAuth {
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
function definedOnly(server: AuthorizationServer): { issuer: string } {
  return JSON.parse(JSON.stringify(server)) as { issuer: string }
}
