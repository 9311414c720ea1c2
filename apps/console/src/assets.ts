import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assetFiles } from '@raccord/home/assets'
import type { FastifyInstance } from 'fastify'

/** Home's look and its script of passkeys; what only tables and charts need comes after. */
const files = {
  'console.css': {
    type: assetFiles['home.css'].type,
    read: () =>
      `${assetFiles['home.css'].read()}\n${readFileSync(join(import.meta.dirname, 'assets', 'console.css'), 'utf8')}`,
  },
  'passkeys.js': assetFiles['passkeys.js'],
  'webauthn.js': assetFiles['webauthn.js'],
}

export function assetRoutes(app: FastifyInstance): void {
  for (const [name, { type, read }] of Object.entries(files)) {
    const content = read()
    app.get(`/assets/${name}`, (_request, reply) =>
      reply.type(type).header('cache-control', 'private, max-age=300').send(content),
    )
  }
}
