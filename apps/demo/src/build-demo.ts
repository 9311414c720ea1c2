import Fastify, { type FastifyInstance } from 'fastify'
import type { DemoOptions } from './demo.ts'
import { registerDemo } from './register-demo.ts'

/** The demo as a server of its own, as an integrator would run it. */
export async function buildDemo(options: DemoOptions): Promise<FastifyInstance> {
  const app = Fastify({ forceCloseConnections: true })
  await registerDemo(app, options)
  return app
}
