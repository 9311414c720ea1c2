import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act, canAddAnother, connectedIds } from '../../../journey/act.ts'
import type { Action } from '../../../journey/actions.ts'
import type { Caller } from '../../../journey/call-bank.ts'
import type { Fact } from '../../../journey/facts.ts'
import { look, type View } from '../../../journey/look.ts'
import type { Journey } from '../../../journey/ports.ts'
import { settleJourney, settleUnseen } from '../../../journey/settle.ts'
import { shownRevision } from '../../../journey/shown-revision.ts'
import { stateOf } from '../../../journey/state.ts'
import type { Sent } from '../../../journey/uploads.ts'
import { sendAlone } from '../alone/alone-page.ts'
import { isCalledForeign, isOfOwnPage } from '../own-post.ts'
import { localeOf } from '../page-locale.ts'
import { pageUrl, paths } from '../page-paths.ts'
import { isGroupId } from '../present/provider-groups.ts'
import type { JourneyPageDeps } from '../widget-deps.ts'
import { browserHash, isOfSession, setBindingCookie } from './binding.ts'
import { readPageToken } from './page-token.ts'
import { callerOf, sendUnbound, type Visit, visit } from './page-visit.ts'
import { readAction } from './read-action.ts'
import { settled, showJourney } from './show-journey.ts'

const PATIENCE_MS = 4_000
const UPLOAD_MS = 60_000
/** As often as what no page tells of may come between a press and what it does. */
const MOST_TRIES = 5

/** `POST /v2.1/widget/journey`: every form of the widget. Does it, then sends the browser to the page (POST-redirect-GET). */
export function submitRoute(app: FastifyInstance, deps: JourneyPageDeps): void {
  app.post(paths.journey, { bodyLimit: 64 * 1024 }, (request, reply) => submitted(deps, request, reply))
}

/** @param sent the files of a form that has them */
export async function submitted(
  deps: JourneyPageDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  sent?: Sent,
): Promise<FastifyReply> {
  const visited = await visit(deps, request, reply)
  if (!visited) return reply
  // Of a form that was too large nothing was read, not even whose it is: nothing is done, and its page says why.
  if (typeof sent === 'string') return toPage(reply, visited, { said: sent })
  if (!isOfOwnPage(request, deps.embedUrl())) return sendAlone(deps, request, reply, 403, 'link_refused')
  const journey = visited.session.newest
  if (!journey && !visited.binding.bound) return sendUnbound(deps, request, reply, visited)
  if (!journey) return sendAlone(deps, request, reply, 410, 'session_expired', { ancestors: visited.ancestors })
  const body = (request.body ?? {}) as Record<string, unknown>
  if (!visited.binding.bound) return takeOver(deps, request, reply, visited, journey, body['do'])

  const caller = callerOf(request, journey.parameters.locale ?? localeOf(request))
  const reload = (stale: Journey) => deps.journeys.reload(stale)
  const view = await settleUnseen(deps.journey, await look(deps.journey, journey), caller, reload)
  const token = readPageToken(body['page'])
  // A form that is not from a page of this session (the cookie alone proves nothing: a browser adds it to any post).
  if (!token || !isOfSession(visited.session, token.secret)) return toPage(reply, visited)
  const asItStands = async (said: { readonly [name: string]: string } = {}) => {
    const stands = isCalledForeign(request) ? await deps.journeys.reload(journey) : undefined
    return stands
      ? showJourney(deps, request, reply, visited, await settled(deps, stands, request))
      : toPage(reply, visited, said)
  }
  // An old tab, the back button, a second click: nothing is done, the page as it stands is shown.
  if (token.journey !== journey.id || token.revision !== shownRevision(journey)) return asItStands()
  // A group is no bank yet: its page is another look at the list, and moves the journey nowhere.
  const chosen = body['do'] === 'choose_provider' ? body['provider_id'] : undefined
  if (typeof chosen === 'string' && isGroupId(chosen)) return toPage(reply, visited, { group: chosen.slice(0, 60) })
  const read = readAction(view, body, deps.catalogue, await currentlyShown(deps, view), sent)
  if (read.kind === 'unknown') return toPage(reply, visited)
  if (read.kind === 'correct') return showJourney(deps, request, reply, visited, view, read.correction)
  if (read.action.do === 'another_bank') {
    if (canAddAnother(view)) await goOn(deps, view)
    return toPage(reply, visited)
  }
  const work = actOnce(deps, view, read.action, caller).then(async (next) => {
    if (next) await settleJourney(deps.journey, next, caller, reload)
  })
  // What was uploaded is on the next page; an import is waited for there.
  await deps.background.patient(work, read.action.do === 'upload' ? UPLOAD_MS : PATIENCE_MS)
  return asItStands(wordFor(read.action.do))
}

