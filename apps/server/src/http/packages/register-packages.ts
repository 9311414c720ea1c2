import type { FastifyInstance } from 'fastify'
import type { PublicPackage } from './read-packages.ts'

/** The packages for integrators, to be installed by their address: what is served belongs to this very server. */
export function registerPackages(app: FastifyInstance, packages: readonly PublicPackage[]): void {
  app.get('/packages/index.json', { schema: { hide: true } }, (_request, reply) =>
    reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .serializer(JSON.stringify)
      .send(packages.map(({ content: _content, ...listed }) => listed)),
  )
  for (const { file, content, integrity } of packages)
    app.get(`/packages/${file}`, { schema: { hide: true } }, (_request, reply) =>
      reply
        .type('application/gzip')
        // A version never changes what it is; a lock file holds the same.
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('x-content-type-options', 'nosniff')
        .header('etag', `"${integrity.slice('sha512-'.length, 40)}"`)
        .serializer((body: unknown) => body as string)
        .send(content),
    )
}
