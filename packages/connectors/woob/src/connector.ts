import { type BankContext, type Connector, type ConnectorState, unreadableAnswer } from '@raccord/connector-kit'
import { readAccounts, readTransactions } from './read.ts'
import { newState, openSession } from './session.ts'
import { goOn, signIn } from './sign-in.ts'
import { readState } from './state.ts'

const noState = unreadableAnswer('state', 'not one of this protocol')

/** A session of what is kept, or why there is none. */
function sessionOf(bank: BankContext, state: ConnectorState) {
  const known = readState(state)
  return known ? openSession(bank, known, bank.credentials) : noState
}

/**
 * Banks that woob reads, by a program that the operator has installed himself (docs/guide/woob.md): EMBEDDED only. Each call is a program
 * of its own, which signs in again where the bank's session is over, so every call needs the credentials.
 */
export const woob: Connector = {
  protocol: 'woob',
  usesCredentials: true,

  async begin(bank, input) {
    const asked = { recurring: input.recurring, validUntil: input.validUntil }
    const state = newState(asked, readState(input.former))
    const session = openSession(bank, state, input.credentials)
    if (!('kind' in session)) return signIn(session)
    return session.reason === 'consent_expired' ? { ...session, reason: 'wrong_credentials' } : session
  },

  async resume(bank, state, answer) {
    const session = sessionOf(bank, state)
    return 'kind' in session ? session : goOn(session, answer)
  },

  async accounts(bank, state) {
    const session = sessionOf(bank, state)
    return 'kind' in session ? session : readAccounts(session)
  },

  async *transactions(bank, state, account, window) {
    const session = sessionOf(bank, state)
    if ('kind' in session) yield session
    else yield* readTransactions(session, account, window)
  },

  /** There is no consent at the bank: with what is kept of it everything is gone. */
  async revoke() {
    return { kind: 'revoked' }
  },
}
