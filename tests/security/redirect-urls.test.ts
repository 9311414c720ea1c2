import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningProcess } from '../support/child-process.ts'
import { startRaccord } from '../support/raccord-process.ts'
import { expectRefused } from './support/calm.ts'
import { activeParts, tagsOf } from './support/html.ts'
import { runCli } from './support/run-cli.ts'
import { header } from './support/send.ts'
import { signUp } from './support/sign-up.ts'
import { type Seen, Visitor } from './support/visitor.ts'

const registered = 'https://shop.example/return'

/** Ways to make `redirect_url` lead elsewhere than its checker believes. */
const tricks: readonly string[] = [
  ...['https://evil.example/', 'https://evil.example/return', '//evil.example/return', '///evil.example/return'],
  ...[
    'https:evil.example/return',
    'https:/evil.example/return',
    'https:///evil.example/return',
    'https:shop.example/return',
  ],
  ...['\\\\evil.example', '/\\evil.example', 'https:\\\\evil.example', 'https://shop.example\\@evil.example/return'],
  ...['https://shop.example@evil.example/return', 'https://user@shop.example/return', 'https://:@shop.example/return'],
  ...['https://shop.example:443@evil.example/return', 'https://evil.example#@shop.example/return'],
  ...['https://evil.example?@shop.example/return', 'https://evil.example%23@shop.example/return'],
  ...[
    'https://shop.example.evil.example/return',
    'https://evil-shop.example/return',
    'https://shop.example%2eevil.example/return',
  ],
  ...['https://xn--shp-hoa.example/return', 'https://shоp.example/return', 'https://shop。example.evil/return'],
  ...[
    'https://shop.example:444/return',
    'https://shop.example:80/return',
    'http://shop.example/return',
    'http://shop.example:443/return',
  ],
  ...[
    'https://shop.example./return',
    'https://www.shop.example/return',
    'https://shop.example/',
    'https://shop.example',
  ],
  ...[
    'https://shop.example/return/',
    'https://shop.example/return/evil',
    'https://shop.example/Return',
    'https://shop.example//return',
  ],
  ...[
    'https://shop.example/return/../evil',
    'https://shop.example/return%2f..%2fevil',
    'https://shop.example/x/..%2freturn',
  ],
  ...[
    'https://shop.example/return;evil',
    'https://shop.example/ return',
    ' https://shop.example/return',
    'https://shop.example/return\n',
  ],
  ...[
    '\thttps://shop.example/return',
    'ht\ttps://evil.example/',
    'https://shop.example\t.evil.example/return',
    'https://shop.example/re\nturn',
  ],
  ...[
    'javascript:alert(1)',
    'JavaScript:alert(1)//https://shop.example/return',
    'java\nscript:alert(1)',
    'data:text/html,x',
  ],
  ...[
    'vbscript:x',
    'file:///etc/passwd',
    'ftp://shop.example/return',
    'blob:https://shop.example/return',
    'about:blank',
  ],
  ...[
    'http://127.0.0.1/return',
    'http://localhost/return',
    'https://localhost/return',
    'https://127.0.0.1/return',
    'http://[::1]/return',
  ],
  ...['/return', 'return', '?x', '#x', 'https://', 'https://?', 'https://#', 'null', 'https://[shop.example]/return'],
  ...['https://0x7f.1/return', 'https://2130706433/return', 'https://shop.example\u0000.evil.example/return'],
]

describe('addresses of a client that is registered by name', () => {
  let server: RunningProcess
  let dataDir: string
  let secret: string
  let token: string

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'raccord-redirects-'))
    const more = [
      '--redirect-url',
      registered,
      '--redirect-url',
      'https://shop.example/frame?kept=1',
      '--origin',
      'https://app.shop.example',
    ]
    const added = await runCli(['clients', 'add', 'shop', '--name', 'Shop', ...more], { RACCORD_DATA: dataDir })
    secret = /client_secret: (\S+)/.exec(added)?.[1] ?? ''
    server = await startRaccord({ RACCORD_DATA: dataDir })
    token = (await signUp(server.url, 'shop', secret)).accessToken
  })
  afterAll(async () => {
    await server?.stop()
    await rm(dataDir, { recursive: true, force: true })
  })

  async function link(): Promise<string> {
    const answer = await fetch(`${server.url}/v2.1/widget_session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id: 'shop', client_secret: secret, access_token: token }),
    })
    return ((await answer.json()) as { _links: { add_connection: string } })._links.add_connection
  }

  async function open(name: string, value: string): Promise<Seen> {
    return new Visitor().open(`${await link()}&${name}=${encodeURIComponent(value)}`)
  }

  for (const name of ['redirect_url', 'cancel_url', 'aspsp_callback_uri', 'redirect_uri'])
    it(`${name}: nothing but what was registered`, async () => {
      for (const trick of tricks) {
        const seen = await open(name, trick)
        expectRefused(seen.got, `${name}=${trick}`)
        expect(seen.got.status, trick).toBe(400)
        expect(seen.text, trick).not.toContain('evil')
        expect(header(seen.got, 'location'), trick).toBe('')
      }
      // Given twice with two values, the first counts: a wrong one is refused, a second one leads nowhere.
      const evil = `${name}=https%3A%2F%2Fevil.example%2F`
      expectRefused(
        (await new Visitor().open(`${await link()}&${evil}&${name}=${registered}`)).got,
        'twice, evil first',
      )
      const twice = await new Visitor().open(`${await link()}&${name}=${encodeURIComponent(registered)}&${evil}`)
      expect(twice.got.status).toBe(200)
      expect(twice.text).not.toContain('evil')
      for (const right of [
        registered,
        `${registered}?a=1&b=//evil.example`,
        `${registered}#x`,
        'HTTPS://SHOP.example:443/return',
      ])
        expect((await open(name, right)).kind, right).toBe('providers')
    })

  it('cancelling leads to the registered address and nowhere else, whatever its query says', async () => {
    const visitor = new Visitor()
    const url = `${registered}?next=https://evil.example&status=success&connection_id=1`
    const list = await visitor.open(`${await link()}&cancel_url=${encodeURIComponent(url)}`)
    const left = await visitor.submit(list, 'cancel')
    const targets = tagsOf(left.text).flatMap(({ attributes }) => attributes.get('href') ?? [])
    const target = targets.find((href) => href.startsWith(registered)) ?? ''
    expect(new URL(target).origin + new URL(target).pathname).toBe(registered)
    expect(new URL(target).searchParams.getAll('status')).toEqual(['cancelled'])
    expect(new URL(target).searchParams.get('connection_id')).toBeNull()
    expect(activeParts(left.text)).toEqual([])
  })

  it('this client’s pages may be framed by its origins, and by no loopback', async () => {
    const policy = header((await new Visitor().open(await link())).got, 'content-security-policy')
    expect(policy).toContain('frame-ancestors https://app.shop.example https://shop.example;')
    expect(policy).not.toMatch(/127\.0\.0\.1|localhost/)
  })
})
