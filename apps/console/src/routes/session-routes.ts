import { textFields } from '@raccord/home/form'
import type { Console } from '../console.ts'
import { sessionsPage } from '../pages/sessions-page.ts'
import { notFound, type OwnRoutes } from './own-routes.ts'

const shortestReason = 8

/** The log of a session, found by the code that a person reads out. */
export function sessionRoutes({ desk }: Console, own: OwnRoutes): void {
  own.get('/sessions', async (visit, request) => {
    const code = (textFields(request.query)['code'] ?? '').trim().slice(0, 40)
    if (code === '') return sessionsPage(visit, { code })
    return sessionsPage(visit, { code, session: (await desk.sessionOf(code)) ?? 'none' })
  })

  own.post('/sessions/person', async (visit, request) => {
    const { code = '', reason = '' } = textFields(request.body)
    const session = await desk.sessionOf(code)
    if (!session) return notFound
    const given = reason.trim().slice(0, 200)
    if (given.length < shortestReason)
      return { status: 400, page: sessionsPage(visit, { code, session, wrongReason: visit.t('sessions.reasonShort') }) }
    const person = (await desk.person(visit.operator, session.userId, given)) ?? 'gone'
    return sessionsPage(visit, { code, session, person })
  })
}
