import type { FastifyReply } from 'fastify'
import { approve, reject, withAuthorisation } from '../bank/authorise.ts'
import type { Bank } from '../bank/bank.ts'
import type { Authorisation, Consent, PageState } from '../bank/consent.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Notice } from './messages/messages.ts'
import { sendNotice } from './page-answer.ts'
import { strikePage } from './page-faults.ts'
import { type Visit, visitAddress } from './visit.ts'
import type { Exchange } from './visit-view.ts'
import { agreedAddress, newCode, refusedAddress } from './way-back.ts'

/** The visit as it is after a pause, if it still stands at the same step: a form sent twice acts once. */
export function stillHere(bank: Bank, visit: Visit): Visit | undefined {
  const consent = bank.book.find(visit.consent.id)
  const authorisation = consent?.authorisations.find(({ id }) => id === visit.authorisation.id)
  if (consent?.status !== 'received' || authorisation?.page?.step !== visit.page.step) return undefined
  return { ...visit, consent, authorisation, page: authorisation.page }
}

/** To the step where the PSU stands by now. */
export const showAgain = ({ reply }: Exchange, visit: Visit): FastifyReply =>
  reply.redirect(visitAddress(visit.key), 303)

/** One step on. */
export async function goOn(
  exchange: Exchange,
  visit: Visit,
  change: Partial<Authorisation>,
  page: Partial<PageState>,
): Promise<FastifyReply> {
  const next = { ...visit.authorisation, ...change, page: { ...visit.page, ...page } }
  await exchange.bank.book.save(withAuthorisation(visit.consent, next))
  return showAgain(exchange, visit)
}

/** The PSU has agreed, and proved who he is: back to the TPP with a valid consent. */
export async function agree(
  exchange: Exchange,
  visit: Visit,
  chosen: readonly string[],
  scenario: Scenario,
  status: 'finalised' | 'exempted',
): Promise<FastifyReply> {
  const { bank, reply } = exchange
  const struck = await strikePage(bank, 'consent', scenario, visit.consent, reply)
  if (struck) return await suffer(exchange, visit, struck)
  const current = stillHere(bank, visit)
  if (!current) return showAgain(exchange, visit)
  const issued = newCode(bank, current.authorisation)
  const consent: Consent = { ...current.consent, chosen, grants: issued ? [issued.grant] : [] }
  const done: Authorisation = { ...current.authorisation, status, page: { ...current.page, step: 'done' } }
  await approve(bank, consent, done, scenario)
  return reply.redirect(agreedAddress(bank, consent, done, issued?.code), 303)
}

/** Back to the TPP with a rejected consent: the PSU's decision, or the bank's. */
export async function refuse(exchange: Exchange, visit: Visit): Promise<FastifyReply> {
  const { bank, reply } = exchange
  const current = stillHere(bank, visit)
  if (!current) return showAgain(exchange, visit)
  await reject(bank, current.consent, { ...current.authorisation, page: { ...current.page, step: 'done' } })
  return reply.redirect(refusedAddress(bank, current.consent, current.authorisation), 303)
}

/** The bank ends the visit: it says why and offers the way back. */
export async function end(exchange: Exchange, visit: Visit, notice: Notice): Promise<FastifyReply> {
  const { bank, request, reply } = exchange
  const consent = bank.book.find(visit.consent.id) ?? visit.consent
  await reject(bank, consent, { ...visit.authorisation, page: { ...visit.page, step: 'done' } })
  const href = refusedAddress(bank, consent, visit.authorisation)
  return sendNotice(request, reply, notice, { site: visit.site, href })
}

/** What an ERROR record of the file does to a visit. */
export async function suffer(
  exchange: Exchange,
  visit: Visit,
  struck: Notice | 'answered' | 'refuse',
): Promise<FastifyReply> {
  if (struck === 'answered') return exchange.reply
  return struck === 'refuse' ? await refuse(exchange, visit) : await end(exchange, visit, struck)
}
