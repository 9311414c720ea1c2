import type { Outcome, ReturnAddress } from '@raccord/connector-kit'
import { authorizationUrl } from '@raccord/connector-oauth'
import { failWith, type Session } from './session.ts'
import { writeState } from './state.ts'

/** Sends the browser to the bank with a signed request that names the consent (FAPI 1.0 Advanced, OBIE security profile). */
export async function authorise(session: Session, consentId: string, redirect: ReturnAddress): Promise<Outcome> {
  const { oauth } = session.options
  const intent = { value: consentId, essential: true }
  const acr = oauth.acrValues.length === 0 ? {} : { acr: { essential: true, values: oauth.acrValues } }
  const sent = await authorizationUrl(session.client, {
    scope: oauth.scope,
    redirect,
    responseType: oauth.responseType,
    idToken: true,
    requestObject: {
      claims: {
        claims: {
          userinfo: { openbanking_intent_id: intent },
          id_token: { openbanking_intent_id: intent, ...acr },
        },
      },
      lifetime: oauth.requestObjectSeconds,
    },
  })
  if ('kind' in sent) return failWith(session, sent)
  session.state = { ...session.state, consentId, pending: sent.pending }
  return { kind: 'redirect', url: sent.url, state: writeState(session.state) }
}
