import { addPasskey, askNewPasskey, askPasskey, checkPasskey, relyingParty } from '@raccord/home/passkeys'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { base } from '../base.ts'
import { type Console, isOperator } from '../console.ts'

const triesOfAddress = 40
const triesOfPassword = 8
const asking = z.object({ password: z.string().max(1000).optional() })
const newKey = z.object({ name: z.string().trim().min(1).max(60), answer: z.unknown() })

const answer = (reply: FastifyReply, status: number, body: object): FastifyReply =>
  reply.code(status).type('application/json; charset=utf-8').send(body)

/** Of the script on the sign-in page and on an operator's own: JSON, and no page. */
export function passkeyRoutes(app: FastifyInstance, desk: Console): void {
  const place = () => {
    const origin = desk.options.url()
    const party = relyingParty(origin)
    if (party === undefined) return undefined
    const { challenges, passkeys } = desk
    return { title: 'Raccord', origin, relyingParty: party, challenges, passkeys }
  }

  app.post('/passkeys/sign-in/ask', async (request, reply) => {
    const at = place()
    if (!at) return answer(reply, 404, { ok: false })
    if (!(await desk.tries.take(`console ask ${request.ip}`, triesOfAddress * 5)))
      return answer(reply, 429, { ok: false })
    return answer(reply, 200, await askPasskey(at))
  })

  app.post('/passkeys/sign-in', async (request, reply) => {
    const at = place()
    if (!at) return answer(reply, 404, { ok: false })
    const address = `console address ${request.ip}`
    if (!(await desk.tries.take(address, triesOfAddress))) return answer(reply, 429, { ok: false })
    const passkey = await checkPasskey(at, request.body)
    if (!passkey) return answer(reply, 400, { ok: false })
    await desk.tries.clear(address)
    await desk.welcome(reply, passkey.memberId)
    return answer(reply, 200, { ok: true, go: base })
  })

  app.post('/passkeys/add/ask', async (request, reply) => {
    const visit = await desk.visit(request)
    const at = place()
    if (!at || !isOperator(visit)) return answer(reply, 404, { ok: false })
    const { id, login } = visit.operator
    // Who finds a session open must not be able to stay for good.
    const { password = '' } = asking.safeParse(request.body).data ?? {}
    const key = `console change ${id}`
    if (!(await desk.tries.take(key, triesOfPassword))) return answer(reply, 429, { ok: false })
    if (!(await desk.passwords.matches(await desk.operators.passwordHash(id), password)))
      return answer(reply, 403, { ok: false })
    await desk.tries.clear(key)
    return answer(reply, 200, await askNewPasskey(at, { id, login, name: login }))
  })

  app.post('/passkeys/add', async (request, reply) => {
    const visit = await desk.visit(request)
    const at = place()
    const asked = newKey.safeParse(request.body)
    if (!at || !isOperator(visit)) return answer(reply, 404, { ok: false })
    const { id, login } = visit.operator
    if (!asked.success || !(await addPasskey(at, { id, login, name: login }, asked.data.name, asked.data.answer)))
      return answer(reply, 400, { ok: false })
    return answer(reply, 200, { ok: true, go: `${base}/you?said=passkey` })
  })
}
