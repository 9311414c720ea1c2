import type { FastifyPluginAsync } from 'fastify'
import type { ApiContext } from '../api/api-context.ts'
import { enableBankingFace } from './enable-banking/register-enable-banking.ts'
import { exportsFace } from './exports/register-exports.ts'
import { createFaceContext } from './face-context.ts'
import { lunchflowFace } from './lunchflow/register-lunchflow.ts'
import { simplefinFace } from './simplefin/register-simplefin.ts'

/** Other doors to the read model than the API's, each a thin skin (WIRE §8a). */
export function faces(api: ApiContext): FastifyPluginAsync {
  const context = createFaceContext(api)
  return async (app) => {
    await app.register(simplefinFace(context), { prefix: '/simplefin' })
    await app.register(exportsFace(context), { prefix: '/exports' })
    await app.register(lunchflowFace(context), { prefix: '/lunchflow' })
    await app.register(enableBankingFace(context), { prefix: '/enablebanking' })
  }
}
