import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isLoopbackHost, mayConnect } from './address-policy.ts'
import type { Resolver } from './checked-lookup.ts'
import { fetchConfiguration } from './configuration-fetch.ts'
import { MAX_BYTES } from './read-text.ts'

const hits: string[] = []
let server: Server
let base = ''

const answers: Readonly<Record<string, RequestListener>> = {
  '/plain': (_, res) => res.setHeader('content-type', 'text/plain; charset=UTF-8').end('CREDENTIALS|é|x'),
  '/typeless': (_, res) => res.end('ok'),
  '/html': (_, res) => res.setHeader('content-type', 'text/html').end('<p>'),
  '/latin': (_, res) => res.setHeader('content-type', 'text/plain; charset=iso-8859-1').end('x'),
  '/bytes': (_, res) => res.setHeader('content-type', 'text/plain').end(Buffer.from([0x61, 0xff, 0xfe])),
  '/gzip': (_, res) => res.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(10_000_000))),
  '/large': (_, res) => res.setHeader('content-type', 'text/plain').end(Buffer.alloc(MAX_BYTES + 1, 97)),
  '/full': (_, res) => res.setHeader('content-type', 'text/plain').end(Buffer.alloc(MAX_BYTES, 97)),
  '/announced': (_, res) => res.setHeader('content-length', MAX_BYTES * 9).end('x'),
  '/stream': (_, res) => {
    const more = () => res.write(Buffer.alloc(65_536, 97)) && setImmediate(more)
    res.on('drain', more)
    more()
  },
  '/silent': () => {},
  '/drip': (_, res) => {
    const timer = setInterval(() => res.write('a'), 40)
    res.on('close', () => clearInterval(timer))
  },
  '/missing': (_, res) => res.writeHead(404).end('secret'),
  '/loop': (_, res) => res.writeHead(302, { location: '/loop' }).end(),
  '/hop1': (_, res) => res.writeHead(301, { location: '/hop2' }).end(),
  '/hop2': (_, res) => res.writeHead(307, { location: 'hop3' }).end(),
  '/hop3': (_, res) => res.writeHead(308, { location: '/plain' }).end(),
  '/to-private': (_, res) => res.writeHead(302, { location: 'http://10.0.0.1/x' }).end(),
  '/to-metadata': (_, res) => res.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
  '/to-decimal': (_, res) => res.writeHead(302, { location: 'http://2886729729/' }).end(),
  '/to-name': (_, res) => res.writeHead(302, { location: `http://inside.example:${port()}/plain` }).end(),
  '/to-file': (_, res) => res.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/to-user': (_, res) => res.writeHead(302, { location: 'http://a:b@example.com/' }).end(),
}
const port = () => (server.address() as AddressInfo).port

