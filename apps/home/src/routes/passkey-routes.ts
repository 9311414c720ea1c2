import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { type Home, isMember, type MemberVisit } from '../home.ts'
import { Challenges } from '../security/challenges.ts'
import { addPasskey, askNewPasskey, askPasskey, checkPasskey, relyingParty } from '../security/passkeys.ts'
import { isPassword } from '../security/password.ts'

const triesOfAddress = 40
const triesOfPassword = 8
const asking = z.object({ password: z.string().max(1000).optional() })
const newKey = z.object({ name: z.string().trim().min(1).max(60), answer: z.unknown() })

const answer = (reply: FastifyReply, status: number, body: object): FastifyReply =>
  reply.code(status).type('application/json; charset=utf-8').send(body)

/** A passkey that was shown just now, or the password. */
async function knows(home: Home, { member, session }: MemberVisit, password: string): Promise<'yes' | 'no' | 'tries'> {
  if (await home.sessions.isFreshByPasskey(session)) return 'yes'
  const key = `change ${member.id}`
  if (!home.tries.take(key, triesOfPassword)) return 'tries'
  if (!(await isPassword(await home.members.passwordHash(member.id), password))) return 'no'
  home.tries.clear(key)
  return 'yes'
}

/** Of the script on the sign-in page and on a member's own: JSON, and no page. */
export function passkeyRoutes(app: FastifyInstance, home: Home): void {
  const challenges = new Challenges(home.options.now)
  const place = (by: string) => {
    const origin = home.options.url()
    const party = relyingParty(origin)
    return party === undefined
      ? undefined
      : { title: 'Raccord Home', origin, relyingParty: party, challenges: challenges.of(by), passkeys: home.passkeys }
  }

  app.post('/passkeys/sign-in/ask', async (request, reply) => {
    const network = home.options.networkOf(request.ip)
    const at = place(network)
    if (!at) return answer(reply, 404, { ok: false })
    if (!home.tries.take(`ask ${network}`, triesOfAddress * 5)) return answer(reply, 429, { ok: false })
    return answer(reply, 200, await askPasskey(at))
  })

  app.post('/passkeys/sign-in', async (request, reply) => {
    const network = home.options.networkOf(request.ip)
    const at = place(network)
    if (!at) return answer(reply, 404, { ok: false })
    if (!home.tries.take(`address ${network}`, triesOfAddress)) return answer(reply, 429, { ok: false })
    const passkey = await checkPasskey(at, request.body)
    if (!passkey) return answer(reply, 400, { ok: false })
    home.tries.clear(`address ${network}`)
    await home.welcome(reply, passkey.memberId, 'passkey')
    return answer(reply, 200, { ok: true, go: '/home' })
  })

  app.post('/passkeys/add/ask', async (request, reply) => {
    const visit = await home.visit(request)
    const at = isMember(visit) ? place(`member ${visit.member.id}`) : undefined
    if (!at || !isMember(visit)) return answer(reply, 404, { ok: false })
    // Who finds a browser open must not be able to stay for good.
    const { password = '' } = asking.safeParse(request.body).data ?? {}
    const known = await knows(home, visit, password)
    if (known !== 'yes') return answer(reply, known === 'no' ? 403 : 429, { ok: false })
    return answer(reply, 200, await askNewPasskey(at, visit.member))
  })

  app.post('/passkeys/add', async (request, reply) => {
    const visit = await home.visit(request)
    const at = isMember(visit) ? place(`member ${visit.member.id}`) : undefined
    const asked = newKey.safeParse(request.body)
    if (!at || !isMember(visit)) return answer(reply, 404, { ok: false })
    if (!asked.success || !(await addPasskey(at, visit.member, asked.data.name, asked.data.answer)))
      return answer(reply, 400, { ok: false })
    return answer(reply, 200, { ok: true, go: '/home/you?said=passkey' })
  })
}
