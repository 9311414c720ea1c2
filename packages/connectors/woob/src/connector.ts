import { type Connector, unreadableAnswer } from '@raccord/connector-kit'
import { readAccounts, readTransactions } from './read.ts'
import { newState, openSession } from './session.ts'
import { goOn, signIn } from './sign-in.ts'
import { readState } from './state.ts'

const noState = unreadableAnswer('state', 'not one of this protocol')

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
    const known = readState(state)
    const session = known ? openSession(bank, known, bank.credentials) : noState
    return 'kind' in session ? session : goOn(session, answer)
  },

  async accounts(bank, state) {
    const known = readState(state)
    const session = known ? openSession(bank, known, bank.credentials) : noState
    return 'kind' in session ? session : readAccounts(session)
  },

  async *transactions(bank, state, account, window) {
    const known = readState(state)
    const session = known ? openSession(bank, known, bank.credentials) : noState
    if ('kind' in session) yield session
    else yield* readTransactions(session, account, window)
  },

  /** There is no consent at the bank: with what is kept of it everything is gone. */
  async revoke() {
    return { kind: 'revoked' }
  },
}
