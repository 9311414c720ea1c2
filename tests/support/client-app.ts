import { createServer } from 'node:http'
import { afterAll, beforeAll } from 'vitest'

/** The client's own site as a journey meets it: where people come back to, pages that frame the widget, files for the test bank. */
export interface ClientApp {
  /** By its number, as a client would register it; `localUrl` is the same site under another name, so another site. */
  readonly url: string
  readonly localUrl: string
  /** Path and query of every request so far, oldest first; icons left out. */
  readonly visits: readonly string[]
  /** Serves this from now on at `path`. */
  put(path: string, contentType: string, body: string): void
}

/** One site for a whole test file. */
export function useClientApp(): () => ClientApp {
  const files = new Map<string, { readonly contentType: string; readonly body: string }>()
  const visits: string[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://client.test')
    if (url.pathname === '/favicon.ico') {
      response.writeHead(204).end()
      return
    }
    visits.push(url.pathname + url.search)
    const file = files.get(url.pathname)
    response.writeHead(200, { 'content-type': file?.contentType ?? 'text/html; charset=utf-8' })
    response.end(file?.body ?? '<!doctype html><title>Client</title><h1>The client’s site</h1>')
  })
  let app: ClientApp | undefined
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    app = {
      url: `http://127.0.0.1:${port}`,
      localUrl: `http://localhost:${port}`,
      visits,
      put: (path, contentType, body) => void files.set(path, { contentType, body }),
    }
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return () => {
    if (!app) throw new Error('the client app is not up yet')
    return app
  }
}
