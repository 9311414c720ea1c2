import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import type { FaceToken } from '../../../faces/face-token.ts'
import { addDays, dayOf } from '../../../transactions/day.ts'
import { answerInJson } from '../answer-in-json.ts'
import { entriesOf } from '../entry-pages.ts'
import { type FaceContext, tokenOfRequest } from '../face-context.ts'
import { isDay } from '../is-day.ts'
import { narrowed } from '../narrowed.ts'
import { sendStream } from '../send-stream.ts'
import { shownAccounts } from '../shown-accounts.ts'
import { presentLunchflowAccount, presentLunchflowEntry } from './present-lunchflow.ts'

/** A reader that names no days asks for all there is, each time: bounded. */
const usualDays = 731

/**
 * Lunch Flow's interface, as its readers use it (Firefly III's importer above all). Nothing here ever asks a bank. Readers put their path
 * behind a base that may end with a slash: repeated ones count as one.
 */
export function lunchflowFace(context: FaceContext): FastifyPluginAsync {
  return async (app) => {
    answerInJson(app, ({ code, message }) => ({ error: code, message }))

    app.get<{ Params: { '*': string } }>('/v1/*', async (request, reply) => {
      const key = request.headers['x-api-key']
      const token = typeof key === 'string' ? await tokenOfRequest(context, request, 'lunchflow', key) : undefined
      if (token === undefined)
        return reply.code(401).send({ error: 'unauthorized', message: 'This key is unknown or was revoked.' })
      const [what, id, part, ...more] = request.params['*'].split('/').filter((piece) => piece !== '')
      if (what !== 'accounts' || more.length > 0) return notThere(reply)
      const { accounts, connections } = await shownAccounts(context, token)
      if (id === undefined) {
        const list = accounts.map((account) => {
          const connection = connections.find((one) => one.id === account.connection_id)
          return presentLunchflowAccount(account, context.catalogue.find(connection?.provider_id ?? ''), connection)
        })
        return reply.send({ accounts: list, total: list.length })
      }
      const account = accounts.find((one) => String(one.id) === id)
      if (!account) return notThere(reply)
      if (part === 'balance') {
        const amount = presentLunchflowAccount(account).balance
        return reply.send({ balance: { amount, currency: account.currency } })
      }
      if (part === 'holdings') return reply.code(501).send({ error: 'not_supported', message: 'No securities here.' })
      if (part !== 'transactions') return notThere(reply)
      const asked = daysOf(request.query as Record<string, unknown>, context.clock.now())
      if (asked === undefined)
        return reply.code(400).send({ error: 'invalid_request', message: 'Days are written YYYY-MM-DD.' })
      const pending = (request.query as Record<string, unknown>)['include_pending'] === 'true'
      const pieces = entries(context, token, account.id, narrowed(token, asked), pending)
      return sendStream(request, reply, 'application/json; charset=utf-8', pieces)
    })
  }
}

async function* entries(
  { readModel }: FaceContext,
  { userId }: FaceToken,
  accountId: number,
  days: { from?: string; until?: string },
  pending: boolean,
): AsyncGenerator<string> {
  yield '{"transactions":['
  let total = 0
  for (const status of pending ? (['BOOKED', 'PENDING'] as const) : (['BOOKED'] as const))
    for await (const entry of entriesOf(readModel, userId, { accountId, status, ...days })) {
      yield `${total === 0 ? '' : ','}${JSON.stringify(presentLunchflowEntry(entry))}`
      total += 1
    }
  yield `],"total":${total}}`
}

/** Two names for each are in use. Inclusive. */
function daysOf(query: Record<string, unknown>, now: Date): { from: string; until?: string } | undefined {
  const from = query['start_date'] ?? query['from'] ?? addDays(dayOf(now), -usualDays)
  const until = query['end_date'] ?? query['to']
  if (!isDay(from) || (until !== undefined && !isDay(until))) return undefined
  return { from, until }
}

const notThere = (reply: FastifyReply) =>
  reply.code(404).send({ error: 'not_found', message: 'There is nothing here.' })
