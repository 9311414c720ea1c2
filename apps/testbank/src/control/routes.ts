import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Bank } from '../bank/bank.ts'
import { isLoopbackHost } from '../fetch/address-policy.ts'

const clockChange = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advance_days: z.number().min(-3_650).max(3_650) }),
])

/** Levers for tests: the bank's time and what it holds. Only registered when switched on and bound to loopback. */
export const control =
  (bank: Bank): FastifyPluginAsync =>
  async (app) => {
    app.addHook('onRequest', async (request, reply) => {
      // A page of another site could reach a loopback port by a name that it lets resolve to 127.0.0.1.
      if (!isLocal(request)) return reply.code(403).send({ error: 'loopback_only' })
      return undefined
    })

    app.get('/control/state', async () => ({ now: bank.clock.now().toISOString(), consents: bank.book.size() }))

    app.post('/control/clock', async (request, reply) => {
      const change = clockChange.safeParse(request.body)
      if (!change.success)
        return reply.code(400).send({ error: 'bad_clock', error_description: 'Send now or advance_days.' })
      if ('now' in change.data) bank.clock.set(new Date(change.data.now))
      else bank.clock.advanceDays(change.data.advance_days)
      return { now: bank.clock.now().toISOString() }
    })
  }

function isLocal({ hostname, headers: { origin } }: FastifyRequest): boolean {
  if (!isLoopbackHost(hostname)) return false
  return origin === undefined || (URL.canParse(origin) && isLoopbackHost(new URL(origin).hostname))
}
