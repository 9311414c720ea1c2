import { textFields } from '@raccord/home/form'
import type { Console } from '../console.ts'
import { auditPage } from '../pages/audit-page.ts'
import { migrationPage } from '../pages/migration-page.ts'
import type { OwnRoutes } from './own-routes.ts'

/** What was done, and what is still used: to be read alone. */
export function recordRoutes({ desk }: Console, own: OwnRoutes): void {
  own.get('/audit', async (visit, request) => {
    const { before } = textFields(request.query)
    const id = before !== undefined && /^\d{1,15}$/.test(before) ? Number(before) : undefined
    return auditPage(visit, await desk.audit(id))
  })
  own.get('/migration', async (visit) => migrationPage(visit, await desk.migration()))
}
