// What Next does, as far as the example goes, in a process of its own: handlers of `app/**/route.ts` by their method, the page inside its layout,
// rendered and hydrated by React. `node next-router.ts <folder>`; prints its address.
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

const folder = process.argv[2] ?? ''
const load = (path: string) => import(pathToFileURL(join(folder, path)).href)

async function bundled(name: string, source: string, platform: 'browser' | 'node'): Promise<string> {
  const input = join(folder, `${name}.tsx`)
  writeFileSync(input, source)
  const define = { 'process.env.NODE_ENV': '"production"' }
  const build = await rolldown({ input, platform, cwd: folder, transform: { define, jsx: { runtime: 'automatic' } } })
  const file = join(folder, `${name}.mjs`)
  await build.write({ file, format: 'esm', codeSplitting: false })
  await build.close()
  return file
}

const tree = `import Layout from './app/layout.tsx'
import Page from './app/page.tsx'
const tree = <Layout><Page /></Layout>
`
const rendering = await bundled(
  'render',
  `import { renderToString } from 'react-dom/server'\n${tree}\nexport const page = renderToString(tree)`,
  'node',
)
const hydrating = await bundled(
  'hydrate',
  `import { hydrateRoot } from 'react-dom/client'\n${tree}\nhydrateRoot(document, tree)`,
  'browser',
)
const { page } = (await import(pathToFileURL(rendering).href)) as { page: string }

const server = createServer().listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
const here = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
process.env['SHOP_URL'] = here

server.on('request', async (incoming, outgoing) => {
  const url = new URL(incoming.url ?? '/', here)
  const method = incoming.method ?? 'GET'
  const answer = await answerOf(url, method, () => {
    const headers = new Headers(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]))
    const body = method === 'POST' ? { body: Readable.toWeb(incoming) as BodyInit, duplex: 'half' } : {}
    return new Request(url, { method, headers, ...body })
  }).catch((error: unknown) => new Response(String(error), { status: 500 }))
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
  outgoing.end(Buffer.from(await answer.arrayBuffer()))
})

async function answerOf({ pathname }: URL, method: string, request: () => Request): Promise<Response> {
  if (pathname === '/') {
    const script = '<script type="module" src="/hydrate.mjs"></script></body>'
    const type = { 'content-type': 'text/html; charset=utf-8' }
    return new Response(`<!doctype html>${page.replace('</body>', script)}`, { headers: type })
  }
  if (pathname === '/hydrate.mjs') {
    const { readFile } = await import('node:fs/promises')
    return new Response(await readFile(hydrating), { headers: { 'content-type': 'text/javascript' } })
  }
  const file = join('app', pathname.slice(1), 'route.ts')
  if (!/^\/[a-z]+$/.test(pathname) || !existsSync(join(folder, file))) return new Response(null, { status: 404 })
  const handlers = (await load(file)) as Record<string, (request: Request) => Promise<Response> | Response>
  return (await handlers[method]?.(request())) ?? new Response(null, { status: 405 })
}

await ((await load('instrumentation.ts')) as { register(): Promise<void> }).register()
console.log(`ready: ${here}`)
