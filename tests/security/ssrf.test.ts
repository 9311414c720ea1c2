import type { LookupAddress } from 'node:dns'
import { createServer, type Server } from 'node:http'
import type { LookupFunction } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wordsOf } from '../../apps/server/src/http/sandbox/person/plain-page.ts'
import { fetchConfiguration } from '../../apps/testbank/src/fetch/configuration-fetch.ts'
import { createBankHttp } from '../../packages/connector-kit/src/http/create-bank-http.ts'
import { useWorld } from '../e2e/world.ts'
import { expectCalm } from './support/calm.ts'
import { Visitor } from './support/visitor.ts'

/** Addresses that nobody on the outside may make us call: RFC 6890 and its registries, in every notation a URL takes. */
const privateHosts: readonly string[] = [
  ...['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.254', '192.168.0.1', '192.168.255.255'],
  ...[
    '127.0.0.1',
    '127.1.2.3',
    '0.0.0.0',
    '0.1.2.3',
    '169.254.169.254',
    '169.254.0.1',
    '100.64.0.1',
    '100.127.255.254',
  ],
  ...[
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
  ],
  ...['2130706433', '0x7f000001', '0177.0.0.1', '127.1', '0x7f.1', '0xa9fea9fe', '2852039166', '0251.0376.0251.0376'],
  ...['[::1]', '[::]', '[fe80::1]', '[fc00::1]', '[fd12:3456::1]', '[ff02::1]', '[2001:db8::1]', '[::ffff:127.0.0.1]'],
  ...['[::ffff:10.0.0.1]', '[::ffff:a9fe:a9fe]', '[64:ff9b::7f00:1]', '[64:ff9b::a9fe:a9fe]', '[2002:7f00:1::]'],
  ...['[2001:0:7f00:1::]', '[::127.0.0.1]', '[::169.254.169.254]', '[0:0:0:0:0:0:0:1]', '127.0.0.1.'],
]
const schemes = [
  'file:///etc/passwd',
  'ftp://example.org/',
  'gopher://example.org/',
  'data:text/plain,x',
  'javascript:1',
  'unix:/x',
]

/** What a hostile name server says; the socket must never get it. */
const privateAnswers: readonly (readonly [string, readonly LookupAddress[]])[] = [
  ['a private address', [{ address: '10.0.0.1', family: 4 }]],
  ['loopback', [{ address: '127.0.0.1', family: 4 }]],
  ['cloud metadata', [{ address: '169.254.169.254', family: 4 }]],
  [
    'a public and a private one',
    [
      { address: '93.184.216.34', family: 4 },
      { address: '192.168.1.1', family: 4 },
    ],
  ],
  ['loopback, IPv6', [{ address: '::1', family: 6 }]],
  ['an IPv4 address in IPv6', [{ address: '::ffff:10.0.0.1', family: 6 }]],
  ['unique local', [{ address: 'fd00::1', family: 6 }]],
  ['NAT64 of loopback', [{ address: '64:ff9b::7f00:1', family: 6 }]],
  ['nothing', []],
]

