import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { textFields } from '../form.ts'
import { isDay } from '../messages/format.ts'
import { downloadFormats, downloadsPage } from '../pages/downloads-page.ts'
import { downloadKey } from './application-routes.ts'
import { notFound, type OwnRoutes } from './own-routes.ts'

/** Files: read at a private address that is made for the one download, and gone with it. */
export function downloadRoutes(own: OwnRoutes): void {
  own.get('/downloads', async (visit) => downloadsPage(visit, await visit.api.accounts()))

  own.post('/downloads', async (visit, request, reply) => {
    const form = textFields(request.body)
    const format = downloadFormats.find((name) => name === form['format'])
    const account = form['account'] ?? ''
    const mine = (await visit.api.accounts()).filter(({ id }) => account === '' || id === account)
    if (format === undefined || mine.length === 0) return notFound
    const query = new URLSearchParams(account === '' ? {} : { account_id: account })
    const [from = '', until = ''] = [form['from'], form['until']]
    if (isDay(from)) query.set('start_date', from)
    if (isDay(until) && !(isDay(from) && until < from)) query.set('end_date', until)
    return visit.api.as(async (token, raccord) => {
      const made = await raccord.makeToken(token, { kind: 'export', name: downloadKey })
      const end = () => raccord.revokeToken(token, made.id)
      try {
        const file = await raccord.file(made.links?.[format] ?? '', query)
        const body = Readable.fromWeb(file.body as ReadableStream)
        body.once('close', () => void end().catch(() => request.log.warn({ token: made.id }, 'home_download_key')))
        return reply
          .type(file.headers.get('content-type') ?? 'application/octet-stream')
          .header('content-disposition', `attachment; filename="accounts.${format}"`)
          .send(body)
      } catch (error) {
        await end()
        throw error
      }
    })
  })
}
