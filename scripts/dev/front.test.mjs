import { createServer } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { createFront } from './front.mjs'

const open = []
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function listening(server) {
  open.push(server)
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${server.address().port}`
}

const pages = () =>
  createServer(async (incoming, outgoing) => {
    let body = ''
    for await (const chunk of incoming) body += chunk
    if (incoming.url === '/page')
      return outgoing
        .writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'content-length': '8',
          'content-security-policy': "script-src 'self'",
        })
        .end('<p>1</p>')
    outgoing.writeHead(201, { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] })
    outgoing.end(JSON.stringify({ method: incoming.method, host: incoming.headers.host, body }))
  })

test('a page is passed on with the line that loads it anew; its length is not promised', async () => {
  const behind = await listening(pages())
  const front = createFront(async () => behind)
  const url = await listening(front.server)
  const answer = await fetch(`${url}/page`)
  expect(await answer.text()).toBe('<p>1</p><script src="/__dev/reload.js" defer></script>')
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(answer.headers.get('content-security-policy')).toBe("script-src 'self'; connect-src 'self'")
})

test('everything else goes through unchanged: method, body, host, cookies', async () => {
  const behind = await listening(pages())
  const front = createFront(async () => behind)
  const url = await listening(front.server)
  const answer = await fetch(`${url}/form`, { method: 'POST', body: 'x=1' })
  expect(answer.status).toBe(201)
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  expect(await answer.json()).toEqual({ method: 'POST', host: new URL(url).host, body: 'x=1' })
})

test('a request that comes during a restart waits for it; a server that did not start is said', async () => {
  const behind = await listening(pages())
  let ready
  const started = new Promise((resolve) => {
    ready = resolve
  })
  let target = () => started
  const front = createFront(() => target())
  const url = await listening(front.server)
  const early = fetch(`${url}/page`)
  ready(behind)
  expect((await early).status).toBe(200)
  target = async () => undefined
  const failed = await fetch(`${url}/page`)
  expect(failed.status).toBe(503)
  expect(await failed.text()).toContain('/__dev/reload.js')
})

test('an open page hears of a reload', async () => {
  const front = createFront(async () => undefined)
  const url = await listening(front.server)
  const events = await fetch(`${url}/__dev/events`)
  const reader = events.body.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader.read()).value).toBe(': here\n\n')
  front.reload()
  expect((await reader.read()).value).toBe('event: reload\ndata: now\n\n')
  await reader.cancel()
})
