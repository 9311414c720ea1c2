import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendAlone } from '../widget/alone/alone-page.ts'
import { isOwnPost } from '../widget/own-post.ts'
import { isOfSession } from '../widget/visit/binding.ts'
import { readPageToken } from '../widget/visit/page-token.ts'
import { type LonePage, lonePageUrl, openLonePage } from './lone-page.ts'
import type { PreviousDeps } from './previous-deps.ts'

/** A form of such a page, proven to be its own; answers itself where it is not (`undefined`). */
export async function openLoneForm(
  deps: PreviousDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  purpose: string,
): Promise<{ readonly page: LonePage; readonly body: Readonly<Record<string, unknown>> } | undefined> {
  if (!isOwnPost(request, deps.widget.embedUrl())) {
    sendAlone(deps.widget, request, reply, 403, 'link_refused')
    return undefined
  }
  const page = await openLonePage(deps, request, reply, path)
  if (!page) return undefined
  const body = (request.body ?? {}) as Record<string, unknown>
  // The cookie alone proves nothing: a browser adds it to any post.
  const token = readPageToken(body['page'])
  if (token && isOfSession(page.visited.session, token.secret) && body['do'] === purpose) return { page, body }
  reply.redirect(lonePageUrl(page), 303)
  return undefined
}
