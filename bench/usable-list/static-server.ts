import { createServer } from 'node:http'
import { brotliCompressSync, constants } from 'node:zlib'

/** A site as bytes: path and query → what is answered. */
export type Site = ReadonlyMap<string, { readonly type: string; readonly body: Buffer }>

export interface StaticServer {
  readonly url: string
  stop(): Promise<void>
}

/** Serves a site from memory, everything compressed by brotli beforehand and cacheable: the same for both sides. */
export async function serveStatic(site: Site): Promise<StaticServer> {
  const packed = new Map(
    [...site].map(([path, { type, body }]) => [
      path,
      { type, body: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }) },
    ]),
  )
  const server = createServer((request, response) => {
    const found = packed.get(request.url ?? '')
    if (!found) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, {
      'content-type': found.type,
      'content-encoding': 'br',
      'content-length': found.body.length,
      'cache-control': 'public, max-age=31536000, immutable',
    })
    response.end(found.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
