import { type Locale, type Screen, type SignInScreen, parameters as widgetParameters } from '@raccord/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { issueCode } from '../../tokens/issue-code.ts'
import type { ApiContext } from '../api/api-context.ts'
import { bareFrame, sendAlone } from '../widget/alone/alone-page.ts'
import { isOwnPost } from '../widget/own-post.ts'
import { sendPage } from '../widget/page-headers.ts'
import { localeOf } from '../widget/page-locale.ts'
import { shownClient, themeUrl } from '../widget/theme-of.ts'
import type { PageDeps } from '../widget/widget-deps.ts'
import { checkPerson } from './check-person.ts'
import { answerAddress } from './client-address.ts'
import { readSignIn, type SignInRequest } from './read-sign-in.ts'

export type SignInContext = Pick<
  ApiContext,
  'bases' | 'clients' | 'users' | 'codes' | 'passwordCheck' | 'signIns' | 'clock'
>

const path = '/signin'

/**
 * The OAuth front door (RFC 6749 §4.1, WIRE §2): one page to sign in and allow, no session, no cookie. It is never framed:
 * one press on it gives access, and a password manager may have filled it in.
 */
export function registerSignIn(app: FastifyInstance, deps: PageDeps, context: SignInContext): void {
  const issuer = () => context.bases().auth

  app.get(path, async (request, reply) => {
    const read = await readSignIn(context.clients, request.query)
    if (read.kind === 'refused') return sendAlone(deps, request, reply, 400, 'link_refused', read)
    if (read.kind === 'answered') {
      request.log.info({ client: read.client.id, error: read.answer }, 'sign-in request refused')
      return reply.redirect(answerAddress({ ...read, issuer: issuer() }, read.answer), 303)
    }
    return show(request, reply, read.request, 200)
  })

  app.post(path, async (request, reply) => {
    if (!isOwnPost(request, issuer())) return sendAlone(deps, request, reply, 403, 'link_refused')
    const body = (request.body ?? {}) as { readonly [name: string]: unknown }
    const read = await readSignIn(context.clients, body)
    if (read.kind !== 'asked') return sendAlone(deps, request, reply, 400, 'link_refused')
    const asked = read.request
    const [email, password] = [textOf(body['f_email'], 254), textOf(body['f_password'], 256)]
    const missing = (['email', 'password'] as const).filter((name) => body[`f_${name}`] === '' || !body[`f_${name}`])
    const typed = email === undefined ? {} : { email: email.trim() }
    if (missing.length > 0) return show(request, reply, asked, 400, { ...typed, missing })
    if (email === undefined || password === undefined)
      return show(request, reply, asked, 400, { ...typed, error: 'refused' })
    const person = await checkPerson(context, { clientId: asked.client.id, email, ip: request.ip }, password)
    if (person.kind === 'later') {
      reply.header('retry-after', person.retryAfter)
      return show(request, reply, asked, 429, { ...typed, error: 'later' })
    }
    if (person.kind === 'refused') {
      request.log.info({ client: asked.client.id }, 'sign-in refused')
      return show(request, reply, asked, 400, { ...typed, error: 'refused' })
    }
    const { redirectUri, codeChallenge, scopes } = asked
    const issue = { clientId: asked.client.id, userId: person.user.id, redirectUri, scopes }
    const issued = issueCode({ ...issue, ...(codeChallenge ? { codeChallenge } : {}) }, context.clock.now())
    await context.codes.add(issued.code)
    const target = answerAddress({ ...asked, issuer: issuer() }, { code: issued.text })
    // A browser goes by a link: `form-action 'self'` binds every redirect after a post, those of the client's site too. What
    // does not say that it navigates is a program, which follows redirects and reads no page.
    if (request.headers['sec-fetch-mode'] === undefined) return reply.redirect(target, 303)
    return send(request, reply, 200, asked, { kind: 'leaving', target })
  })

  function show(
    request: FastifyRequest,
    reply: FastifyReply,
    asked: SignInRequest,
    status: number,
    state: Partial<Pick<SignInScreen, 'email' | 'missing' | 'error'>> = {},
  ): FastifyReply {
    const cancelUrl = answerAddress({ ...asked, issuer: issuer() }, { error: 'access_denied' })
    const { parameters, scopes } = asked
    const screen: Screen = { kind: 'sign_in', request: parameters, scopes, missing: [], cancelUrl, ...state }
    return send(request, reply, status, asked, screen)
  }

  function send(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    asked: SignInRequest,
    screen: Screen,
  ): FastifyReply {
    const stylesheet = themeUrl(asked.client.theme)
    const frame = {
      ...bareFrame(deps, request, languageOf(request, asked)),
      client: shownClient(asked.client),
      ...(stylesheet === undefined ? {} : { theme: { stylesheet } }),
    }
    return sendPage(request, reply, status, deps.render(screen, { ...frame, action: path, self: path }), [])
  }
}

/** `locale` as on the widget's links, or OpenID's `ui_locales`; else the browser's. */
function languageOf(request: FastifyRequest, { parameters }: SignInRequest): Locale {
  const given = Object.fromEntries(parameters)
  for (const wish of [given['locale'] ?? '', ...(given['ui_locales'] ?? '').split(' ')]) {
    const read = widgetParameters.locale.read(wish)
    if ('value' in read) return read.value as Locale
  }
  return localeOf(request)
}

/** What can be looked up: one text, not longer than one that could have been kept, without what a database refuses. */
function textOf(value: unknown, max: number): string | undefined {
  const fits = typeof value === 'string' && value.length <= max && !value.includes('\0') && value.isWellFormed()
  return fits ? value : undefined
}
