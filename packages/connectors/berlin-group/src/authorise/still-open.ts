import { lenient } from '@raccord/connector-kit'
import { z } from 'zod'
import { call } from '../call/call.ts'
import type { Session } from '../call/session.ts'

const { text } = lenient

const scaStatus = z.object({ scaStatus: text })

/** The protocol counts no attempts: whether there is another one shows in the status of the authorisation. */
export async function stillOpen(session: Session): Promise<boolean> {
  const url = session.state.authorisation?.watch
  if (url === undefined) return false
  const answer = await call(session, { operation: 'authorisation.status', method: 'GET', url, consent: true })
  const now = answer.kind === 'answered' ? scaStatus.safeParse(answer.value).data?.scaStatus?.toLowerCase() : undefined
  return now === 'scamethodselected' || now === 'started' || now === 'psuauthenticated' || now === 'unconfirmed'
}
