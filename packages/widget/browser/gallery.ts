import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Frame, Screen } from '@raccord/contract'
import { assets, assetUrls } from '../src/assets.ts'
import { contentSecurityPolicy } from '../src/content-security-policy.ts'
import { renderDocument } from '../src/document.tsx'

export interface Shown {
  readonly screen: Screen
  readonly frame: Frame
}

export interface Gallery {
  readonly origin: string
  /** What the pages ask for, by path: set by a test, read at each request. */
  readonly pages: Map<string, () => Shown>
  readonly json: Map<string, () => unknown>
  /** Bodies of the forms that came in. */
  readonly posted: URLSearchParams[]
  readonly close: () => Promise<void>
}

/** Serves screens as the server would: same headers, same built files, nothing else. */
export async function openGallery(): Promise<Gallery> {
  const pages = new Map<string, () => Shown>()
  const json = new Map<string, () => unknown>()
  const posted: URLSearchParams[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', 'http://gallery').pathname
    if (path === '/favicon.ico') return response.writeHead(204).end()
    const asset = assets.get(path)
    // Their names tell their content, as on the server: a browser that looks at hundreds of screens asks for them once.
    if (asset)
      return response
        .writeHead(200, { 'content-type': asset.contentType, 'cache-control': 'public, max-age=31536000, immutable' })
        .end(asset.body)
    const data = json.get(path)
    if (data) return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(data()))
    if (request.method === 'POST') {
      let body = ''
      for await (const chunk of request) body += chunk
      posted.push(new URLSearchParams(body))
    }
    const page = pages.get(path)
    if (!page)
      return response
        .writeHead(path === '/blank' ? 200 : 404, { 'content-type': 'text/html' })
        .end('<title>blank</title>')
    const { screen, frame } = page()
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy({ frameAncestors: ["'self'"] }),
    })
    response.end(renderDocument(screen, frame, assetUrls()))
  }
  const server: Server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { origin: `http://127.0.0.1:${port}`, pages, json, posted, close }
}
