import { createServer, request } from 'node:http'

const SCRIPT = '/__dev/reload.js'
const ONCE = 'x-raccord-dev'
const EVENTS = '/__dev/events'
const tag = `<script src="${SCRIPT}" defer></script>`
const script = `new EventSource('${EVENTS}').addEventListener('reload', () => location.reload())`

/** What an HTTP proxy must not pass on (RFC 9110 §7.6.1), and what would hide the page from us. */
const hop = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'accept-encoding']

/**
 * Stands before the server while somebody works on it: a request that comes during a restart waits for it, and an open page is
 * loaded again afterwards. So the product knows nothing of being worked on. `target()` answers the server's address, or
 * `undefined` where it did not start.
 */
export function createFront(target) {
  const listeners = new Set()

  const server = createServer(async (incoming, outgoing) => {
    if (incoming.url === SCRIPT) return outgoing.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    if (incoming.url === EVENTS) return listen(incoming, outgoing)
    const url = await target()
    if (url === undefined) return notStarted(outgoing)
    const headers = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => !hop.includes(name)))
    headers[ONCE] = '1'
    if (incoming.headers[ONCE]) return outgoing.writeHead(508).end('The front was led to itself.')
    const onward = request(new URL(url), { method: incoming.method, path: incoming.url, headers })
    onward.once('response', (answer) => pass(answer, outgoing))
    onward.once('error', () => (outgoing.headersSent ? outgoing.destroy() : notStarted(outgoing)))
    outgoing.once('close', () => onward.destroy())
    incoming.pipe(onward)
  })

  function listen(incoming, outgoing) {
    outgoing.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    outgoing.write(': here\n\n')
    listeners.add(outgoing)
    incoming.once('close', () => listeners.delete(outgoing))
  }

  return {
    server,
    reload() {
      for (const listener of listeners) listener.write('event: reload\ndata: now\n\n')
    },
  }
}

function notStarted(outgoing) {
  const text = 'The server did not start: its message is in the terminal. This page loads again when it does.'
  outgoing.writeHead(503, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html><p>${text}</p>${tag}`)
}

/** Unchanged, but for one line at the end of a page, which may listen to us. */
function pass(answer, outgoing) {
  const headers = { ...answer.headers }
  for (const name of ['connection', 'keep-alive', 'transfer-encoding']) delete headers[name]
  const page = headers['content-type']?.startsWith('text/html') === true
  if (page) {
    delete headers['content-length']
    const policy = headers['content-security-policy']
    if (policy?.includes('connect-src') === false) headers['content-security-policy'] = `${policy}; connect-src 'self'`
  }
  outgoing.writeHead(answer.statusCode, headers)
  answer.pipe(outgoing, { end: !page })
  if (page) answer.once('end', () => outgoing.end(answer.statusCode === 304 ? undefined : tag))
}
