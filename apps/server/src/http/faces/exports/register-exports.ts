import type { FastifyPluginAsync } from 'fastify'
import type { FaceContext } from '../face-context.ts'

export function exportsFace(_context: FaceContext): FastifyPluginAsync {
  return async () => {}
}
