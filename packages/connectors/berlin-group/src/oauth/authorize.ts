import type { Failed, Outcome } from '@raccord/connector-kit'
import { authorizationUrl, revokeToken, tradeCode } from '@raccord/connector-oauth'
import { failWith, type Session } from '../call/session.ts'
import { writeState } from '../state.ts'
import { orderParameters, type ParameterValues } from './oauth-parameters.ts'
import { clientOf, codeFlowOf, loadServer } from './server.ts'

/** The bank's `scaOAuth` link: where it leads, and as it was sent. Absent for a token before the consent. */
export interface ScaOAuthLink {
  readonly url: string
  readonly asSent: string
}

/**
 * Sends the browser to the bank's authorization endpoint (RFC 6749 §4.1, PKCE S256). `unlinked`: for a consent whose answer
 * has no link to it; without anything: for a token before the consent.
 */
export async function startOAuth(session: Session, reason?: ScaOAuthLink | 'unlinked'): Promise<Outcome> {
  const link = reason === 'unlinked' ? undefined : reason
  const flow = codeFlowOf(session)
  if (flow.kind === 'failed') return failWith(session, flow)
  const server = await loadServer(session, flow, link?.url)
  if ('kind' in server) return failWith(session, server)
  const client = clientOf(session, server, flow)
  if ('kind' in client) return failWith(session, client)
  // The scope of a pre-step opens the bank's door; the link's own is that of the consent.
  const written = link && flow.kind === 'pre-step' ? 'AIS:{consentId}' : flow.scope
  const scope = written.replace('{consentId}', session.state.consent?.id ?? '')
  const { redirectUri: uri, redirectState: state } = session.state.asked
  const sent = await authorizationUrl(client, {
    scope,
    redirect: { uri, state },
    arrange: (own) =>
      orderParameters([...own], flow.authorizeParameters, {
        ...parametersOf(session, link?.asSent),
        scope,
        state,
        codeChallenge: own.get('code_challenge') ?? undefined,
      }),
  })
  if ('kind' in sent) return failWith(session, sent)
  const request = { ...sent.pending, ...(link ? { link: link.asSent } : {}) }
  session.state = { ...session.state, phase: reason ? 'oauth' : 'token', oauth: { server, request } }
  return { kind: 'redirect', url: sent.url, state: writeState(session.state) }
}

/** Trades the code for tokens, once. */
export async function finishOAuth(
  session: Session,
  query: { readonly [name: string]: string },
): Promise<Failed | undefined> {
  const { oauth } = session.state
  const request = oauth?.request
  if (!oauth || !request)
    return { kind: 'failed', reason: 'bank_answer_invalid', detail: 'oauth.return: none was started' }
  const flow = codeFlowOf(session)
  if (flow.kind === 'failed') return flow
  const client = clientOf(session, oauth.server, flow)
  if ('kind' in client) return client
  const parameters = orderParameters([], flow.tokenParameters, {
    ...parametersOf(session, request.link),
    redirectUri: request.redirectUri,
    code: query['code'],
    codeVerifier: request.verifier,
    state: request.state,
  })
  // A verifier serves once, whatever comes of it.
  session.state = { ...session.state, oauth: { server: oauth.server } }
  const traded = await tradeCode(client, request, query, { parameters, stateLost: !flow.stateReturned })
  if ('kind' in traded) return traded
  session.state = { ...session.state, tokens: traded.tokens }
  return undefined
}

function parametersOf({ state, options: { oauth } }: Session, link: string | undefined): ParameterValues {
  return {
    clientId: oauth.kind === 'none' ? undefined : oauth.clientId,
    redirectUri: state.asked.redirectUri,
    scope: oauth.kind === 'none' ? undefined : oauth.scope.replace('{consentId}', state.consent?.id ?? ''),
    consentId: state.consent?.id,
    scaOAuth: link,
    authorisationId: state.authorisation?.watch?.split(/[?#]/)[0]?.split('/').at(-1),
  }
}

/** RFC 7009. Best effort: the consent's end is what counts. */
export async function revokeTokens(session: Session): Promise<void> {
  const { oauth, tokens } = session.state
  const flow = codeFlowOf(session)
  if (!oauth || !tokens || flow.kind === 'failed') return
  const client = clientOf(session, oauth.server, flow)
  const revoked = 'kind' in client ? client : await revokeToken(client, tokens)
  if (typeof revoked !== 'boolean') session.bank.log('bank_token_revocation_failed', {})
}
