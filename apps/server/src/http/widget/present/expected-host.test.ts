import { expect, it } from 'vitest'
import { expectedHost } from './expected-host.ts'

it.each([
  [['sign-in.bank.example'], 'sign-in.bank.example'],
  [['127.0.0.1:4401'], '127.0.0.1:4401'],
  [['api.bank.example', 'login.bank.example'], 'bank.example'],
  [['api.bank.co.uk', 'login.bank.co.uk'], 'bank.co.uk'],
  [['api.one.co.uk', 'login.two.co.uk'], undefined],
  [['api.bank.example', 'login.other.example'], undefined],
  [['127.0.0.1:4401', '127.0.0.1:4402'], undefined],
  [[], undefined],
])('of %j: %s', (hosts, host) => {
  expect(expectedHost(hosts)).toBe(host)
})
