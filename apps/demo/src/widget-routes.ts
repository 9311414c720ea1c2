import type { FastifyInstance } from 'fastify'
import { widgetParameters } from './connect-form.ts'
import type { Demo } from './demo.ts'
import { textFields } from './form.ts'
import { framePage } from './pages/frame-page.ts'
import { returnPage } from './pages/return-page.ts'
import { readAccounts } from './read-accounts.ts'

/** Out to the widget, as a page of its own or in a frame, and back. */
export function widgetRoutes(app: FastifyInstance, demo: Demo): void {
  app.post('/connect', async (request, reply) => {
    const visitor = demo.visitor(request)
    if (!visitor) return reply.redirect(demo.base, 303)
    const form = textFields(request.body)
    const framed = form['show'] === 'frame'
    const back = demo.address(request, '/return')
    const { url } = await visitor.user.widgetLink('add_connection')
    // The form has text for everything; a program would give the parameters to the call, typed.
    const parameters = new URLSearchParams({
      ...widgetParameters(form),
      redirect_url: back,
      ...(form['cancel'] === 'no' ? {} : { cancel_url: back }),
      ...(framed ? { aspsp_callback_uri: demo.address(request, '/frame') } : {}),
    })
    const link = `${url}&${parameters}`
    visitor.widgetLink = link
    return reply.redirect(framed ? `${demo.base}/frame` : link, 303)
  })

  app.get('/frame', (request, reply) => {
    const visitor = demo.visitor(request)
    if (!visitor?.widgetLink) return reply.redirect(demo.base, 303)
    return reply.send(framePage(demo.frame(visitor), visitor.widgetLink))
  })

  app.get('/return', async (request) => {
    const visitor = demo.visitor(request)
    const query = textFields(request.query)
    // Without JavaScript the frame itself comes here: a page within our page has no head of its own.
    const nested = request.headers['sec-fetch-dest'] === 'iframe'
    const frame = { ...demo.frame(visitor), ...(nested ? { nested: true as const } : {}) }
    const ids = new Set(query['status'] === 'success' ? (query['connection_id'] ?? '').split(',') : [])
    if (!visitor || ids.size === 0) return returnPage(frame, query)
    const accounts = (await visitor.user.listAccounts()).filter((account) => ids.has(account.connection_id))
    return returnPage(frame, query, await readAccounts(visitor.user, accounts))
  })
}
