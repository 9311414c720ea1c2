import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { sendAlone } from '../alone/alone-page.ts'
import { sendExpired } from '../alone/expired-page.ts'
import { paths } from '../page-paths.ts'
import type { JourneyPageDeps } from '../widget-deps.ts'
import { readUpload } from './read-upload.ts'
import { submitted } from './submit.ts'

/**
 * `POST /v2.1/widget/files?session_id=…`: the form with files. Its session stands in the address, so that nobody without one
 * makes us hold what he sends; what it may do is proven by its fields, as with every form.
 */
export function uploadRoute(app: FastifyInstance, deps: JourneyPageDeps): void {
  void app.register((scope, _options, ready) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('multipart/form-data', (_request, payload, done) => done(null, payload))
    scope.post(paths.files, async (request, reply) => {
      const { session_id: id } = request.query as { session_id?: unknown }
      const known = typeof id === 'string' && /^[A-Za-z0-9_-]{32}$/.test(id)
      const session = known ? await deps.sessions.open(id, deps.journey.now()) : undefined
      if (!known || !session) return sendExpired(deps, request, reply, known ? id : undefined)
      const read = await readUpload(request.body as IncomingMessage, request.headers['content-type'] ?? '')
      if (!read) return sendAlone(deps, request, reply, 400, 'link_refused')
      request.body = { ...read.fields, do: 'upload', session_id: id }
      return submitted(deps, request, reply, read.sent)
    })
    ready()
  })
}
