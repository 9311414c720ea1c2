import type { Endpoint, RawQuery } from '@raccord/contract'
import type { FastifyInstance } from 'fastify'
import type { Fact } from '../../../journey/facts.ts'
import { look } from '../../../journey/look.ts'
import type { Opening } from '../../../journey/ports.ts'
import { sendAlone } from '../alone/alone-page.ts'
import { hostedBy } from '../message-origins.ts'
import { pageUrl, paths } from '../page-paths.ts'
import { themeOf, themeWarnings } from '../theme-of.ts'
import { browserHash, setBindingCookie } from '../visit/binding.ts'
import { sendUnbound, type Visit, visit } from '../visit/page-visit.ts'
import { settled, showJourney } from '../visit/show-journey.ts'
import type { OpenDeps } from '../widget-deps.ts'
import { displayOf } from './display-of.ts'
import { subjectFacts } from './journey-subject.ts'
import type { OpenFace } from './open-face.ts'

/** `GET …/widget/<endpoint>`: opens a journey, or resumes the unfinished one (WIRE §4, Reopening). */
export function openRoute(app: FastifyInstance, deps: OpenDeps, endpoint: Endpoint, face: OpenFace): void {
  app.get(face.path(endpoint), async (request, reply) => {
    const visited = await visit(deps, request, reply)
    if (!visited) return reply
    const { session, client, sessionId } = visited
    const refused = (parameter: string, rule: string) => {
      request.log.warn({ parameter, rule }, 'widget link refused')
      return deps.sessions.noteRefusal(session.idHash, { at: deps.journey.now(), endpoint, parameter, rule })
    }
    const read = await face.read(endpoint, request.query as RawQuery, visited)
    if (read.kind === 'refused') {
      await refused(read.parameter, read.rule)
      return sendAlone(deps, request, reply, 400, 'link_refused', {
        parameter: read.parameter,
        ancestors: visited.ancestors,
      })
    }
    noteAliases(deps, client.id, read.facts)
    const subjectOf = () => subjectFacts(deps, endpoint, session.userId, read.parameters, read.expected)
    const noSubject = async () => {
      const parameter = 'connection_id'
      await refused(parameter, 'is missing, or no connection of this user')
      return sendAlone(deps, request, reply, 404, 'link_refused', { parameter, ancestors: visited.ancestors })
    }
    // Before a browser is bound: one that can begin nothing must not keep the person's own out.
    const early = session.browserHashes.length === 0 ? await subjectOf() : undefined
    if (session.browserHashes.length === 0 && !early) return noSubject()
    const { parameters } = read
    const openingOn = (subject: readonly Fact[]): Opening => {
      const facts = [
        ...read.facts,
        ...themeWarnings(deps, themeOf(client, parameters)),
        ...hostedBy(client, request.headers.referer),
        ...subject,
      ]
      const { idHash: sessionHash, clientId, userId } = session
      return { sessionHash, sessionId, clientId, userId, endpoint, parameters, facts }
    }
    const first =
      early && !session.newest
        ? await deps.journeys.openFirst(openingOn(early), hashHere(visited), deps.journey.now())
        : undefined
    const here = first ? { ...visited, binding: { ...visited.binding, bound: true } } : await bindBrowser(deps, visited)
    if (!here.binding.cookieless) setBindingCookie(reply, here.binding, deps.secure())
    if (first) return showJourney(deps, request, reply, here, await settled(deps, first, request))
    const newest = session.newest ?? (early && (await deps.journeys.newest(session.idHash)))
    if (!here.binding.bound) {
      // A browser that is not the session's begins nothing in it and moves nothing on.
      if (!newest) return sendUnbound(deps, request, reply, visited)
      return showJourney(deps, request, reply, here, await look(deps.journey, newest))
    }
    const unfinished = newest && !isOver(newest.facts) ? newest : undefined
    if (unfinished?.endpoint === endpoint) {
      const display = displayOf(read.parameters)
      const shown = await deps.journeys.redisplay(unfinished, { ...unfinished.parameters, ...display })
      if (shown.facts.some((fact) => fact.kind === 'provider_chosen' || fact.kind === 'connection_opened')) {
        const carried = here.binding.cookieless ? here.binding.secret : undefined
        return reply.redirect(pageUrl(paths.journey, sessionId, carried), 303)
      }
      return showJourney(deps, request, reply, here, await settled(deps, shown, request))
    }
    const subject = early ?? (await subjectOf())
    if (!subject) return noSubject()
    if (unfinished) await deps.journey.store.abandon(unfinished, deps.journey.now())
    const journey = await deps.journeys.open(openingOn(subject), deps.journey.now())
    return showJourney(deps, request, reply, here, await settled(deps, journey, request))
  })
}

/** Previous names on the new links go into the client's usage report (WIRE §5); nobody waits for that. */
function noteAliases(deps: Pick<OpenDeps, 'deprecated'>, clientId: string, facts: readonly Fact[]): void {
  const names = facts.flatMap((fact) => (fact.kind === 'deprecated_used' ? [fact.parameter] : []))
  void deps.deprecated.record(
    clientId,
    names.map((name) => ({ kind: 'parameter', name })),
  )
}

const hashHere = ({ session, binding }: Visit): Uint8Array => browserHash(session.idHash, binding.secret)

/** The first browser that opens a session is its browser. */
export async function bindBrowser(deps: OpenDeps, visited: Visit): Promise<Visit> {
  const { session, binding } = visited
  if (binding.bound || session.browserHashes.length > 0) return visited
  const bound = await deps.sessions.bind(session.idHash, hashHere(visited))
  return { ...visited, binding: { ...binding, bound } }
}

function isOver(facts: readonly { readonly kind: string }[]): boolean {
  return facts.some((fact) => fact.kind === 'finished' || fact.kind === 'cancelled')
}
