import type { Again } from '@raccord/contract'
import type { FastifyRequest } from 'fastify'
import { pathOf } from '../../log-options.ts'
import { paths } from '../page-paths.ts'
import { readPageToken } from '../visit/page-token.ts'

type Body = Readonly<Record<string, unknown>>

/**
 * What "Try again" sends after a fault that kept nothing. A page is asked for anew under its own address, the bank's return with
 * all that the bank wrote into it. A form is not sent again: it may hold a password, which must not stand in a page. Its page
 * is, and shows the journey where it was; the answer to "whose accounts" alone goes once more, having no page of its own.
 */
export function againOf(request: FastifyRequest): Again {
  if (request.method !== 'POST') return { url: request.url }
  const path = pathOf(request.url)
  const body = (request.body ?? {}) as Body
  if (path === '/bank/confirm') return { url: path, fields: texts(body) }
  const query = new URLSearchParams(request.url.slice(path.length))
  // The sign-in form brings back the request it belongs to; what was typed is called `f_…`.
  if (path === '/signin') for (const [name, value] of texts(body)) if (!/^(f_|do$)/.test(name)) query.set(name, value)
  // The question before the bank (routes/depart.ts): the ticket is what it was asked with.
  if (path === paths.depart && typeof body['proof'] === 'string') query.set('ticket', body['proof'])
  else if (path !== '/signin' && typeof body['session_id'] === 'string') query.set('session_id', body['session_id'])
  const secret = readPageToken(body['page'])?.secret
  // Where cookies are off the link must carry it (binding.ts).
  if (secret !== undefined && request.headers.cookie === undefined) query.set('t', secret)
  const to = path.startsWith(paths.journey) ? paths.journey : path
  return { url: query.size === 0 ? to : `${to}?${query}` }
}

function texts(body: Body): [string, string][] {
  return Object.entries(body).flatMap(([name, value]) =>
    typeof value === 'string' && value.length <= 4000 ? [[name, value] as [string, string]] : [],
  )
}
