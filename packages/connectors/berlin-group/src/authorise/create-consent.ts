import { type Failed, unreadableAnswer } from '@raccord/connector-kit'
import { type Answered, call } from '../call/call.ts'
import { resolveHref } from '../call/links.ts'
import type { Session } from '../call/session.ts'
import type { ConsentModel } from '../options/consent-options.ts'
import { type DriverState, writeState } from '../state.ts'
import { accessOf } from './access.ts'
import { readScaAnswer, type ScaAnswer } from './sca-answer.ts'

/** Answers by which a bank says no to the kind of consent, not to us: the next kind is tried. */
const modelRefused = /^(FORMAT_ERROR|PARAMETER_\w+|SERVICE_INVALID|CONSENT_INVALID)$/

/**
 * POST /v1/consents. Nothing exists at the bank until this succeeds, so trying another model after a refusal creates no
 * second consent.
 */
export async function createConsent(
  session: Session,
  models: readonly ConsentModel[] = session.options.consentModels,
): Promise<ScaAnswer | Failed> {
  const { options, wire } = session
  const { asked } = session.state
  let refusal: Failed | undefined
  for (const model of models) {
    const access = accessOf(model, asked, options)
    if (!access) continue
    const answer = await call(session, {
      operation: 'consent.create',
      method: 'POST',
      url: `${options.baseUrl}${wire.paths.consents}`,
      authorising: true,
      body: bodyOf(session, access),
      late: (made) => abandon(session, made, model),
    })
    if (answer.kind === 'failed') {
      refusal = answer
      if (modelRefused.test(answer.bankCode ?? '')) continue
      return asConfiguration(answer)
    }
    const read = readScaAnswer(answer.value, answer.links, answer.url)
    if (read?.consentId === undefined) return unreadableAnswer('consent.create', 'no consentId')
    session.state = withConsent(session, read.consentId, read, model)
    return read
  }
  return (
    refusal ?? { kind: 'failed', reason: 'bank_not_configured', detail: 'consent.create: no model fits this channel' }
  )
}

/** The bank made a consent after the caller had given up: nobody will go on with it. */
function abandon(session: Session, made: Answered, model: ConsentModel): void {
  const read = readScaAnswer(made.value, made.links, made.url)
  if (read?.consentId === undefined) return
  session.bank.abandoned?.(writeState(withConsent(session, read.consentId, read, model)))
}

function withConsent(session: Session, id: string, answer: ScaAnswer, model: ConsentModel): DriverState {
  const consent = {
    ...consentOf(session, id, answer),
    ...(model === 'list-only' ? { listOnly: true } : {}),
    ...(model === 'bank-offered' ? { offered: true } : {}),
  }
  return { ...session.state, consent, authorisation: {} }
}

function bodyOf({ state: { asked }, options, wire }: Session, access: unknown): { readonly [key: string]: unknown } {
  const body = {
    access,
    [wire.consent.recurring]: asked.recurring,
    [wire.consent.validUntil]: asked.validUntil,
    // 1 for a single reading, or the bank refuses (1.3 §6.3.1).
    [wire.consent.frequencyPerDay]: asked.recurring ? asked.frequencyPerDay : 1,
    [wire.consent.combinedService]: false,
    ...options.consentBody,
  }
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))
}

/** Before any consent there is none to have expired: the bank does not know us. */
function asConfiguration(failed: Failed): Failed {
  return failed.reason === 'consent_expired' ? { ...failed, reason: 'bank_not_configured' } : failed
}

function consentOf(session: Session, id: string, answer: ScaAnswer) {
  const { options, wire } = session
  const absolute = (name: 'self' | 'status', path: string) => {
    const href = answer.links[wire.links[name]]
    const own = `${options.baseUrl}${path}`
    return href === undefined ? own : (resolveHref(href, answer.url, session) ?? own)
  }
  return {
    id,
    self: absolute('self', wire.paths.consent(id)),
    status: absolute('status', wire.paths.consentStatus(id)),
  }
}
