import { type BankContext, type BeginInput, notConfigured, type Outcome, readOptions } from '@raccord/connector-kit'
import { findServer } from '@raccord/connector-oauth'
import { authorise } from './authorise.ts'
import { createConsent } from './consent.ts'
import { openBankingUkOptions } from './options.ts'
import { reconfirm } from './reconfirm.ts'
import { failWith, sessionOf } from './session.ts'
import { readState } from './state.ts'

/** A consent of our own making first, then the person at the bank. A renewal may need neither. */
export async function begin(bank: BankContext, input: BeginInput): Promise<Outcome> {
  const options = readOptions(bank, openBankingUkOptions)
  if ('kind' in options) return options
  if (input.mode !== 'REDIRECT') return notConfigured('begin', 'this standard knows REDIRECT only')
  const server = await findServer(bank, options.oauth)
  if ('kind' in server) return server
  const { accountTypes, recurring, validUntil } = input
  const asked = { accountTypes: [...accountTypes], recurring, validUntil }
  const session = sessionOf(bank, options, { v: 1, asked, server })
  if ('kind' in session) return session
  const former = input.former && readState(input.former)
  if (former && recurring && options.reconfirmation) {
    const outcome = await reconfirm(session, former, input.redirect)
    if (outcome) return outcome
  }
  const consent = await createConsent(session)
  if ('kind' in consent) return consent
  // Kept at once: a consent that goes no further can then be deleted.
  session.state = { ...session.state, consentId: consent.id }
  if (consent.meaning === 'refused' || consent.meaning === 'ended') {
    return failWith(session, { kind: 'failed', reason: 'refused_at_bank', detail: 'consent.create: not open' })
  }
  return authorise(session, consent.id, input.redirect)
}
