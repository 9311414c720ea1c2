import type { Connector } from '@raccord/connector-kit'
import { unreadableAnswer } from '@raccord/connector-kit'
import { goOn } from './authorise/resume.ts'
import { signIn } from './authorise/sign-in.ts'
import { endDialog } from './dialog/end-dialog.ts'
import { newState, openSession } from './dialog/session.ts'
import { readAccounts } from './read/accounts.ts'
import { mayTry } from './read/open-dialog.ts'
import { readTransactions } from './read/transactions.ts'
import { readState, writeState } from './state.ts'

const noState = unreadableAnswer('state', 'not one of this protocol')

/** FinTS 3.0 with PIN and TAN, for reading: EMBEDDED only. Each message carries the PIN, so every call needs the credentials. */
export const fints: Connector = {
  protocol: 'fints',
  usesCredentials: true,

  async begin(bank, input) {
    const asked = { recurring: input.recurring, validUntil: input.validUntil }
    const session = openSession(bank, newState(asked, input.former), input.credentials)
    if ('kind' in session)
      return session.reason === 'consent_expired' ? { ...session, reason: 'wrong_credentials' } : session
    if (!(await mayTry(session))) {
      return {
        kind: 'failed',
        reason: 'wrong_credentials',
        detail: 'sign-in: this PIN was refused before',
        state: writeState(session.state),
      }
    }
    return signIn(session)
  },

  async resume(bank, state, answer) {
    const known = readState(state)
    if (!known) return noState
    const session = openSession(bank, known, bank.credentials)
    return 'kind' in session ? session : goOn(session, answer)
  },

  async accounts(bank, state) {
    const known = readState(state)
    if (!known) return noState
    const session = openSession(bank, known, bank.credentials)
    return 'kind' in session ? session : readAccounts(session)
  },

  async *transactions(bank, state, account, window) {
    const known = readState(state)
    const session = known ? openSession(bank, known, bank.credentials) : noState
    if ('kind' in session) yield session
    else yield* readTransactions(session, account, window)
  },

  /** The bank keeps no consent. A dialog is ended where the PIN is still there to sign that; else it ends by itself. */
  async revoke(bank, state) {
    const known = readState(state)
    const session = known && openSession(bank, known, bank.credentials)
    if (session && !('kind' in session)) await endDialog(session)
    return { kind: 'revoked' }
  },

  async endRun(bank, state) {
    const known = readState(state)
    const session = known?.dialog ? openSession(bank, known, bank.credentials) : undefined
    if (!session || 'kind' in session) return state
    await endDialog(session)
    return writeState(session.state)
  },
}
