import { waitMessage } from '@raccord/home/door-guard'
import { textFields } from '@raccord/home/form'
import { passwordProblem, shortestPassword } from '@raccord/home/password'
import { wordHash } from '@raccord/home/words'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { base } from '../base.ts'
import { type Console, isOperator } from '../console.ts'
import { readCookie, setCookie } from '../cookie.ts'
import { setUpPage, signInPage } from '../pages/door-pages.ts'
import { openIdEntry } from '../pages/openid-page.ts'
import { loginOf } from '../store/operator-store.ts'

/** Setting up, signing in and out. */
export function doorRoutes(app: FastifyInstance, desk: Console): void {
  const { sandbox, openid } = desk.options

  app.get('/sign-in', async (request, reply) => {
    const visit = await desk.visit(request)
    return isOperator(visit)
      ? reply.redirect(base, 303)
      : reply.send(signInPage(visit, sandbox, {}, openIdEntry(openid)))
  })
  app.post('/sign-in', (request, reply) => signIn(desk, request, reply))

  app.get('/set-up', async (request, reply) => reply.send(setUpPage(await desk.visit(request))))
  app.post('/set-up', (request, reply) => setUp(desk, request, reply))

  app.post('/sign-out', async (request, reply) => {
    const secret = readCookie(request, desk.secure)
    if (secret !== undefined) await desk.sessions.end(secret)
    setCookie(reply, desk.secure, undefined)
    return reply.redirect(`${base}/sign-in`, 303)
  })
}

async function signIn(desk: Console, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visit = await desk.visit(request)
  const { login = '', password = '' } = textFields(request.body)
  const refuse = (status: number, problem: string) =>
    reply
      .code(status)
      .send(signInPage(visit, desk.options.sandbox, { login, problem }, openIdEntry(desk.options.openid)))
  const attempt = await desk.options.doors.signIn.begin(loginOf(login), request.ip)
  if ('wait' in attempt) return refuse(429, visit.t(waitMessage(attempt.wait)))
  const found = await desk.operators.findByLogin(login)
  // As long for a name that nobody has.
  if (!(await desk.passwords.matches(found?.passwordHash, password)) || !found) {
    await attempt.wrong()
    return refuse(400, visit.t('signIn.wrong'))
  }
  await attempt.right()
  await desk.welcome(reply, found.operator.id)
  return reply.redirect(base, 303)
}

async function setUp(desk: Console, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visit = await desk.visit(request)
  const { login = '', word = '', password = '' } = textFields(request.body)
  const { t } = visit
  const attempt = await desk.options.doors.setUp.begin(loginOf(login), request.ip)
  if ('wait' in attempt) return reply.code(429).send(setUpPage(visit, { login, problem: t(waitMessage(attempt.wait)) }))
  const hash = wordHash(word)
  // Before the password is looked at: who has no word learns nothing, and spends none.
  if (!(await desk.operators.hasWord(login, hash))) {
    await attempt.wrong()
    return reply.code(400).send(setUpPage(visit, { login, problem: t('setUp.wrong') }))
  }
  await attempt.right()
  const wrong = passwordProblem(password)
  if (wrong) {
    const wrongPassword = wrong === 'short' ? t('wrong.passwordShort', shortestPassword) : t('wrong.passwordLong')
    return reply.code(400).send(setUpPage(visit, { login, wrongPassword }))
  }
  const id = await desk.operators.setUp(login, hash, await desk.passwords.hash(password))
  if (id === undefined) return reply.code(400).send(setUpPage(visit, { login, problem: t('setUp.wrong') }))
  await desk.welcome(reply, id)
  return reply.redirect(`${base}/you`, 303)
}
