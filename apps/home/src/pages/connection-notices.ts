import type { ConnectionOut } from '@raccord/contract/wire'
import type { Visit } from '../home.ts'
import { type Html, html } from '../html.ts'
import { dayOf } from '../messages/format.ts'
import { buttonForm, notice } from './layout.ts'

/** The bank will not answer until its customer has done something. */
const waiting: readonly string[] = [
  'AUTH_FAILED',
  'TOKEN_EXPIRED',
  'PASSWORD_CHANGE_REQUIRED',
  'CHALLENGE_REQUIRED',
  'USER_ACTION_REQUIRED',
]
/** Told before access ends. */
export const soonSeconds = 14 * 86_400

export interface Standing {
  /** Unix seconds; undefined where the bank names no end. */
  readonly ends: number | undefined
  readonly state: 'fine' | 'ends_soon' | 'ended' | 'needs_you'
}

/** Where a connection stands at `now`, Unix seconds. */
export function standingOf({ channels }: ConnectionOut, now: number): Standing {
  const used = channels.filter(({ status }) => status !== 'EMPTY')
  const ends = used.flatMap(({ expires }) => expires ?? []).sort((a, b) => a - b)[0]
  if (used.some(({ status }) => status === 'TOKEN_EXPIRED') || (ends !== undefined && ends <= now))
    return { ends, state: 'ended' }
  if (used.some(({ status }) => waiting.includes(status))) return { ends, state: 'needs_you' }
  return { ends, state: ends !== undefined && ends - now <= soonSeconds ? 'ends_soon' : 'fine' }
}

/** What somebody has to do, above all else. */
export function connectionNotices(visit: Visit, connections: readonly ConnectionOut[], now: number): Html {
  const { t, formats } = visit
  return html`${connections.map((connection) => {
    const { state, ends } = standingOf(connection, now)
    const renew = buttonForm(`/home/banks/${connection.id}/renew`, t('banks.renew'), 'primary')
    if (state === 'ended') return notice(t('banks.ended', connection.name), 'danger', renew)
    if (state === 'ends_soon')
      return notice(t('banks.ends', connection.name, formats.day(dayOf(ends ?? now))), 'warn', renew)
    if (state === 'needs_you') return notice(t('banks.needsYou', connection.name), 'warn', goOn(visit, connection))
    return undefined
  })}`
}

/** A question of the bank is answered; for all the rest one signs in anew. */
export function goOn({ t }: Visit, { id, channels }: ConnectionOut): Html {
  const asked = channels.some(({ status }) => status === 'CHALLENGE_REQUIRED')
  return buttonForm(`/home/banks/${id}/${asked ? 'answer' : 'renew'}`, t('banks.goOn'), 'primary')
}
