import { textFields } from '@raccord/home/form'
import { base } from '../base.ts'
import type { Console } from '../console.ts'
import { replayHours, webhooksPage } from '../pages/webhooks-page.ts'
import { notFound, type OwnRoutes } from './own-routes.ts'

const HOUR = 3_600_000

export function webhookRoutes({ desk, options }: Console, own: OwnRoutes): void {
  own.get('/webhooks', async (visit, request) => {
    const { replayed } = textFields(request.query)
    const events = replayed !== undefined && /^\d{1,6}$/.test(replayed) ? Number(replayed) : undefined
    return webhooksPage(visit, await desk.deliveries(), events)
  })

  own.post('/webhooks/:id/replay', async (visit, request) => {
    const { id = '' } = textFields(request.params)
    const hours = replayHours.find((known) => String(known) === textFields(request.body)['hours']) ?? 24
    const since = new Date(options.now().getTime() - hours * HOUR)
    const events = await desk.replay(visit.operator, id, since)
    return events === undefined ? notFound : { redirect: `${base}/webhooks?replayed=${events}` }
  })
}
