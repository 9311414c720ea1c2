import type { Outcome, ReturnAddress } from '@raccord/connector-kit'
import { authorise } from './authorise.ts'
import { call } from './call.ts'
import { fetchConsent } from './consent.ts'
import type { Session } from './session.ts'
import { type DriverState, writeState } from './state.ts'

/**
 * The person has just agreed again on our own screen, and that is all it takes: the consent at the bank has no end, and no SCA
 * is due (reconfirmation every 90 days instead, FCA PS21/19). The bank is asked whether it stands. Where it does and our tokens
 * are no longer good, the person proves himself at the bank for the same consent. `undefined`: a new one is needed.
 */
export async function reconfirm(
  session: Session,
  former: DriverState,
  redirect: ReturnAddress,
): Promise<Outcome | undefined> {
  const { consentId, tokens } = former
  if (consentId === undefined) return undefined
  const consent = await fetchConsent(session, consentId)
  if ('kind' in consent) {
    // A bank that is away says nothing about the consent; any other refusal means that it is not there.
    return consent.reason === 'bank_unavailable' || consent.reason === 'bank_limit_reached' ? consent : undefined
  }
  const { validUntil, recurring } = session.state.asked
  if (consent.meaning !== 'authorised' || (consent.until !== undefined && consent.until < validUntil)) return undefined
  session.state = { ...session.state, consentId, prolongs: true, ...(tokens ? { tokens } : {}) }
  // Only a refusal counts against the tokens: the consent stands, and a bank that is away is no reason to trouble the person.
  if (tokens && (await tokensAreGood(session)))
    return { kind: 'done', grant: { recurring, validUntil, prolongs: true }, state: writeState(session.state) }
  const { tokens: _dead, ...rest } = session.state
  session.state = rest
  return authorise(session, consentId, redirect)
}

async function tokensAreGood(session: Session): Promise<boolean> {
  const answer = await call(session, {
    operation: 'accounts.list',
    method: 'GET',
    url: `${session.options.baseUrl}/accounts`,
    as: 'person',
  })
  return answer.kind === 'answered' || answer.reason !== 'consent_expired'
}
