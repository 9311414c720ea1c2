import { brotliCompressSync } from 'node:zlib'
import { expectedAccountTypes, type Locale, locales } from '@raccord/contract'
import type { FastifyInstance } from 'fastify'
import { paths } from '../page-paths.ts'
import { groupedTiles } from '../present/provider-groups.ts'
import { countriesDiffer, offeredTiles } from '../present/provider-tiles.ts'
import type { FileDeps } from '../widget-deps.ts'

/** Lists are few (countries × types × languages); more than this many are a guess at our memory. */
const KEPT = 200

/** `GET /v2.1/widget/providers.json`: what the page's instant search reads. Public, and the same for everybody. */
export function providerIndexRoute(app: FastifyInstance, deps: FileDeps): void {
  const built = new Map<string, { readonly plain: string; readonly br: Buffer }>()
  let builtOf = ''
  app.get(paths.providerIndex, { logLevel: 'warn' }, async (request, reply) => {
    const query = request.query as Record<string, unknown>
    const locale = locales.find((known) => known === query['l']) ?? 'en'
    const expected = expectedAccountTypes.find((known) => known === query['t']) ?? 'ALL'
    const countries =
      typeof query['c'] === 'string'
        ? query['c']
            .split(',')
            .filter((code) => /^[A-Z]{2}$/.test(code))
            .slice(0, 60)
            .sort()
        : []
    const { version } = deps.catalogue
    // Lists change while the server runs: banks are fetched, switched off, in maintenance.
    if (version !== builtOf) built.clear()
    builtOf = version
    const key = `${locale} ${expected} ${countries.join()}`
    const found = built.get(key) ?? build(countries, expected, locale)
    if (built.size < KEPT) built.set(key, found)
    // An address of another version is answered all the same, but kept by nobody.
    const current = query['v'] === version
    reply
      .type('application/json; charset=utf-8')
      .header('vary', 'accept-encoding')
      .header('x-content-type-options', 'nosniff')
    reply.header('cache-control', current ? 'public, max-age=31536000, immutable' : 'no-store')
    if (/\bbr\b/.test(String(request.headers['accept-encoding'] ?? '')))
      return reply.header('content-encoding', 'br').send(found.br)
    return reply.send(found.plain)
  })

  function build(countries: string[], expected: (typeof expectedAccountTypes)[number], locale: Locale) {
    const tiles = offeredTiles(deps.catalogue, { countries, expected_account_types: expected }, locale)
    const plain = deps.providerIndex(groupedTiles(deps.catalogue, tiles), locale, countriesDiffer(tiles))
    return { plain, br: brotliCompressSync(plain) }
  }
}
