// A proxy as operators put it before Raccord, in a process of its own: TLS ends here, every host leads to one server.
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:https'

const {
  PROXY_CERT = '',
  PROXY_KEY = '',
  PROXY_TO = '',
  PROXY_FORWARDED = 'append',
  PROXY_PORT = '0',
  PROXY_FROM = '127.0.0.1',
} = process.env

const server = createServer({ cert: readFileSync(PROXY_CERT), key: readFileSync(PROXY_KEY) }, (incoming, outgoing) => {
  const to = new URL(incoming.url ?? '/', PROXY_TO)
  const { 'x-forwarded-for': said, 'x-forwarded-host': _host, ...kept } = incoming.headers
  const own = incoming.socket.remoteAddress ?? ''
  // `append`: as most do; `pass`: what the caller says, as it is; `none`: knows no such header.
  const forwarded = { append: said ? `${String(said)}, ${own}` : own, pass: String(said ?? own), none: undefined }[
    PROXY_FORWARDED
  ]
  const headers = {
    ...kept,
    'x-forwarded-proto': 'https',
    'x-forwarded-host': incoming.headers.host ?? '',
    ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
  }
  const call = request(to, { method: incoming.method ?? 'GET', headers, localAddress: PROXY_FROM }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  call.on('error', () => outgoing.writeHead(502).end())
  incoming.pipe(call)
})
server.listen(Number(PROXY_PORT), '127.0.0.1', () => {
  const address = server.address()
  console.log(`Proxy ready: https://localhost:${typeof address === 'object' && address ? address.port : 0}`)
})
process.once('SIGTERM', () => process.exit(0))
