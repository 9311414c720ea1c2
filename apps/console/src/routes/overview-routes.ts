import type { Console } from '../console.ts'
import { overviewPage } from '../pages/overview-page.ts'
import type { OwnRoutes } from './own-routes.ts'

export function overviewRoutes(desk: Console, own: OwnRoutes): void {
  own.get('/', async (visit) => overviewPage(visit, await desk.desk.overview()))
}
