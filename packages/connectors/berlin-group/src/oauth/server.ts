import { randomUUID } from 'node:crypto'
import { type Failed, notConfigured, unreadableAnswer } from '@raccord/connector-kit'
import {
  type AuthorizationServer,
  type KnownServer,
  type Manners,
  type OAuthClient,
  oauthClient,
  readServer,
} from '@raccord/connector-oauth'
import { failureOfAnswer } from '../call/failure.ts'
import { failureOf } from '../call/failure-table.ts'
import { fillHeaders } from '../call/fill-headers.ts'
import type { Session } from '../call/session.ts'
import type { ApplicationToken, CodeFlow } from '../options/oauth-options.ts'

/** Addresses of the options, else the document: that of the options, else the one that the consent's `link` names. */
export async function loadServer(
  session: Session,
  flow: CodeFlow,
  link: string | undefined,
): Promise<AuthorizationServer | Failed> {
  const url = flow.metadataUrl ?? link
  const given = serverOfOptions(flow, url)
  if (given) return given
  if (url === undefined) return unreadableAnswer('oauth.metadata', 'no address')
  const manners = mannersOf(session, session.state.consent?.id)
  return readServer(session.bank, url, { issuer: flow.issuer, manners })
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
    revocation_endpoint: revocationEndpoint,
  }
}

/** Who we are at that server. Of the options that is all the client may see: the driver fills in the parameters itself. */
export function clientOf(
  session: Session,
  server: KnownServer,
  { clientId, clientSecret, clientAuthentication }: CodeFlow | ApplicationToken,
): OAuthClient | Failed {
  return oauthClient(session.bank, { clientId, clientSecret, clientAuthentication }, server, mannersOf(session))
}

/** The gateway's headers go there too, and refusals mean what they mean everywhere at this bank. */
function mannersOf(session: Session, consentId?: string): Manners {
  return {
    headers: (operation) => fillHeaders(session, operation, randomUUID(), consentId),
    reasonOf: failureOf,
    refusal: (operation, answer, now) => failureOfAnswer(operation, answer, session.wire, now),
  }
}

/** The options of the code flow; without them the bank wants what is not configured. */
export function codeFlowOf({ options: { oauth } }: Session): CodeFlow | Failed {
  return oauth.kind === 'none' ? notConfigured('oauth', 'the bank asks for it, option oauth is none') : oauth
}
