import { bankParametersOf } from '../bank/parameters.ts'
import { userParametersOf } from '../bank/user-accounts.ts'
import type { Message } from '../wire/message.ts'
import { textAt } from '../wire/segment.ts'
import type { Session } from './session.ts'

const mostMethods = 20
const mostMedia = 30

/** Keeps what the bank tells beside its answer: any message may bring it. */
export function absorb(session: Session, { segments, codes }: Message): void {
  const bank = bankParametersOf(segments)
  const user = userParametersOf(segments)
  const allowed = codes.filter(({ code }) => code === 3920).flatMap(({ parameters }) => parameters)
  const [newUser, newCustomer] = codes.find(({ code }) => code === 3072)?.parameters ?? []
  const sync = segments.find(({ id }) => id === 'HISYN')
  const systemId = sync && textAt(sync, 0)
  const media = mediaOf(segments)
  session.state = {
    ...session.state,
    ...(bank ? { bank } : {}),
    ...(user ? { user } : {}),
    ...(allowed.length > 0 ? { allowed: [...new Set(allowed)].slice(0, mostMethods) } : {}),
    ...(newUser === undefined ? {} : { userId: newUser }),
    ...(newCustomer === undefined ? {} : { customerId: newCustomer }),
    ...(systemId === undefined || systemId === '' ? {} : { systemId }),
    ...(media ? { media } : {}),
  }
}

/** Names of active and available devices, letter by letter; `undefined`: the answer lists none at all. */
function mediaOf(segments: Message['segments']): string[] | undefined {
  const lists = segments.filter(({ id }) => id === 'HITAB')
  if (lists.length === 0) return undefined
  const names = lists.flatMap(({ version, groups }) =>
    groups.slice(1).flatMap((group) => {
      // Version 5 has the security function behind the status. A name stands behind thirteen places, or fourteen.
      const shift = version >= 5 ? 1 : 0
      const [status, name] = [group[1], group[12 + shift]]
      return typeof name === 'string' && name !== '' && (status === '1' || status === '2') ? [name] : []
    }),
  )
  return [...new Set(names)].slice(0, mostMedia)
}
