import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type LookupFunction } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, expect, test, vi } from 'vitest'
import { type ClosableBankHttp, createBankHttp } from './create-bank-http.ts'

const closers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function serve(listener: RequestListener): Promise<{ host: string; port: number; server: Server }> {
  const server = createServer(listener)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { host: `127.0.0.1:${port}`, port, server }
}

function client(hosts: string[], more: Partial<Parameters<typeof createBankHttp>[0]> = {}): ClosableBankHttp {
  const http = createBankHttp({ allowedHosts: hosts, allowLoopback: true, ...more })
  closers.push(() => http.close())
  return http
}

const get = (http: ClosableBankHttp, url: string) => http.send({ method: 'GET', url, headers: {} })

test('an answer arrives whole, with lower-case headers', async () => {
  const { host } = await serve((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      response.setHeader('X-Request-ID', String(request.headers['x-request-id']))
      response.writeHead(201, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify({ method: request.method, url: request.url, body }))
    })
  })
  const answer = await client([host]).send({
    method: 'POST',
    url: `http://${host}/v1/consents?a=b`,
    headers: { 'X-Request-ID': 'r1', 'Content-Type': 'application/json' },
    body: '{"é":1}',
  })
  expect(answer).toMatchObject({ kind: 'answer', status: 201, headers: { 'x-request-id': 'r1' } })
  expect(answer.kind === 'answer' && JSON.parse(answer.body)).toEqual({
    method: 'POST',
    url: '/v1/consents?a=b',
    body: '{"é":1}',
  })
})

test('the clock of a call starts when it leaves: waiting in our own line is no fault of the bank', async () => {
  // Less than half of the time each, one at a time: the last of four leaves when a clock that ran in the line was up.
  const { host } = await serve((_request, response) => void setTimeout(() => response.end('{}'), 4_000))
  const http = client([host], { maxConnections: 1, timeoutMs: 10_000 })
  const answers = await Promise.all(Array.from({ length: 4 }, () => get(http, `http://${host}/`)))
  expect(answers.map(({ kind }) => kind)).toEqual(['answer', 'answer', 'answer', 'answer'])
})

test('a line that is too long is said, and the bank is not asked', async () => {
  const held: (() => void)[] = []
  const { host } = await serve((_request, response) => void held.push(() => response.end('{}')))
  const http = client([host], { maxConnections: 1, longestLineMs: 50 })
  const first = get(http, `http://${host}/`)
  await vi.waitFor(() => expect(held).toHaveLength(1), 30_000)
  expect(await get(http, `http://${host}/`)).toMatchObject({ kind: 'fault', fault: 'crowded' })
  held[0]?.()
  expect(await first).toMatchObject({ kind: 'answer' })
  expect(held).toHaveLength(1)
})

test('an answer that comes after its time is heard, where something may have been made', async () => {
  const held: (() => void)[] = []
  const { host } = await serve((_request, response) => void held.push(() => response.writeHead(201).end('made')))
  const http = client([host], { timeoutMs: 200, maxConnections: 1 })
  const late = vi.fn()
  const request = { method: 'POST', url: `http://${host}/consents`, headers: {}, body: '{}' } as const
  // Before it has reached the bank the time may be up, on a machine that is busy: what counts is what comes after.
  expect(await http.send({ ...request, late })).toMatchObject({ kind: 'fault', fault: 'timeout' })
  await vi.waitFor(() => expect(held).toHaveLength(1), 30_000)
  expect(late).not.toHaveBeenCalled()
  held[0]?.()
  await vi.waitFor(() => expect(late).toHaveBeenCalledOnce(), 30_000)
  expect(late.mock.calls[0]?.[0]).toMatchObject({ kind: 'answer', status: 201, body: 'made' })
})

test('connections are used again', async () => {
  const { host, server } = await serve((_request, response) => response.end('{}'))
  const connected = vi.fn()
  server.on('connection', connected)
  const http = client([host], { maxConnections: 1 })
  for (let call = 0; call < 5; call++) await get(http, `http://${host}/${call}`)
  expect(connected).toHaveBeenCalledTimes(1)
})

test('a redirect is an answer, never followed', async () => {
  const seen: string[] = []
  const { host } = await serve((request, response) => {
    seen.push(String(request.url))
    response.writeHead(302, { Location: '/elsewhere' }).end()
  })
  expect(await get(client([host]), `http://${host}/start`)).toMatchObject({ kind: 'answer', status: 302 })
  expect(seen).toEqual(['/start'])
})

