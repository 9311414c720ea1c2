import { expect, it } from 'vitest'
import { allowedOrigins, checkClientUrl, isAllowedUrl, registrableUrl } from './client-url.ts'

const registered = {
  redirectUrls: [
    'https://shop.example/back',
    'https://shop.example:8443/Other/Path?fixed=1',
    'http://plain.example/back',
    'http://127.0.0.1:3000/back',
    'https://bücher.example/é',
  ],
  origins: ['https://framed.example/ignored', 'javascript:alert(1)', 'http://plain.example'],
  loopbackAllowed: false,
}
const sandbox = { ...registered, redirectUrls: [], loopbackAllowed: true }

it.each([
  'https://shop.example/back',
  'https://shop.example/back?any=query&redirect=https://evil.example',
  'https://shop.example/back#fragment',
  'https://shop.example:443/back',
  'HTTPS://SHOP.EXAMPLE/back',
  'https://shop.example:8443/Other/Path',
  'https://shop.example/x/../back',
  'https://xn--bcher-kva.example/%C3%A9',
])('allows %s', (url) => {
  expect(checkClientUrl(registered, url)).toMatchObject({ kind: 'allowed' })
})

it.each([
  ['other path', 'https://shop.example/backdoor'],
  ['slash at the end', 'https://shop.example/back/'],
  ['case of the path', 'https://shop.example/Back'],
  ['encoded slash', 'https://shop.example/back%2f..%2fadmin'],
  ['other port', 'https://shop.example:444/back'],
  ['registered port missing', 'https://shop.example/Other/Path'],
  ['other scheme', 'http://shop.example/back'],
  ['http though registered', 'http://plain.example/back'],
  ['loopback http without sandbox', 'http://127.0.0.1:3000/back'],
  ['other host', 'https://evil.example/back'],
  ['sub-domain', 'https://evil.shop.example/back'],
  ['host as prefix', 'https://shop.example.evil.example/back'],
  ['user info that looks like the host', 'https://shop.example@evil.example/back'],
  ['user info before the host', 'https://evil.example@shop.example/back'],
  ['empty user info', 'https://@shop.example/back'],
  ['password', 'https://:x@shop.example/back'],
  ['backslash as slash', 'https://evil.example\\@shop.example/back'],
  ['backslash authority', 'https:\\\\shop.example\\back'],
  ['no slashes', 'https:shop.example/back'],
  ['one slash', 'https:/shop.example/back'],
  ['three slashes', 'https:///shop.example/back'],
  ['protocol-relative', '//shop.example/back'],
  ['relative', '/back'],
  ['empty', ''],
  ['javascript', 'javascript:alert(1)//https://shop.example/back'],
  ['javascript with host', 'javascript://shop.example/back%0aalert(1)'],
  ['data', 'data:text/html,<script>alert(1)</script>'],
  ['blob', 'blob:https://shop.example/back'],
  ['app scheme', 'myapp://shop.example/back'],
  ['line feed', 'https://shop.example/back\nSet-Cookie: a=b'],
  ['carriage return', 'https://shop.example/back\r\nLocation: https://evil.example'],
  ['tab in the scheme', 'java\tscript:alert(1)'],
  ['tab in the host', 'https://shop.ex\tample/back'],
  ['leading space', ' https://shop.example/back'],
  ['NUL', 'https://shop.example/back\0'],
  ['unicode space', 'https://shop.example/back\u00a0'],
  ['full stop in another script', 'https://shop.example。evil.example/back'],
  ['dot at the end of the host', 'https://shop.example./back'],
  ['bad port', 'https://shop.example:99999/back'],
  ['too long', `https://shop.example/back?${'a'.repeat(2000)}`],
])('refuses: %s', (_why, url) => {
  const verdict = checkClientUrl(registered, url)
  expect(verdict.kind).toBe('refused')
  expect(JSON.stringify(verdict)).not.toContain('evil.example')
})

it.each([
  ['http://127.0.0.1:5173/any/path?x=1', true],
  ['http://localhost:1/', true],
  ['https://localhost/x', true],
  ['http://[::1]:8080/back', true],
  ['http://127.1.2.3/', true],
  // WHATWG reads these as 127.0.0.1 as well, and so does the browser that follows them.
  ['http://2130706433/', true],
  ['http://0x7f.1/', true],
  ['http://localhost.evil.example/', false],
  ['http://127.0.0.1.evil.example/', false],
  ['http://user@localhost/', false],
  ['http://0.0.0.0/', false],
  ['http://[::ffff:127.0.0.1]/', false],
  ['http://10.0.0.1/', false],
  ['javascript://localhost/%0aalert(1)', false],
  ['https://shop.example/back', false],
])('in sandbox mode %s: %s', (url, allowed) => {
  expect(isAllowedUrl(sandbox, url)).toBe(allowed)
})

it('collects origins that may frame the widget, none that could not be allowed', () => {
  expect(allowedOrigins(registered)).toEqual([
    'https://framed.example',
    'https://shop.example',
    'https://shop.example:8443',
    'https://xn--bcher-kva.example',
  ])
  expect(allowedOrigins({ ...registered, loopbackAllowed: true })).toContain('http://127.0.0.1:3000')
})

it('says what keeps a URL from being registered', () => {
  expect(registrableUrl('https://shop.example/x', false)).toBeUndefined()
  expect(registrableUrl('http://localhost:3000/x', true)).toBeUndefined()
  expect(registrableUrl('http://localhost:3000/x', false)).toContain('https')
  expect(registrableUrl('ftp://shop.example', true)).toContain('absolute')
})

it('says which rule is broken, and never repeats the address', () => {
  const form = 'must be an absolute http or https URL'
  const https = 'must be https; http is only for loopback hosts in sandbox mode'
  const unknown = 'is not registered for this client (scheme, host, port and path must match)'
  const rules = [
    ['javascript:alert(1)', form],
    ['https://a:b@shop.example/back', 'must not hold a user name or password'],
    ['http://shop.example/back', https],
    ['https://other.example/', unknown],
    // Loopback is an address, not a name that ends or begins like one.
    ['http://10.127.0.0.1.example/', https],
    ['https://127.0.0.1.example/', unknown],
  ] as const
  for (const [url, rule] of rules) expect(checkClientUrl(registered, url), url).toEqual({ kind: 'refused', rule })
  expect(registrableUrl('http://shop.example/', true)).toBe(https)
  expect(registrableUrl('javascript:alert(1)', true)).toBe(form)
})

it('an address has a length', () => {
  const long = 'https://shop.example/back?'.padEnd(2000, 'x')
  expect([isAllowedUrl(registered, long), isAllowedUrl(registered, `${long}x`)]).toEqual([true, false])
})

it('what is registered and no address is passed over', () => {
  const odd = { ...registered, redirectUrls: ['no address', 'https://shop.example/back'] }
  expect(isAllowedUrl(odd, 'https://shop.example/back')).toBe(true)
  expect(allowedOrigins({ ...odd, origins: ['neither'] })).toEqual(['https://shop.example'])
  // An installation that serves plain http may allow what is registered.
  const plain = { ...registered, plainHttp: true }
  expect([isAllowedUrl(plain, 'http://plain.example/back'), isAllowedUrl(plain, 'http://other.example/')]).toEqual([
    true,
    false,
  ])
  expect(allowedOrigins({ ...plain, redirectUrls: [] })).toContain('http://plain.example')
})
