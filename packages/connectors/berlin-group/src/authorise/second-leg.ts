import type { Outcome } from '@raccord/connector-kit'
import { notReadable } from '../call/failure.ts'
import { failWith, type Session } from '../call/session.ts'
import { listIbans } from '../read/list-ibans.ts'
import { advance } from './advance.ts'
import { createConsent } from './create-consent.ts'
import type { Credentials } from './credentials.ts'

/**
 * Banks that give no balances and transactions before they have been told the account numbers want two consents in a row: one
 * for the list, then one for the accounts on it. Passes any other outcome through.
 */
export async function secondLeg(session: Session, outcome: Outcome, credentials: Credentials): Promise<Outcome> {
  const { consent, asked } = session.state
  if (outcome.kind !== 'done' || !consent?.listOnly) return outcome
  const ibans = await listIbans(session)
  if ('kind' in ibans) return failWith(session, ibans)
  if (ibans.length === 0) return failWith(session, notReadable('accounts.list', 'no account with an IBAN'))
  session.state = {
    ...session.state,
    phase: 'begun',
    asked: { ...asked, ibans },
    ...(consent.self === undefined ? {} : { listConsent: consent.self }),
  }
  const answer = await createConsent(session, ['detailed'])
  return 'kind' in answer ? failWith(session, answer) : advance(session, answer, credentials, 'consent')
}