test('another host, and another port of the same host, are refused before any connection', async () => {
  const { host, server } = await serve((_request, response) => response.end('{}'))
  const connected = vi.fn()
  server.on('connection', connected)
  const http = client(['bank.example'])
  expect(await get(http, `http://${host}/?token=hunter2`)).toEqual({
    kind: 'fault',
    fault: 'refused',
    detail: 'URL not allowed (host)',
  })
  expect(connected).not.toHaveBeenCalled()
})

test('a body that drips for ever ends at the total timeout', async () => {
  const { host } = await serve((_request, response) => {
    response.write('[')
    const timer = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(timer))
  })
  const answer = await get(client([host], { timeoutMs: 250 }), `http://${host}/slow?code=hunter2`)
  expect(answer).toMatchObject({ kind: 'fault', fault: 'timeout' })
  expect(JSON.stringify(answer)).not.toContain('hunter2')
})

test('silence ends at the timeout', async () => {
  const { host } = await serve(() => {})
  expect(await get(client([host], { timeoutMs: 200 }), `http://${host}/`)).toMatchObject({ fault: 'timeout' })
})

test('an endless body is cut at the limit and its connection closed', async () => {
  let closed = () => {}
  const gone = new Promise<void>((done) => {
    closed = done
  })
  const { host } = await serve((_request, response) => {
    const block = Buffer.alloc(64 * 1024, 'x')
    const pump = () => {
      while (!response.destroyed && response.write(block));
    }
    response.on('drain', pump).on('close', closed)
    pump()
  })
  expect(await get(client([host], { maxBytes: 1_000_000 }), `http://${host}/`)).toMatchObject({ fault: 'too_large' })
  await gone
})

test.each([
  ['gzip', gzipSync(Buffer.alloc(50_000_000))],
  ['br', brotliCompressSync(Buffer.alloc(50_000_000))],
])('a %s bomb is cut while it unpacks', async (encoding, bomb) => {
  expect(bomb.length).toBeLessThan(100_000)
  const { host } = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Encoding': encoding }).end(bomb)
  })
  expect(await get(client([host]), `http://${host}/`)).toMatchObject({ kind: 'fault', fault: 'too_large' })
})

test('bytes of a picture come as base64 where they are asked so', async () => {
  const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00])
  const { host } = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'image/png' }).end(bytes)
  })
  const request = { method: 'GET', url: `http://${host}/`, headers: {}, bodyAs: 'base64' } as const
  expect(await client([host]).send(request)).toMatchObject({ kind: 'answer', body: bytes.toString('base64') })
})

test('compressed answers are read', async () => {
  const { host } = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('{"ok":true}'))
  })
  expect(await get(client([host]), `http://${host}/`)).toMatchObject({ kind: 'answer', body: '{"ok":true}' })
})

test.each([
  ['gzip', Buffer.from('not gzip at all')],
  ['gzip', gzipSync('{"ok":true}').subarray(0, 20)],
  ['zstd', Buffer.from('x')],
  ['gzip, gzip', gzipSync(gzipSync('{}'))],
])('a broken or unasked compression (%s) is unreadable', async (encoding, bytes) => {
  const { host } = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Encoding': encoding }).end(bytes)
  })
  expect(await get(client([host]), `http://${host}/`)).toMatchObject({ kind: 'fault', fault: 'unreadable' })
})

test.each([
  ['application/json', Buffer.from('"é"'), '"é"'],
  ['application/json; charset=ISO-8859-1', Buffer.from('"é"', 'latin1'), '"é"'],
  ['application/json; charset=iso-8859-15', Buffer.from([0x22, 0xa4, 0x22]), '"€"'],
  // The header lies: the bytes are UTF-8.
  ['application/json; charset=ISO-8859-1', Buffer.from('"é"'), '"é"'],
  ['application/json', Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]), '{}'],
  // Statements of old cores: the document says it, or nobody does.
  [
    'application/xml',
    Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><é/>', 'latin1'),
    '<?xml version="1.0" encoding="ISO-8859-1"?><é/>',
  ],
  ['text/plain', Buffer.from(':86:Müller', 'latin1'), ':86:Müller'],
  // A file to download, a header that is wrong, the code page of DOS, two bytes a letter.
  ['application/octet-stream', Buffer.from(':20:A\r\n:86:Müller', 'latin1'), ':20:A\r\n:86:Müller'],
  ['text/plain; charset=UTF-8', Buffer.from(':20:A\n:86:Müller', 'latin1'), ':20:A\n:86:Müller'],
  [
    'text/plain',
    Buffer.from([...Buffer.from('M'), 0x81, ...Buffer.from('ller Gr'), 0x94, 0xe1, ...Buffer.from('e')]),
    'Müller Größe',
  ],
  ['text/plain', Buffer.from([0x84, ...Buffer.from('Hallo'), 0x94]), '„Hallo”'],
  ['text/xml', Buffer.from('\uFEFF<a>é</a>', 'utf16le'), '<a>é</a>'],
])('%s is decoded', async (type, bytes, text) => {
  const { host } = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Type': type }).end(bytes)
  })
  expect(await get(client([host]), `http://${host}/`)).toMatchObject({ kind: 'answer', body: text })
})

