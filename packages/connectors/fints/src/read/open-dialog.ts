import { type Failed, isRefused } from '@raccord/connector-kit'
import { signIn } from '../authorise/sign-in.ts'
import { endDialog } from '../dialog/end-dialog.ts'
import type { Session } from '../dialog/session.ts'

/** A bank ends a dialog that nothing is said in, mostly after five to ten minutes. */
const longestSilence = 240

/**
 * The dialog to read in: the one that the person signed in to, as long as it lives, else a new one. Nobody is there to answer: what
 * the bank asks ends here, and nothing more is sent until the person has signed in again, since questions that nobody answers
 * lock people out as wrong answers do.
 */
export async function openDialog(session: Session): Promise<Failed | undefined> {
  const { dialog, stop } = session.state
  if (stop) return { kind: 'failed', reason: stop.reason, detail: 'sign-in: not tried again until the person has' }
  const now = Math.floor(session.bank.now().getTime() / 1_000)
  if (dialog && (session.alive || Math.abs(now - dialog.used) < longestSilence)) return undefined
  forgetDialog(session)
  const outcome = await signIn(session)
  if (outcome.kind === 'failed') return outcome
  if (outcome.kind === 'done') {
    session.alive = true
    return undefined
  }
  return needsPerson(session)
}

/** The bank asks for a proof in the middle of a reading. */
export async function needsPerson(session: Session): Promise<Failed> {
  await endDialog(session)
  const { pending: _, ...rest } = session.state
  session.state = { ...rest, stop: { reason: 'challenge_expired' } }
  return { kind: 'failed', reason: 'challenge_expired', detail: 'reading: the bank asks for a proof' }
}

export function forgetDialog(session: Session): void {
  const { dialog: _, ...rest } = session.state
  session.state = rest
  session.alive = false
}

/** The bank trusts the device no more: the next sign-in makes another known to it. */
export function forgetDevice(session: Session): void {
  const { systemId: _, ...rest } = session.state
  session.state = rest
  forgetDialog(session)
}

/** At a sign-in of the person: what stopped is over, unless he brings the very PIN that the bank refused. */
export async function mayTry(session: Session): Promise<boolean> {
  const { stop, ...rest } = session.state
  if (stop?.reason === 'wrong_credentials' && stop.pin && (await isRefused(session.credentials.pin, stop.pin))) {
    return false
  }
  session.state = rest
  return true
}
