import type { Connector, Outcome } from '@raccord/connector-kit'
import { z } from 'zod'
import { call, openSession, type Session } from './call.ts'
import { idOf, readAccounts, readTransactions } from './read.ts'

const opened = z.object({ id: z.string().min(1).max(100), signIn: z.string() })
const consent = z.object({ status: z.enum(['open', 'granted', 'refused', 'over']), until: z.iso.date().optional() })

/**
 * A small protocol by redirect: a consent is created, the person signs in at the bank, and accounts are read under the consent.
 * It is invented, so that every part has its place; put your bank's in, and let the conformance test say what is missing.
 */
export const templateConnector: Connector = {
  protocol: 'template',

  async begin(bank, input) {
    const session = openSession(bank)
    if ('kind' in session) return session
    const returnTo = new URL(input.redirect.uri)
    returnTo.searchParams.set('state', input.redirect.state)
    const body = { until: input.validUntil, recurring: input.recurring, returnTo: returnTo.href }
    const answer = await call(session, 'consent', { method: 'POST', path: '/consents', body }, opened)
    if (answer.kind === 'failed') return answer
    // The server checks the address again before it shows it to a person.
    return { kind: 'redirect', url: answer.value.signIn, state: { consent: answer.value.id } }
  },

  async resume(bank, state) {
    const session = openSession(bank)
    return 'kind' in session ? session : settle(session, state)
  },

  async accounts(bank, state) {
    const session = openSession(bank)
    return 'kind' in session ? session : readAccounts(session, state)
  },

  async *transactions(bank, state, account, window) {
    const session = openSession(bank)
    if ('kind' in session) yield session
    else yield* readTransactions(session, state, account, window)
  },

  async revoke(bank, state) {
    const session = openSession(bank)
    if ('kind' in session) return session
    const answer = await call(session, 'revoke', { method: 'DELETE', path: `/consents/${idOf(state)}` }, z.unknown())
    // A consent that the bank no longer knows counts as revoked.
    if (answer.kind === 'failed' && !/ HTTP (404|410)$/.test(answer.detail)) return answer
    return { kind: 'revoked' }
  },
}

/** The browser came back: the bank's word counts, not the browser's. */
async function settle(session: Session, state: Parameters<Connector['resume']>[1]): Promise<Outcome> {
  const answer = await call(session, 'consent status', { method: 'GET', path: `/consents/${idOf(state)}` }, consent)
  if (answer.kind === 'failed') return { ...answer, state }
  const { status, until } = answer.value
  switch (status) {
    case 'granted':
      return { kind: 'done', grant: { recurring: true, validUntil: until }, state }
    case 'open':
      return { kind: 'wait', pollAfterMs: 3_000, state }
    case 'refused':
      return { kind: 'failed', reason: 'refused_at_bank', detail: 'the consent was refused', state }
    case 'over':
      return { kind: 'failed', reason: 'consent_expired', detail: 'the consent is over', state }
  }
}
