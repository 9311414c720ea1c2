import { isLoopbackHost, lenient, type Outcome, type ReturnAddress, unreadableAnswer } from '@raccord/connector-kit'
import { z } from 'zod'
import { call } from './call.ts'
import type { PsuType } from './options.ts'
import { failWith, type Session } from './session.ts'
import { writeState } from './state.ts'

const started = z.object({ url: lenient.text, authorization_id: lenient.text })

const minute = 60_000
/** What the longest permission is asked short of: at the exact limit the bank's clock may refuse. */
const margin = 5 * minute

/** `POST /auth`: their address to send the person to. It makes nothing that would have to be ended. */
export async function authorise(session: Session, psuType: PsuType, redirect: ReturnAddress): Promise<Outcome> {
  const { bank, options, state } = session
  const operation = 'authorisation.start'
  const authMethod = options.authMethods[psuType]
  const answer = await call(session, {
    operation,
    method: 'POST',
    path: '/auth',
    body: {
      access: { valid_until: validUntil(session), balances: true, transactions: true },
      aspsp: options.aspsp,
      state: redirect.state,
      redirect_url: redirect.uri,
      psu_type: psuType,
      language: bank.locale.slice(0, 2),
      auth_method: authMethod,
    },
  })
  if (answer.kind === 'failed') return failWith(session, answer)
  const read = started.safeParse(answer.value).data
  const url = read?.url === undefined ? undefined : secure(read.url)
  if (url === undefined || read?.authorization_id === undefined)
    return failWith(session, unreadableAnswer(operation, 'url or authorization_id is absent'))
  return {
    kind: 'redirect',
    url,
    state: writeState({ ...state, psuType, authorizationId: read.authorization_id }),
  }
}

/** RFC 3339, at most what the bank allows, and never in the past: a single reading is for today. */
function validUntil({ bank, options, state }: Session): string {
  const now = bank.now().getTime()
  const asked = Date.parse(`${state.asked.validUntil}T23:59:59Z`)
  const most = now + options.maximumConsentValidity * 1000 - margin
  const until = Math.min(Math.max(asked, now + 60 * minute), Math.max(most, now + minute))
  return new Date(until).toISOString()
}

/** Some of their addresses begin with `http:`, where nobody answers. A counterpart on this machine has no other. */
function secure(text: string): string | undefined {
  const url = URL.parse(text)
  if (!url) return undefined
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    url.protocol = 'https:'
    if (url.port === '80') url.port = ''
  }
  return url.href
}
