import { gzipSync } from 'node:zlib'
import type { Handler } from '../hostile-bank.ts'
import { flood, secrets, withStatus } from './fault.ts'
import { at, limited, type OAuthBankFault, only, type Place } from './oauth-bank-fault.ts'
import { oauthReturnFaults } from './oauth-return-faults.ts'
import { openBankingUkFaults } from './openbanking-uk-faults.ts'

const silence: Handler = () => undefined
const breaks: Handler = (_call, response) => {
  response.destroy()
  return undefined
}
// Packed beforehand: on a busy machine that alone takes longer than the time-out of these tests.
const packed = gzipSync(Buffer.alloc(60_000_000, ' '))
const bomb: Handler = (_call, response) => {
  response.setHeader('Content-Encoding', 'gzip')
  response.end(packed)
  return undefined
}
const sentOn: Handler = (_call, response) => {
  response.writeHead(307, { Location: 'https://evil.example/' })
  return ''
}
const reading: readonly Place[] = ['accounts', 'transactions']
const everywhere: readonly Place[] = ['begin', 'answer', ...reading]

/** The same on the wire wherever it happens. */
const wire = (
  [
    ['silence', silence, 'bank_unavailable', ['answer', 'accounts']],
    ['a connection that breaks', breaks, 'bank_unavailable', everywhere],
    ['a bank that is down', withStatus(503, '<html>'), 'bank_unavailable', everywhere],
    ['an inner error that tells names', withStatus(500, { message: secrets.name }), 'bank_unavailable', everywhere],
    ['a web page with 200', () => '<html>login</html>', 'bank_answer_invalid', everywhere],
    ['JSON that breaks off', () => '{"accounts":[{"iban":"', 'bank_answer_invalid', everywhere],
    ['a bare number', () => '42', 'bank_answer_invalid', everywhere],
    ['null', () => 'null', 'bank_answer_invalid', everywhere],
    ['JSON nested 100,000 deep', () => `${'['.repeat(1e5)}${']'.repeat(1e5)}`, 'bank_answer_invalid', everywhere],
    ['an answer of 100 MB', flood(100), 'bank_answer_invalid', ['transactions']],
    ['a zip bomb', bomb, 'bank_answer_invalid', ['accounts']],
    ['the call sent on to another host', sentOn, 'bank_answer_invalid', everywhere],
    ['too many calls', limited, 'bank_limit_reached', ['answer', ...reading]],
  ] as const
).flatMap(([name, handler, reason, places]) =>
  places.map(
    (place): OAuthBankFault => ({
      name: `${name}, ${place}`,
      at: place,
      bank: at(place, handler),
      ...(handler === silence ? { timeoutMs: 400 } : {}),
      reason,
    }),
  ),
)

const entry = { transactionAmount: { currency: 'EUR', amount: '1' }, creditDebitIndicator: 'DBIT', status: 'BOOK' }
const ukEntry = { Amount: { Amount: '1', Currency: 'GBP' }, CreditDebitIndicator: 'Debit', Status: 'Booked' }
const page = (next: string, entries = 1) => ({
  transactions: Array(entries).fill(entry),
  _links: { next: { href: next } },
  Data: { Transaction: Array(entries).fill(ukEntry) },
  Links: { Self: '/', Next: next },
})
const pages = (next: (count: number, base: string) => string, entries = 1) => {
  let count = 0
  return at('transactions', (_call, _response, base) => page(next(++count, base), entries))
}

const paging: readonly OAuthBankFault[] = [
  ...['https://evil.example/steal', 'http://169.254.169.254/latest', 'file:///etc/passwd', 'http://127.0.0.1:1/'].map(
    (href): OAuthBankFault => ({
      name: `a next page at ${href}`,
      at: 'transactions',
      bank: pages(() => href),
      reason: 'bank_answer_invalid',
    }),
  ),
  {
    name: 'a next page without a scheme',
    at: 'transactions',
    bank: pages(() => '//evil.example/x'),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'pages in circles',
    at: 'transactions',
    bank: pages((count) => (count % 2 ? '?p=a' : '?p=b')),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'pages without end',
    at: 'transactions',
    options: { maxPages: 12 },
    bank: pages((count) => `?p=${count}`),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'empty pages without end',
    at: 'transactions',
    bank: pages((count) => `?p=${count}`, 0),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'a list of accounts in circles',
    at: 'accounts',
    bank: at('accounts', ({ url }) => {
      const next = url.includes('p=a') ? '?p=b' : '?p=a'
      return {
        accounts: [{ resourceId: url }],
        _links: { next: { href: next } },
        Data: { Account: [{ AccountId: url }] },
        Links: { Next: next },
      }
    }),
    reason: 'bank_answer_invalid',
  },
]

const stet: readonly OAuthBankFault[] = [
  {
    name: 'an object without accounts',
    at: 'accounts',
    only: 'stet',
    bank: at('accounts', () => ({ _links: {} })),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'an object without transactions',
    at: 'transactions',
    only: 'stet',
    bank: at('transactions', () => ({ _links: {} })),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'a consent that is not taken',
    at: 'accounts',
    only: 'stet',
    options: { consents: 'always' },
    bank: only(({ method }) => method === 'PUT', withStatus(400, { error: 'Bad Request' })),
    reason: 'bank_not_configured',
  },
  {
    name: 'a signature that is missing',
    at: 'accounts',
    only: 'stet',
    bank: at('accounts', withStatus(400, { error: 'SIGNATURE_MISSING' })),
    reason: 'bank_not_configured',
  },
  {
    name: 'a certificate that has expired',
    at: 'accounts',
    only: 'stet',
    bank: at('accounts', withStatus(401, { message: 'CERTIFICATE_EXPIRED' })),
    reason: 'bank_not_configured',
  },
  {
    name: 'access blocked until the person acts',
    at: 'accounts',
    only: 'stet',
    bank: at('accounts', withStatus(403, { error: 'SERVICE_BLOCKED' })),
    reason: 'action_needed_at_bank',
  },
]

export const oauthBankFaults: readonly OAuthBankFault[] = [
  ...wire,
  ...paging,
  ...stet,
  ...oauthReturnFaults,
  ...openBankingUkFaults,
]
