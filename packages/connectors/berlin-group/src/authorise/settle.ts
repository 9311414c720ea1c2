import { type Failed, type Grant, lenient, type Outcome } from '@raccord/connector-kit'
import { z } from 'zod'
import { type Answered, call } from '../call/call.ts'
import { failWith, type Session } from '../call/session.ts'
import { writeState } from '../state.ts'

const { count, day, text } = lenient

const status = z.object({ consentStatus: text })
/** What was asked for without accounts has some now: those that the person chose at the bank. */
const chosen = z.object({ accounts: z.array(z.record(z.string(), z.unknown())).min(1), allPsd2: z.never().optional() })
const scaStatus = z.object({ scaStatus: text })

/**
 * Asks the bank how the consent stands, and takes its word: neither the browser's return nor a finished SCA proves it. While
 * it is still `received` we ask again for a while; then the person has left the bank without finishing.
 */
export async function settle(session: Session, hints: { readonly nok: boolean }): Promise<Outcome> {
  const answer = await askStatus(session)
  if (answer.kind === 'failed') return failWith(session, answer)
  const now = status.safeParse(answer.value).data?.consentStatus ?? ''
  switch (now.toLowerCase()) {
    case 'valid':
      return done(session)
    case 'rejected':
    case 'revokedbypsu':
    case 'terminatedbytpp':
      return refused(session, `consent is ${now}`)
    case 'expired':
      return failWith(session, { kind: 'failed', reason: 'challenge_expired', detail: 'consent expired unauthorised' })
    case '':
      return failWith(session, { kind: 'failed', reason: 'bank_answer_invalid', detail: 'consent.status: none' })
    default:
      if (hints.nok || (await scaFailed(session))) return refused(session, 'the person left or refused at the bank')
      return keepWaiting(session, now.toLowerCase() === 'partiallyauthorised')
  }
}

/** Of the status call, or of the consent itself at banks that have only that. */
async function askStatus(session: Session): Promise<Answered | Failed> {
  const { consent } = session.state
  const { options, wire } = session
  const id = consent?.id ?? ''
  const get = (operation: string, url: string) => call(session, { operation, method: 'GET', url, consent: true })
  const answer = await get('consent.status', consent?.status ?? `${options.baseUrl}${wire.paths.consentStatus(id)}`)
  if (answer.kind === 'answered' || !/ HTTP (404|405|501)\b/.test(answer.detail)) return answer
  const whole = await get('consent.read', consent?.self ?? `${options.baseUrl}${wire.paths.consent(id)}`)
  return whole.kind === 'answered' ? whole : answer
}

async function done(session: Session): Promise<Outcome> {
  const grant = await readBack(session)
  const { authorisation: _over, ...kept } = session.state
  session.state = { ...kept, phase: 'granted', grantedAt: session.bank.now().toISOString() }
  return { kind: 'done', grant, state: writeState(session.state) }
}

/** What was granted, not what was asked: banks cut both the duration and the frequency. */
async function readBack(session: Session): Promise<Grant> {
  const { state, options, wire } = session
  const { asked, consent } = state
  const answer = await call(session, {
    operation: 'consent.read',
    method: 'GET',
    url: consent?.self ?? `${options.baseUrl}${wire.paths.consent(consent?.id ?? '')}`,
    consent: true,
  })
  // Some banks have no such call: then what was asked is all that is known.
  const body = answer.kind === 'answered' ? z.record(z.string(), z.unknown()).safeParse(answer.value).data : undefined
  const validUntil = day.parse(body?.[wire.consent.validUntil])
  const frequencyPerDay = count.parse(body?.[wire.consent.frequencyPerDay])
  return {
    validUntil,
    frequencyPerDay,
    recurring: body?.[wire.consent.recurring] === false ? false : asked.recurring,
    ...(consent?.offered && chosen.safeParse(body?.['access']).success ? { namesAccounts: true } : {}),
  }
}

async function scaFailed(session: Session): Promise<boolean> {
  const url = session.state.authorisation?.watch
  if (url === undefined) return false
  const answer = await call(session, { operation: 'authorisation.status', method: 'GET', url, consent: true })
  return answer.kind === 'answered' && scaStatus.safeParse(answer.value).data?.scaStatus?.toLowerCase() === 'failed'
}

function keepWaiting(session: Session, partly: boolean): Outcome {
  const { bank, options, state } = session
  const settling = state.phase === 'settling' ? state.authorisation?.until : undefined
  const until =
    settling === undefined ? new Date(bank.now().getTime() + options.settleSeconds * 1000) : new Date(settling)
  if (settling !== undefined && bank.now() >= until) {
    if (!partly) return refused(session, 'still not authorised at the bank')
    return failWith(session, {
      kind: 'failed',
      reason: 'action_needed_at_bank',
      detail: 'consent is partiallyAuthorised',
    })
  }
  session.state = { ...state, phase: 'settling', authorisation: { ...state.authorisation, until: until.toISOString() } }
  return {
    kind: 'wait',
    pollAfterMs: options.pollSeconds * 1000,
    expiresAt: until,
    state: writeState(session.state),
  }
}

export function refused(session: Session, detail: string): Outcome {
  return failWith(session, { kind: 'failed', reason: 'refused_at_bank', detail })
}