describe('calls that a stranger could steer', () => {
  let inside: Server
  let port: number
  let called = 0
  beforeAll(async () => {
    inside = createServer((request, response) => {
      called += 1
      const to = new URL(request.url ?? '/', 'http://x').searchParams.get('to')
      if (to === null) response.writeHead(200, { 'content-type': 'text/plain' }).end('secret of the inside')
      else response.writeHead(302, { location: to }).end()
    })
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve))
    const address = inside.address()
    port = typeof address === 'object' && address ? address.port : 0
  })
  afterAll(() => void inside.close())

  describe('the address of a configuration file (test bank)', () => {
    const public_ = { allowLoopback: false }

    it('private addresses in every notation, other schemes, user info: refused before any socket', async () => {
      for (const host of privateHosts)
        for (const scheme of ['http', 'https']) {
          const found = await fetchConfiguration(`${scheme}://${host}:${port}/x.txt`, { ...public_, timeoutMs: 1000 })
          expect(found, host).toEqual({ ok: false, problem: 'private_address' })
        }
      for (const url of schemes)
        expect(await fetchConfiguration(url, public_), url).toEqual({ ok: false, problem: 'scheme' })
      expect(await fetchConfiguration('http://a:b@example.org/', public_)).toEqual({ ok: false, problem: 'user_info' })
      expect(called).toBe(0)
    })

    it.each(privateAnswers)('a name that resolves to %s is refused', async (_what, addresses) => {
      const found = await fetchConfiguration(`http://files.example:${port}/x.txt`, {
        ...public_,
        resolve: async () => addresses,
      })
      expect(found.ok).toBe(false)
      expect(called).toBe(0)
    })

    it('a redirect is judged like the first address, each time', async () => {
      const sandbox = { allowLoopback: true }
      for (const host of privateHosts.filter((one) => !/127|::1|7f|0x7|0177|2130706433|0:1\]/.test(one))) {
        const to = encodeURIComponent(`http://${host}/latest/meta-data`)
        const found = await fetchConfiguration(`http://127.0.0.1:${port}/?to=${to}`, sandbox)
        expect(found, host).toEqual({ ok: false, problem: 'private_address' })
      }
      for (const url of schemes) {
        const found = await fetchConfiguration(`http://127.0.0.1:${port}/?to=${encodeURIComponent(url)}`, sandbox)
        expect(found, url).toEqual({ ok: false, problem: 'scheme' })
      }
      const circle = `http://127.0.0.1:${port}/?to=${encodeURIComponent('/?to=/')}`
      expect((await fetchConfiguration(circle, sandbox)).ok).toBe(true)
      called = 0
    })
  })

  describe('hosts of a bank (server)', () => {
    it('private addresses are refused even when the catalogue lists them', async () => {
      for (const host of privateHosts) {
        const http = createBankHttp({ allowedHosts: [`${host}:${port}`, host], allowLoopback: false, timeoutMs: 1000 })
        for (const scheme of ['http', 'https']) {
          const answer = await http.send({ method: 'GET', url: `${scheme}://${host}:${port}/`, headers: {} })
          expect(answer, host).toMatchObject({ kind: 'fault', fault: 'refused' })
        }
        await http.close()
      }
      expect(called).toBe(0)
    })

    it.each(privateAnswers)('a listed name that resolves to %s is not called', async (_what, addresses) => {
      const lookup: LookupFunction = (_name, options, answer) => {
        const [first] = addresses
        if (options.all) answer(null, [...addresses])
        else answer(null, first?.address ?? '', first?.family)
      }
      for (const allowLoopback of [false, true]) {
        const allowedHosts = [`bank.example:${port}`]
        const http = createBankHttp({ allowedHosts, allowLoopback, timeoutMs: 1000, lookup })
        const answer = await http.send({ method: 'GET', url: `https://bank.example:${port}/`, headers: {} })
        expect(answer.kind).toBe('fault')
        await http.close()
      }
      expect(called).toBe(0)
    })

    it('other hosts, user info, other schemes, and redirects are not followed', async () => {
      const http = createBankHttp({ allowedHosts: [`127.0.0.1:${port}`], allowLoopback: true })
      const urls = [
        `http://localhost:${port}/`,
        `http://127.0.0.1:1/`,
        `http://a@127.0.0.1:${port}/`,
        'https://evil.example/',
        ...schemes,
      ]
      for (const url of urls)
        expect(await http.send({ method: 'GET', url, headers: {} }), url).toMatchObject({
          kind: 'fault',
          fault: 'refused',
        })
      expect(called).toBe(0)
      const to = encodeURIComponent(`http://127.0.0.1:${port}/`)
      const answer = await http.send({ method: 'GET', url: `http://127.0.0.1:${port}/?to=${to}`, headers: {} })
      expect(answer).toMatchObject({ kind: 'answer', status: 302 })
      expect(called).toBe(1)
      await http.close()
    })
  })
})

describe('a person who types an address', () => {
  const at = useWorld()

  it('learns nothing of what is behind it, and may try again', async () => {
    const { link } = await at().link({ expected_account_types: 'OTHER' })
    const person = new Visitor()
    let page = await person.choosesBank(link, '102')
    const url = page.url
    for (const address of [
      'http://169.254.169.254/latest/meta-data',
      'http://10.0.0.1/',
      `${at().world.url}/docs`,
      `${at().world.url}/health/live`,
      'http://[::1]:1/',
    ]) {
      await person.submit(page, 'credentials', { f_login: 'dev', f_password: 'dev', f_configuration_url: address })
      await expect.poll(async () => (await person.open(url)).kind).toMatch(/credentials|error/)
      page = await person.open(url)
      expectCalm(page.got, address)
      expect(page.text).not.toMatch(/"status":"ok"|OpenAPI|meta-data\/|ECONNREFUSED/)
      if (page.kind !== 'error') continue
      const list = await person.submit(page, 'choose_other')
      const consent = await person.submit(list, 'choose_provider', { provider_id: '102' })
      page = await person.submit(consent, 'accept_consent')
    }
    expect(page.kind).toBe('credentials')
    await person.submit(page, 'credentials', { f_login: 'dev', f_password: 'dev', f_configuration_url: '' })
    await expect.poll(async () => wordsOf(await person.open(url))).toMatch(/Raccord Test Bank Classic is connected/)
  })
})