test('an archive comes as bytes, a picture as it was asked for', async () => {
  const archive = Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0])
  const { host } = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/zip' }).end(archive)
  })
  const answer = await get(client([host]), `http://${host}/`)
  expect(answer).toMatchObject({ kind: 'answer', body: '' })
  expect(answer.kind === 'answer' && Buffer.from(answer.packed ?? [])).toEqual(archive)
  const asBase64 = await client([host]).send({ method: 'GET', url: `http://${host}/`, headers: {}, bodyAs: 'base64' })
  expect(asBase64).toMatchObject({ kind: 'answer', body: archive.toString('base64') })
})

test.each(['application/json', 'application/json; charset=utf-8', 'application/json; charset=martian'])(
  'bytes that are not text (%s) are unreadable',
  async (type) => {
    const { host } = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Type': type }).end(Buffer.from('"é"', 'latin1'))
    })
    expect(await get(client([host]), `http://${host}/`)).toMatchObject({ fault: 'unreadable' })
  },
)

test('something that is not HTTP, and nobody at all', async () => {
  const tcp = createTcpServer((socket) =>
    socket.on('error', () => {}).once('data', () => socket.end('SSH-2.0-OpenSSH\r\n')),
  )
  await new Promise<void>((done) => tcp.listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(tcp.address() as AddressInfo).port}`
  expect(await get(client([host]), `http://${host}/`)).toMatchObject({ kind: 'fault', fault: 'unreadable' })
  await new Promise((done) => tcp.close(done))
  expect(await get(client([host]), `http://${host}/`)).toMatchObject({ kind: 'fault', fault: 'unreachable' })
})

/** A resolver under the attacker's control. */
function resolver(answers: string[][]): { lookup: LookupFunction; asked: () => number } {
  let asked = 0
  const lookup: LookupFunction = (_hostname, _options, callback) => {
    const addresses = answers[Math.min(asked++, answers.length - 1)] ?? []
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  return { lookup, asked: () => asked }
}

test.each([
  ['a private address', [['10.0.0.7']]],
  ['the metadata service', [['169.254.169.254']]],
  ['loopback behind a public name', [['127.0.0.1']]],
  ['one bad address among good ones', [['93.184.216.34', '192.168.1.1']]],
  ['an IPv4-mapped private address', [['::ffff:10.0.0.1']]],
  ['no address', [[]]],
])('a name that leads to %s is refused', async (_what, answers) => {
  const { lookup } = resolver(answers)
  const http = client(['api.bank.example'], { lookup })
  expect(await get(http, 'https://api.bank.example/')).toMatchObject({ kind: 'fault', fault: 'refused' })
})

test('a name that changes its answer between check and use is resolved once per connection', async () => {
  const { host, port } = await serve((_request, response) => response.end('{"real":true}'))
  const { lookup, asked } = resolver([['127.0.0.1'], ['169.254.169.254']])
  const http = client([`localhost:${port}`, host], { lookup, maxConnections: 1 })
  expect(await get(http, `http://localhost:${port}/`)).toMatchObject({ kind: 'answer', body: '{"real":true}' })
  expect(await get(http, `http://localhost:${port}/`)).toMatchObject({ kind: 'answer' })
  expect(asked()).toBe(1)
})

test('a header that would split the request is refused, and its value kept quiet', async () => {
  const { host } = await serve((_request, response) => response.end('{}'))
  const answer = await client([host]).send({
    method: 'GET',
    url: `http://${host}/`,
    headers: { 'PSU-ID': 'hunter2\r\nX-Evil: 1' },
  })
  expect(answer).toMatchObject({ kind: 'fault', fault: 'refused' })
  expect(JSON.stringify(answer)).not.toContain('hunter2')
})
