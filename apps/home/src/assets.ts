import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const { resolve } = createRequire(import.meta.url)
const own = (name: string): string => readFileSync(join(import.meta.dirname, 'assets', name), 'utf8')

/** Colours and letters are the widget's: its tokens come first. */
export const assetFiles = {
  'home.css': {
    type: 'text/css; charset=utf-8',
    read: () => `${readFileSync(resolve('@raccord/widget/tokens.css'), 'utf8')}\n${own('home.css')}`,
  },
  'passkeys.js': { type: 'text/javascript; charset=utf-8', read: () => own('passkeys.js') },
  'webauthn.js': {
    type: 'text/javascript; charset=utf-8',
    read: () =>
      readFileSync(join(dirname(resolve('@simplewebauthn/browser')), '../dist/bundle/index.umd.min.js'), 'utf8'),
  },
}

export function assetRoutes(app: FastifyInstance): void {
  for (const [name, { type, read }] of Object.entries(assetFiles)) {
    const content = read()
    app.get(`/assets/${name}`, (_request, reply) =>
      reply.type(type).header('cache-control', 'private, max-age=300').send(content),
    )
  }
}
