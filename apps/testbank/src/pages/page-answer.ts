import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Brand } from '../brands/brand.ts'
import { layout, type Page } from './layout.ts'
import { chooseLanguage } from './messages/choose-language.ts'
import type { Messages, Notice } from './messages/messages.ts'
import { noticePage } from './notice-page.ts'

/**
 * A form here ends with a redirect to the TPP, and browsers apply form-action to every hop after it: the TPP's callback
 * may well send its user on to yet another origin. So the rule for return addresses (https, or http on this machine) is
 * also the rule for where a form may lead.
 */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self' https: http://127.0.0.1:* http://localhost:*",
].join('; ')

/** Headers of everything the bank shows to a person. */
export function pageHeaders(reply: FastifyReply): FastifyReply {
  return (
    reply
      .header('Content-Security-Policy', POLICY)
      .header('Cross-Origin-Opener-Policy', 'same-origin')
      .header('Cross-Origin-Resource-Policy', 'same-origin')
      .header('X-Content-Type-Options', 'nosniff')
      .header('X-Frame-Options', 'DENY')
      // `no-referrer` would make our own forms carry `Origin: null`.
      .header('Referrer-Policy', 'same-origin')
      .header('Permissions-Policy', 'camera=(), microphone=(), geolocation=()')
      .header('Cache-Control', 'no-store')
      .header('Vary', 'Accept-Language')
  )
}

export const messagesFor = (request: FastifyRequest): Messages => chooseLanguage(request.headers['accept-language'])

export function sendPage(request: FastifyRequest, reply: FastifyReply, page: Page, status = 200): FastifyReply {
  const messages = messagesFor(request)
  return pageHeaders(reply)
    .code(status)
    .header('Content-Language', messages.language)
    .type('text/html; charset=utf-8')
    .send(layout(messages, page))
}

/** Where a notice leads, and whose notice it is. */
export type WayBack = { readonly site: string; readonly href: string; readonly brand?: Brand }

const NOTICE_STATUS: Readonly<Record<Notice, number>> = {
  link_used: 410,
  link_unknown: 404,
  expired: 410,
  finished: 200,
  too_often: 403,
  closed: 503,
  blocked: 403,
  busy: 429,
  no_such_account: 403,
  bad_request: 400,
  not_found: 404,
}

export function sendNotice(
  request: FastifyRequest,
  reply: FastifyReply,
  notice: Notice,
  back?: WayBack,
  brand = back?.brand,
): FastifyReply {
  const page = noticePage(messagesFor(request), notice, back)
  return sendPage(request, reply, brand ? { ...page, brand } : page, NOTICE_STATUS[notice])
}
