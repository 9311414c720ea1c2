import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readCookie, setCookie } from '../cookie.ts'
import { textFields } from '../form.ts'
import { type Home, isMember, type Visit } from '../home.ts'
import { type DoorForm, joinPage, setUpPage, signInPage } from '../pages/door-pages.ts'
import { waitMessage } from '../security/door-guard.ts'
import { hashPassword, isPassword, passwordProblem, shortestPassword } from '../security/password.ts'
import { isWord, wordHash } from '../security/words.ts'
import type { Role } from '../store/home-tables.ts'
import { loginOf } from '../store/member-store.ts'

/** Wrong words in a quarter of an hour from one network. */
const triesOfWord = 8

/** The first visit, signing in and out, and joining by an invitation. */
export function doorRoutes(app: FastifyInstance, home: Home): void {
  app.get('/set-up', async (request, reply) => {
    if (await home.members.hasOwner()) return reply.redirect('/home', 303)
    return reply.send(setUpPage(await home.visit(request)))
  })

  app.post('/set-up', async (request, reply) => {
    if (await home.members.hasOwner()) return reply.redirect('/home', 303)
    const visit = await home.visit(request)
    const form = textFields(request.body)
    const refuse = (more: DoorForm) => reply.code(400).send(setUpPage(visit, { ...shown(form), ...more }))
    if (!home.tries.take(`word ${home.options.networkOf(request.ip)}`, triesOfWord))
      return reply.code(429).send(setUpPage(visit, tooMany(visit)))
    if (!isWord(home.setUpWord, form['word'] ?? '')) return refuse({ wrong: { word: visit.t('setUp.wrongWord') } })
    const wrong = problemsOf(visit, form)
    if (wrong) return refuse({ wrong })
    const added = await newMember(home, form, 'owner')
    // Somebody was faster with the same word.
    if (added === undefined) return reply.redirect('/home', 303)
    await home.welcome(reply, added)
    return reply.redirect('/home', 303)
  })

  app.get('/join', async (request, reply) => reply.send(joinPage(await home.visit(request))))

  app.post('/join', async (request, reply) => {
    const visit = await home.visit(request)
    const form = textFields(request.body)
    const refuse = (more: DoorForm) => reply.code(400).send(joinPage(visit, { ...shown(form), ...more }))
    if (!home.tries.take(`word ${home.options.networkOf(request.ip)}`, triesOfWord))
      return reply.code(429).send(joinPage(visit, tooMany(visit)))
    const hash = wordHash(form['word'] ?? '')
    if (!(await home.members.isInvited(hash))) return refuse({ wrong: { word: visit.t('join.wrongWord') } })
    const wrong = problemsOf(visit, form)
    if (wrong) return refuse({ wrong })
    if (await home.members.findByLogin(form['login'] ?? ''))
      return refuse({ wrong: { login: visit.t('wrong.loginTaken') } })
    const added = await newMember(home, form, 'member', hash)
    if (added === undefined)
      return (await home.members.isInvited(hash))
        ? refuse({ wrong: { login: visit.t('wrong.loginTaken') } })
        : refuse({ wrong: { word: visit.t('join.wrongWord') } })
    await home.welcome(reply, added)
    return reply.redirect('/home', 303)
  })

  app.get('/sign-in', async (request, reply) => {
    const visit = await home.visit(request)
    if (isMember(visit)) return reply.redirect('/home', 303)
    if (!(await home.members.hasOwner())) return reply.redirect('/home/set-up', 303)
    return reply.send(signInPage(visit))
  })

  app.post('/sign-in', async (request, reply) => signIn(home, request, reply))

  app.post('/sign-out', async (request, reply) => {
    const secret = readCookie(request, home.secure)
    if (secret !== undefined) await home.sessions.end(secret)
    setCookie(reply, home.secure, undefined)
    return reply.redirect('/home/sign-in', 303)
  })
}

async function signIn(home: Home, request: FastifyRequest, reply: FastifyReply) {
  const visit = await home.visit(request)
  const { login = '', password = '' } = textFields(request.body)
  const attempt = await home.options.signIns.begin(loginOf(login), request.ip)
  if ('wait' in attempt)
    return reply.code(429).send(signInPage(visit, { login, problem: visit.t(waitMessage(attempt.wait)) }))
  const found = await home.members.findByLogin(login)
  // As long for a name that nobody has.
  if (!(await isPassword(found?.passwordHash, password)) || !found) {
    await attempt.wrong()
    return reply.code(400).send(signInPage(visit, { login, problem: visit.t('signIn.wrong') }))
  }
  await attempt.right()
  await home.welcome(reply, found.member.id)
  return reply.redirect('/home', 303)
}

const tooMany = (visit: Visit): DoorForm => ({ problem: visit.t('wrong.tries') })

/** What is typed again is what is no secret. */
const shown = ({ name, login, word }: Record<string, string>): DoorForm => ({ name, login, word })

function problemsOf({ t }: Visit, form: Record<string, string>): DoorForm['wrong'] {
  const name = (form['name'] ?? '').trim()
  const login = loginOf(form['login'] ?? '')
  const password = passwordProblem(form['password'] ?? '')
  const wrong = {
    ...(name === '' || name.length > 80 ? { name: t('wrong.name') } : {}),
    ...(login.length < 2 || login.length > 80 ? { login: t('wrong.login') } : {}),
    ...(password === 'short' ? { password: t('wrong.passwordShort', shortestPassword) } : {}),
    ...(password === 'long' ? { password: t('wrong.passwordLong') } : {}),
  }
  return Object.keys(wrong).length === 0 ? undefined : wrong
}

/** A member, and behind him a user at Raccord of whom nobody but home knows the password. Undefined when somebody was faster. */
async function newMember(
  home: Home,
  form: Record<string, string>,
  role: Role,
  invitation?: Uint8Array,
): Promise<string | undefined> {
  const id = randomBytes(9).toString('hex')
  const apiLogin = { email: `${id}@home.invalid`, password: randomBytes(32).toString('base64url') }
  const passwordHash = await hashPassword(form['password'] ?? '')
  await home.raccord.createUser(apiLogin)
  const login = loginOf(form['login'] ?? '')
  const member = { id, name: (form['name'] ?? '').trim(), login, role, passwordHash, apiLogin }
  // After the call that may fail: an invitation is not lost to it.
  if (await (invitation ? home.members.join(member, invitation) : home.members.add(member))) return id
  await home.raccord.deleteUser(await home.raccord.signIn(apiLogin))
  return undefined
}