beforeAll(async () => {
  server = createServer((request, response) => {
    hits.push(request.url ?? '')
    const answer = answers[request.url ?? '']
    if (answer) answer(request, response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${port()}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** A name server that answers as told; `public.example` leads to the local server as if it were public. */
const resolver =
  (table: Readonly<Record<string, readonly string[]>>): Resolver =>
  async (name) =>
    (table[name] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

/** Those that never end. */
const slow = new Set(['/silent', '/drip'])

const get = (path: string, allowLoopback = true, resolve?: Resolver) =>
  fetchConfiguration(path.startsWith('/') ? base + path : path, {
    allowLoopback,
    // For any other only a hang takes as long, on a slow and busy machine, too.
    timeoutMs: slow.has(path) ? 400 : 180_000,
    ...(resolve ? { resolve } : {}),
  })

describe('what is read', () => {
  test.each([
    ['/plain', 'CREDENTIALS|é|x'],
    ['/typeless', 'ok'],
    ['/hop1', 'CREDENTIALS|é|x'],
  ])('%s', async (path, text) => expect(await get(path)).toEqual({ ok: true, text }))

  test('exactly one megabyte', async () => expect(await get('/full')).toMatchObject({ ok: true }))
})

describe('what is refused, by name', () => {
  test.each([
    ['/html', 'content_type'],
    ['/latin', 'not_utf8'],
    ['/bytes', 'not_utf8'],
    ['/gzip', 'encoded'],
    ['/large', 'too_large'],
    ['/announced', 'too_large'],
    ['/stream', 'too_large'],
    ['/silent', 'too_slow'],
    ['/drip', 'too_slow'],
    ['/missing', 'status'],
    ['/loop', 'too_many_redirects'],
    ['/to-private', 'private_address'],
    ['/to-metadata', 'private_address'],
    ['/to-decimal', 'private_address'],
    ['/to-file', 'scheme'],
    ['/to-user', 'user_info'],
    ['nonsense', 'not_a_url'],
    ['ftp://example.com/x', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['data:text/plain,CREDENTIALS', 'scheme'],
    ['http://user@example.com/', 'user_info'],
    ['http://:secret@example.com/', 'user_info'],
    [`http://example.com/${'x'.repeat(2000)}`, 'too_long'],
    ['http://127.0.0.1:1/', 'unreachable'],
  ])('%s: %s', async (address, problem) => expect(await get(address)).toEqual({ ok: false, problem }))

  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://017700000001/',
    'http://0/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://[fec0::1]/',
    'http://[::]/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/',
    'http://100.64.0.1/',
    'http://0.0.0.0/',
    'http://255.255.255.255/',
    'http://224.0.0.1/',
    'http://１２７.0.0.1/',
    'http://127.0.0.1./',
  ])('%s while the bank is public', async (address) => {
    expect(await get(address, false)).toEqual({ ok: false, problem: 'private_address' })
  })

  test.each([
    'http://10.1.2.3/',
    'http://192.168.1.1/',
    'http://169.254.169.254/',
    'http://[fd00:ec2::254]/',
    'http://0.0.0.0/',
    'http://[::ffff:10.0.0.1]/',
    'http://[::7f00:1]/',
  ])('%s even while the bank is on loopback', async (address) => {
    expect(await get(address, true)).toEqual({ ok: false, problem: 'private_address' })
  })
})

describe('names', () => {
  const table = {
    'localhost.example': ['127.0.0.1'],
    'both.example': ['93.184.216.34', '10.0.0.1'],
    'mapped.example': ['::ffff:192.168.0.1'],
    'inside.example': ['192.168.0.9'],
    localhost: ['127.0.0.1', '::1'],
  }
  test.each(['localhost.example', 'both.example', 'mapped.example', 'inside.example', 'localhost'])(
    '%s is refused',
    async (name) => {
      const before = hits.length
      expect(await get(`http://${name}:${port()}/plain`, false, resolver(table))).toEqual({
        ok: false,
        problem: 'private_address',
      })
      expect(hits.length).toBe(before)
    },
  )

  test('a name that does not exist is unreachable', async () => {
    expect(await get('http://nowhere.example/', true, resolver({}))).toEqual({ ok: false, problem: 'unreachable' })
  })

  test('a redirect to a name is checked again', async () => {
    expect(await get('/to-name', true, resolver(table))).toEqual({ ok: false, problem: 'private_address' })
  })

  test('the address checked is the address connected: a name server that changes its mind is asked once a hop', async () => {
    let asked = 0
    const rebinding: Resolver = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '10.0.0.1', family: 4 }]
    expect(await get(`http://rebind.example:${port()}/plain`, true, rebinding)).toMatchObject({ ok: true })
    expect(asked).toBe(1)
  })
})

test.each([
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['::1', true],
  ['[::1]', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['::', false],
  ['bank.example', false],
  ['localhost.example', false],
] as const)('host %s is loopback: %s', (host, expected) => expect(isLoopbackHost(host)).toBe(expected))

test('a public address passes', () => {
  for (const address of ['93.184.216.34', '2606:4700::1111'])
    expect(mayConnect(address, { allowLoopback: false })).toBe(true)
})
