import { describe, expect, test } from 'vitest'
import { judgeAddress } from './address-guard.ts'
import { checkBankUrl, checkBrowserUrl } from './check-url.ts'

const production = { hosts: ['api.bank.example', 'login.bank.example:8443'], allowLoopback: false }
const sandbox = {
  hosts: ['127.0.0.1:4401', '[::1]:4401', 'localhost:4401', '10.0.0.1', 'api.bank.example'],
  allowLoopback: true,
}

describe('a URL of a bank', () => {
  test.each([
    'https://api.bank.example/v1/consents?x=1',
    'https://API.Bank.example:443/',
    'https://login.bank.example:8443/a',
  ])('%s may be called', (url) => {
    expect(checkBankUrl(url, production).ok).toBe(true)
  })

  test.each([
    ['', 'malformed'],
    ['/v1/accounts', 'malformed'],
    ['http://api.bank.example/', 'scheme'],
    ['ftp://api.bank.example/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['data:text/html,x', 'scheme'],
    ['https://user@api.bank.example/', 'user_info'],
    ['https://user:pw@api.bank.example/', 'user_info'],
    ['https://api.bank.example@evil.example/', 'user_info'],
    ['https://evil.example/', 'host'],
    ['https://api.bank.example:8443/', 'host'],
    ['https://login.bank.example/', 'host'],
    ['https://api.bank.example./', 'host'],
    ['https://api.bank.example.evil.example/', 'host'],
    ['https://аpi.bank.example/', 'host'],
    ['https://127.0.0.1:4401/', 'host'],
  ])('%s is refused: %s', (url, problem) => {
    expect(checkBankUrl(url, production)).toEqual({ ok: false, problem })
    expect(checkBrowserUrl(url, production)).toEqual({ ok: false, problem })
  })

  test.each(['http://127.0.0.1:4401/a', 'http://[::1]:4401/', 'http://localhost:4401/', 'http://2130706433:4401/'])(
    '%s may be called in a sandbox',
    (url) => {
      expect(checkBankUrl(url, sandbox).ok).toBe(true)
    },
  )

  test.each([
    ['http://127.0.0.1:4402/', 'host'],
    ['http://api.bank.example/', 'scheme'],
    ['https://10.0.0.1/', 'address'],
  ])('%s is refused even in a sandbox: %s', (url, problem) => {
    expect(checkBankUrl(url, sandbox)).toEqual({ ok: false, problem })
  })

  test('loopback on the list is still refused in production', () => {
    expect(checkBankUrl('https://127.0.0.1/', { hosts: ['127.0.0.1'], allowLoopback: false })).toEqual({
      ok: false,
      problem: 'address',
    })
  })
})

test.each([
  ['https://pages.service.example/welcome', true],
  ['https://a.b.service.example/', true],
  ['https://service.example/', false],
  ['https://evilservice.example/', false],
  ['https://service.example.evil.example/', false],
  ['https://pages.service.example:8443/', false],
  ['http://pages.service.example/', false],
  ['https://us:er@pages.service.example/', false],
])('any page under a host that is listed with a star: %s, %s', (url, ok) => {
  const policy = { hosts: ['*.service.example'], allowLoopback: false }
  expect(checkBrowserUrl(url, policy).ok).toBe(ok)
  // For browsers alone: no call of ours goes there.
  expect(checkBankUrl(url, policy).ok).toBe(false)
})

test.each([
  ['93.184.216.34', 'public'],
  ['2606:2800:220:1:248:1893:25c8:1946', 'public'],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['::1', 'loopback'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['0.0.0.0', 'forbidden'],
  ['::', 'forbidden'],
  ['10.1.2.3', 'forbidden'],
  ['172.16.0.1', 'forbidden'],
  ['192.168.0.1', 'forbidden'],
  ['100.64.0.1', 'forbidden'],
  ['169.254.169.254', 'forbidden'],
  ['192.0.2.1', 'forbidden'],
  ['198.18.0.1', 'forbidden'],
  ['224.0.0.1', 'forbidden'],
  ['255.255.255.255', 'forbidden'],
  ['fe80::1', 'forbidden'],
  ['fd00:ec2::254', 'forbidden'],
  ['::ffff:10.0.0.1', 'forbidden'],
  ['64:ff9b::a00:1', 'forbidden'],
  ['2002:a00:1::', 'forbidden'],
  ['2001:db8::1', 'forbidden'],
  ['not an address', 'forbidden'],
])('%s is %s', (address, verdict) => {
  expect(judgeAddress(address)).toBe(verdict)
})
