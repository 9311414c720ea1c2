import type { ConnectionOut } from '@raccord/contract/wire'
import type { FastifyRequest } from 'fastify'
import { requestLocale } from '../request-locale.ts'
import type { UserCaller } from './access/caller.ts'
import type { ApiContext } from './api-context.ts'
import { presentConnection } from './present/connection.ts'

/** The caller's connections as the wire shows them; with `id` at most that one. */
export async function connectionsOfCall(
  context: ApiContext,
  caller: UserCaller,
  request: FastifyRequest,
  id?: number,
): Promise<ConnectionOut[]> {
  const rows = await context.readModel.connections(caller.userId, id)
  const apiBase = context.bases().api
  const locale = requestLocale(request.headers['accept-language'])
  const now = context.clock.now()
  return rows.map((row) =>
    presentConnection(row, { provider: context.catalogue.find(row.provider_id), apiBase, locale, now }),
  )
}
