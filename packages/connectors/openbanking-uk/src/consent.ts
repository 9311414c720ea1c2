import { daysBack, type Failed, lenient, unreadableAnswer } from '@raccord/connector-kit'
import { z } from 'zod'
import { call } from './call.ts'
import { type Session, zoneOf } from './session.ts'
import { writeState } from './state.ts'
import { type ConsentMeaning, meaningOfConsent } from './wire-words.ts'

const { day, text } = lenient
const consent = z.object({ Data: z.object({ ConsentId: text, Status: text, ExpirationDateTime: day }) })

/** A consent as the bank tells of it. */
export interface ConsentAtBank {
  readonly id: string
  readonly meaning: ConsentMeaning | undefined
  /** Day on which it ends, where it does. */
  readonly until: string | undefined
}

/** `POST /account-access-consents` (3.1.11 and 4.0: the same body). */
export async function createConsent(session: Session): Promise<ConsentAtBank | Failed> {
  const { bank, options, state } = session
  const { recurring, validUntil } = state.asked
  const from = daysBack(bank.now(), options.maxHistoryDays, zoneOf(session))
  // A single reading needs no permission that outlives the day.
  const until = recurring ? validUntil : daysBack(bank.now(), -1, zoneOf(session))
  const answer = await call(session, {
    operation: 'consent.create',
    method: 'POST',
    url: `${options.baseUrl}/account-access-consents`,
    as: 'client',
    body: {
      Data: {
        Permissions: options.permissions,
        ...(options.expiration === 'asked' || !recurring ? { ExpirationDateTime: `${until}T23:59:59+00:00` } : {}),
        ...(options.limitHistory ? { TransactionFromDateTime: `${from}T00:00:00+00:00` } : {}),
      },
      Risk: {},
    },
    late: (made) => {
      const consent = readConsent('consent.create', made.value)
      if ('id' in consent) bank.abandoned?.(writeState({ ...session.state, consentId: consent.id }))
    },
  })
  return answer.kind === 'failed' ? answer : readConsent('consent.create', answer.value)
}

/** `GET /account-access-consents/{ConsentId}`. */
export async function fetchConsent(session: Session, id: string): Promise<ConsentAtBank | Failed> {
  const answer = await call(session, {
    operation: 'consent.read',
    method: 'GET',
    url: consentUrl(session, id),
    as: 'client',
  })
  if (answer.kind === 'failed') return answer
  const read = readConsent('consent.read', answer.value)
  return 'kind' in read || read.id === id ? read : unreadableAnswer('consent.read', 'another consent')
}

export function consentUrl({ options }: Session, id: string): string {
  return `${options.baseUrl}/account-access-consents/${encodeURIComponent(id)}`
}

function readConsent(operation: string, value: unknown): ConsentAtBank | Failed {
  const data = consent.safeParse(value).data?.Data
  if (data?.ConsentId === undefined) return unreadableAnswer(operation, 'no ConsentId')
  return { id: data.ConsentId, meaning: meaningOfConsent(data.Status), until: data.ExpirationDateTime }
}
