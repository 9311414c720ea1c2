import { type Failed, lenient, unreadableAnswer } from '@raccord/connector-kit'
import { z } from 'zod'
import { type Answered, type CallInput, call } from './call.ts'
import type { Refusal } from './failure.ts'
import type { Session } from './session.ts'

const body = z.object({ status: lenient.text, accounts: lenient.presentList })

/** A session that stands: ids of the accounts in it. They alone are asked, never the bank, so it costs none of its calls. */
export async function standing(session: Session): Promise<readonly string[] | Failed> {
  const operation = 'session.read'
  const { sessionId } = session.state
  if (sessionId === undefined)
    return { kind: 'failed', reason: 'consent_expired', detail: `${operation}: none was opened` }
  const path = `/sessions/${encodeURIComponent(sessionId)}`
  const answer = await call(session, { operation, method: 'GET', path })
  if (answer.kind === 'failed') return answer
  const read = body.safeParse(answer.value).data
  if (read?.accounts === undefined) return unreadableAnswer(operation, 'the list of accounts is absent')
  const status = read.status?.toUpperCase()
  // They follow the bank's consent: one that the person withdrew there is seen here.
  if (status !== undefined && ended.has(status))
    return { kind: 'failed', reason: 'consent_expired', detail: `${operation}: ${status}`, bankCode: status }
  return read.accounts.flatMap((one) => idOf(one) ?? [])
}

const ended = new Set([
  'EXPIRED',
  'CLOSED',
  'REVOKED',
  'CANCELLED',
  'INVALID',
  'PENDING_AUTHORIZATION',
  'RETURNED_FROM_BANK',
])

function idOf(one: unknown): string | undefined {
  if (typeof one === 'object' && one !== null) return lenient.text.parse((one as { readonly uid?: unknown }).uid)
  return lenient.text.parse(one)
}

/**
 * A reading at the bank. Where the bank refuses as it would without a consent, and they pass it on as an error like any other, the
 * session says whether it is over.
 */
export async function readAtBank(session: Session, input: Omit<CallInput, 'method'>): Promise<Answered | Refusal> {
  const answer = await call(session, { ...input, method: 'GET', asksBank: true })
  if (answer.kind === 'answered' || answer.upstream !== 'refused') return answer
  const stands = await standing(session)
  return 'kind' in stands && stands.reason === 'consent_expired' ? stands : answer
}
