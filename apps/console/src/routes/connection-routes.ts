import type { Console } from '../console.ts'
import { connectionsPage } from '../pages/connections-page.ts'
import type { OwnRoutes } from './own-routes.ts'

export function connectionRoutes({ desk }: Console, own: OwnRoutes): void {
  own.get('/connections', async (visit) => connectionsPage(visit, await desk.connections()))
}
