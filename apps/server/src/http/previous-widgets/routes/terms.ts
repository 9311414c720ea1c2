import type { FastifyInstance } from 'fastify'
import { currentTerms } from '../../../consent/terms.ts'
import { openLoneForm } from '../lone-form.ts'
import { farewellOf, type LonePage, lonePageUrl, openLonePage, sendLonePage } from '../lone-page.ts'
import type { PreviousDeps } from '../previous-deps.ts'
import { lonePages } from '../previous-paths.ts'

/** The longest a bank permits (RTS on SCA, article 10a); each consent record says how long its own is. */
const MOST_DAYS = 180

/** `GET /widget/terms`: the person accepts the current terms, once for all banks that he connects from this client. */
export function termsRoute(app: FastifyInstance, deps: PreviousDeps): void {
  app.get(lonePages.terms, async (request, reply) => {
    const page = await openLonePage(deps, request, reply, lonePages.terms)
    if (!page) return reply
    const { terms, accepted } = await standing(page)
    return sendLonePage(deps, request, reply, page, {
      kind: 'terms',
      days: MOST_DAYS,
      own: terms.own,
      ...(accepted
        ? { accepted: { day: accepted.at.toISOString().slice(0, 10), ...farewellOf(deps, request, page) } }
        : {}),
    })
  })

  app.post(lonePages.terms, { bodyLimit: 8 * 1024 }, async (request, reply) => {
    const form = await openLoneForm(deps, request, reply, lonePages.terms, 'accept_terms')
    if (!form) return reply
    const { page } = form
    const { client, session } = page.visited
    const { terms, accepted } = await standing(page)
    if (!accepted) {
      const order = { clientId: client.id, userId: session.userId, locale: page.locale, terms }
      await deps.terms.accept(order, deps.widget.journey.now())
    }
    return reply.redirect(lonePageUrl(page, 'done'), 303)
  })

  /** The terms of today, and their acceptance if there is one. */
  async function standing({ visited: { client, session }, locale }: LonePage) {
    const terms = currentTerms(client.terms, locale)
    const newest = await deps.terms.newest(client.id, session.userId)
    return { terms, accepted: newest?.version === terms.version ? newest : undefined }
  }
}