/**
 * Does what was pressed, unless the person has moved on meanwhile. What came by itself just then (the time of the offer has
 * begun, accounts of the bank are taken over) is no reason to lose it: nothing on the page tells that it was.
 */
async function actOnce(
  deps: JourneyPageDeps,
  view: View,
  action: Action,
  caller: Caller,
): Promise<Journey | undefined> {
  const shown = shownRevision(view.journey)
  let current = view
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const done = await act(deps.journey, current, action, caller)
    if (done === 'ignored') return undefined
    if (done !== 'stale') return done
    const moved = await deps.journeys.reload(current.journey)
    if (!moved || moved.abandoned || shownRevision(moved) !== shown) return undefined
    current = await settleUnseen(deps.journey, await look(deps.journey, moved), caller, (stale) =>
      deps.journeys.reload(stale),
    )
  }
  return undefined
}

/** What was pressed has changed nothing to be seen: the page says a word, should it still be the same. */
function wordFor(done: Action['do']): { readonly [name: string]: string } {
  if (done === 'challenge_done') return { said: 'not_yet' }
  return done === 'challenge_resend' ? { said: 'sent_again' } : {}
}

function toPage(reply: FastifyReply, visited: Visit, look: { readonly [name: string]: string } = {}): FastifyReply {
  const carried = visited.binding.cookieless ? visited.binding.secret : undefined
  return reply.redirect(pageUrl(paths.journey, visited.sessionId, carried, look), 303)
}

/** What the bank asks for in the leg in hand. */
async function currentlyShown(deps: JourneyPageDeps, view: Awaited<ReturnType<typeof look>>) {
  if (view.step.kind !== 'form' && view.step.kind !== 'challenge') return undefined
  return (await deps.journey.store.leg(view.step.leg.id))?.shown
}

/** What the link said, not what was done in the other browser. */
function openingFacts(facts: readonly Fact[]): Fact[] {
  return facts.filter(({ kind }) => kind === 'previous_opened' || kind === 'connection_opened' || kind === 'hosted')
}

/** Another bank after success: a journey of its own in the same session, that returns for both. */
async function goOn(deps: JourneyPageDeps, view: View): Promise<void> {
  const { sessionHash, sessionId, clientId, userId, endpoint, parameters, facts } = view.journey
  const { provider_id: _first, ...onward } = parameters
  const { providerId } = view.state
  if (providerId === undefined) return
  const continued = { kind: 'continued', connections: connectedIds(view), providerId } as const
  await deps.journeys.open(
    {
      sessionHash,
      sessionId,
      clientId,
      userId,
      endpoint,
      parameters: onward,
      facts: [...openingFacts(facts), continued],
    },
    deps.journey.now(),
  )
}

/** Nothing was authorised or imported that a new beginning would leave behind. */
function canStartOver({ facts }: Journey): boolean {
  const { authorised, importing, imported } = stateOf(facts)
  return authorised.length === 0 && importing === undefined && imported === undefined
}

/** "Start over here": only while nothing was authorised; what the other browser had begun is dropped. */
async function takeOver(
  deps: JourneyPageDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  visited: Visit,
  journey: Parameters<typeof look>[1],
  wanted: unknown,
): Promise<FastifyReply> {
  const asItStands = async () =>
    showJourney(
      deps,
      request,
      reply,
      visited,
      await look(deps.journey, (await deps.journeys.reload(journey)) ?? journey),
    )
  if (wanted !== 'take_over') return asItStands()
  // Asked of the journey as it is when it ends: the first browser may come back from the bank at this moment.
  if (!(await deps.journey.store.abandon(journey, deps.journey.now(), canStartOver))) return asItStands()
  await deps.sessions.rebind(visited.session.idHash, browserHash(visited.session.idHash, visited.binding.secret))
  setBindingCookie(reply, visited.binding, deps.secure())
  const { sessionHash, sessionId, clientId, userId, endpoint, parameters } = journey
  const fresh = await deps.journeys.open(
    { sessionHash, sessionId, clientId, userId, endpoint, parameters, facts: openingFacts(journey.facts) },
    deps.journey.now(),
  )
  return showJourney(
    deps,
    request,
    reply,
    { ...visited, binding: { ...visited.binding, bound: true } },
    await look(deps.journey, fresh),
  )
}
