import { type Outcome, unreadableAnswer } from '@raccord/connector-kit'
import { failWith, type Session } from '../call/session.ts'
import type { ConsentModel } from '../options/consent-options.ts'
import { listReferences } from '../read/list-references.ts'
import { writeState } from '../state.ts'
import type { AccountReference } from './access.ts'
import { advance } from './advance.ts'
import { createConsent } from './create-consent.ts'
import type { Credentials } from './credentials.ts'
import { wantsCards } from './legs.ts'

type Done = Extract<Outcome, { kind: 'done' }>

/**
 * Banks that give no balances and transactions before they have been told the account numbers want two consents in a row: one
 * for the list, then one for the accounts on it; and some the same again for cards. Passes any other outcome through.
 */
export async function secondLeg(session: Session, outcome: Outcome, credentials: Credentials): Promise<Outcome> {
  if (outcome.kind === 'failed') return session.state.accountConsent ? withoutCards(session, outcome) : outcome
  if (outcome.kind !== 'done') return outcome
  if (session.state.consent?.listOnly) return afterList(session, credentials)
  if (session.state.accountConsent) return finish(session, outcome)
  return wantsCards(session) ? startCards(session, credentials) : outcome
}

async function afterList(session: Session, credentials: Credentials): Promise<Outcome> {
  const { consent, listConsents, accountConsent } = session.state
  const resource = accountConsent ? 'card-account' : 'account'
  const references = await listReferences(session, resource)
  if ('kind' in references) return secondLeg(session, failWith(session, references), credentials)
  if (references.length === 0) {
    const none = failWith(session, unreadableAnswer(`${resource}s.list`, 'no account with a number'))
    return secondLeg(session, none, credentials)
  }
  const self = consent?.self === undefined ? [] : [consent.self]
  session.state = { ...session.state, listConsents: [...(listConsents ?? []), ...self] }
  return open(session, ['detailed'], credentials, references)
}

/** The payment accounts are granted: from here on nothing may take them away again. */
function startCards(session: Session, credentials: Credentials): Promise<Outcome> {
  const { consent, ...state } = session.state
  session.state = { ...state, ...(consent ? { accountConsent: consent } : {}) }
  return open(session, session.options.consentModels, credentials)
}

async function open(
  session: Session,
  models: readonly ConsentModel[],
  credentials: Credentials,
  references?: readonly AccountReference[],
): Promise<Outcome> {
  const { references: _former, ...asked } = session.state.asked
  session.state = {
    ...session.state,
    phase: 'begun',
    asked: { ...asked, ...(references ? { references: [...references] } : {}) },
  }
  const answer = await createConsent(session, models)
  const outcome = 'kind' in answer ? failWith(session, answer) : await advance(session, answer, credentials, 'consent')
  // A bank that asks nothing further has answered for good.
  return secondLeg(session, outcome, credentials)
}

/** Both consents in their places. */
function finish(session: Session, outcome: Done): Done {
  const { accountConsent, consent, ...state } = session.state
  session.state = {
    ...state,
    ...(accountConsent ? { consent: accountConsent } : {}),
    ...(consent ? { cardConsent: consent } : {}),
  }
  return { ...outcome, state: writeState(session.state) }
}

/** No cards, for whatever reason: what was granted before stands. */
function withoutCards(session: Session, failed: Extract<Outcome, { kind: 'failed' }>): Done {
  session.bank.log('bank_cards_left_out', { reason: failed.reason, code: failed.bankCode })
  const { accountConsent, consent: _refused, authorisation: _ended, ...state } = session.state
  session.state = { ...state, phase: 'granted', ...(accountConsent ? { consent: accountConsent } : {}) }
  return { kind: 'done', grant: { recurring: state.asked.recurring }, state: writeState(session.state) }
}
