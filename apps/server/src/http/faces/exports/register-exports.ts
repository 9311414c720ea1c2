import type { FastifyPluginAsync } from 'fastify'
import { requestLocale } from '../../request-locale.ts'
import { type FaceContext, tokenOfRequest } from '../face-context.ts'
import { narrowed } from '../narrowed.ts'
import { answerInText } from '../plain-answers.ts'
import { sendStream } from '../send-stream.ts'
import { shownAccounts } from '../shown-accounts.ts'
import { exportFile, mediaTypeOf } from './export-file.ts'
import { exportNames } from './export-names.ts'
import { exportQuery, querySentence } from './export-query.ts'

/** Private addresses of files: `/exports/{secret}.csv`. Whoever has one may read, until it is revoked. */
export function exportsFace(context: FaceContext): FastifyPluginAsync {
  return async (app) => {
    answerInText(app)
    app.get<{ Params: { file: string } }>('/:file', async (request, reply) => {
      const [secret = '', ending] = request.params.file.split('.', 2)
      const name = exportNames.find((known) => known === ending)
      const token = name && (await tokenOfRequest(context, request, 'export', secret))
      if (name === undefined || token === undefined) return reply.callNotFound()
      const query = exportQuery.safeParse(request.query)
      if (!query.success) return reply.code(400).type('text/plain; charset=utf-8').send(querySentence(query.error))
      const { account_id, start_date, end_date, pending, preset, version } = query.data
      const shown = await shownAccounts(context, token, account_id)
      const order = {
        ...{ name, userId: token.userId, preset },
        ...narrowed(token, { from: start_date, until: end_date }),
        pending: pending === 'true' || pending === '1',
        ofxVersion: version === '1' ? (1 as const) : (2 as const),
        locale: requestLocale(request.headers['accept-language']),
      }
      const world = {
        readModel: context.readModel,
        now: context.clock.now(),
        bankName: (id: string) => context.catalogue.find(id)?.name,
      }
      reply
        .header('content-disposition', `attachment; filename="accounts.${name}"`)
        // A browser that opens it shows no page of ours, whatever is in it.
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('referrer-policy', 'no-referrer')
        .header('x-robots-tag', 'noindex')
      return sendStream(request, reply, mediaTypeOf(name), exportFile(world, order, shown))
    })
  }
}
