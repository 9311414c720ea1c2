import { type Failed, unreadableAnswer } from '@raccord/connector-kit'
import { defined } from '@raccord/contract'
import { call } from '../call/call.ts'
import { resolveHref } from '../call/links.ts'
import type { Session } from '../call/session.ts'
import type { Authorisation } from '../state.ts'
import type { Target } from './next-move.ts'
import { readScaAnswer, type ScaAnswer } from './sca-answer.ts'

/** Sends one step of an authorisation and remembers what the bank says about going on. `target.href` is absolute. */
export async function submit(
  session: Session,
  target: Target,
  body: { readonly [key: string]: unknown },
  operation: string,
): Promise<ScaAnswer | Failed> {
  const reply = await call(session, {
    operation: `authorisation.${operation}`,
    method: target.method,
    url: target.href,
    authorising: true,
    consent: true,
    body,
  })
  if (reply.kind === 'failed') return reply
  const answer = readScaAnswer(reply.value, reply.links, reply.url)
  return answer ?? unreadableAnswer(`authorisation.${operation}`, 'not an authorisation')
}

/** Keeps what later answers of the bank may leave out: where to look, what was offered. */
export function remember(session: Session, answer: ScaAnswer): void {
  const links = session.wire.links
  const watch = absolute(session, answer.links[links.scaStatus], answer.url) ?? ownWatch(session, answer)
  const select = absolute(session, answer.links[links.selectMethod], answer.url)
  const confirmation = absolute(session, answer.links[links.confirmation], answer.url)
  const methods = answer.scaMethods.map(({ id, name, authenticationType }) => ({
    id,
    name,
    type: authenticationType,
  }))
  update(session, {
    watch,
    ...(select === undefined ? {} : { select: { method: 'PUT', href: select } }),
    confirmation,
    ...(methods.length === 0 ? {} : { methods }),
  })
}

/** The standard's own address of an authorisation that has an id and no link. */
function ownWatch({ options, wire, state }: Session, answer: ScaAnswer): string | undefined {
  const { authorisationId } = answer
  if (authorisationId === undefined || !state.consent) return undefined
  return `${options.baseUrl}${wire.paths.authorisation(state.consent.id, authorisationId)}`
}

export function update(session: Session, change: Authorisation): void {
  session.state = { ...session.state, authorisation: { ...session.state.authorisation, ...defined(change) } }
}

export function absolute(session: Session, href: string | undefined, from: string): string | undefined {
  return href === undefined ? undefined : resolveHref(href, from, session)
}
