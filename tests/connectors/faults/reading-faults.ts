import type { Handler } from '../hostile-bank.ts'
import { error, type Fault, flood, secrets, withStatus } from './fault.ts'

const entry = {
  bookingDate: '2026-01-02',
  transactionAmount: { currency: 'EUR', amount: '-1.00' },
  creditorName: secrets.name,
}
const page = (links: { readonly [name: string]: string } = {}, booked: readonly unknown[] = [entry]) => ({
  transactions: {
    booked,
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
  },
})
const counting = (answer: (at: number) => unknown): Handler => {
  let at = 0
  return () => answer(++at)
}
const camt = (inside: string) =>
  `<?xml version="1.0"?><Document><BkToCstmrAcctRpt><Rpt>${inside}</Rpt></BkToCstmrAcctRpt></Document>`
const laughs = `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}">]>`

export const readingFaults: readonly Fault[] = [
  {
    name: 'accounts: the consent has ended',
    at: 'accounts',
    bank: withStatus(401, error('CONSENT_EXPIRED')),
    reason: 'consent_expired',
  },
  {
    name: 'accounts: a consent that nobody knows',
    at: 'accounts',
    bank: withStatus(403, error('CONSENT_UNKNOWN')),
    reason: 'consent_expired',
  },
  { name: 'accounts: a web page', at: 'accounts', bank: () => '<html>', reason: 'bank_answer_invalid' },
  { name: 'accounts: 100 MB', at: 'accounts', bank: flood(100, '{"accounts":['), reason: 'bank_answer_invalid' },
  {
    name: 'accounts: too many calls today',
    at: 'accounts',
    bank: withStatus(429, error('ACCESS_EXCEEDED')),
    reason: 'bank_limit_reached',
  },
  {
    name: 'accounts: blocked',
    at: 'accounts',
    bank: withStatus(403, error('RESOURCE_BLOCKED')),
    reason: 'action_needed_at_bank',
  },
  {
    name: 'transactions: next on another host',
    at: 'transactions',
    bank: () => page({ next: 'https://evil.example/2' }),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'transactions: next at a private address',
    at: 'transactions',
    bank: () => page({ next: 'http://10.0.0.7/2' }),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'transactions: pages in circles',
    at: 'transactions',
    bank: ({ url }) => page({ next: url.includes('p=b') ? '?p=a' : '?p=b' }),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'transactions: pages without end',
    at: 'transactions',
    options: { maxPages: 10 },
    bank: counting((at) => page({ next: `?p=${at}` })),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'transactions: empty pages without end',
    at: 'transactions',
    bank: counting((at) => page({ next: `?p=${at}` }, [])),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'transactions: next in a header, on another host',
    at: 'transactions',
    bank: (_call, response) => {
      response.setHeader('Link', '<https://evil.example/2>; rel="next"')
      return camt('')
    },
    reason: 'bank_answer_invalid',
  },
  {
    name: 'transactions: the file on another host',
    at: 'transactions',
    bank: () => page({ download: 'https://evil.example/file' }, []),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'transactions: 100 MB of JSON',
    at: 'transactions',
    bank: flood(100, '{"transactions":{"booked":['),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'transactions: 100 MB of camt',
    at: 'transactions',
    bank: flood(100, '<Document><BkToCstmrAcctRpt><Rpt>'),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'transactions: an external entity',
    at: 'transactions',
    bank: () =>
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${camt('<Ntry><AddtlNtryInf>&x;</AddtlNtryInf></Ntry>')}`,
    reason: 'bank_answer_invalid',
  },
  {
    name: 'transactions: a billion laughs',
    at: 'transactions',
    bank: () => laughs + camt('<Ntry><AddtlNtryInf>&c;</AddtlNtryInf></Ntry>'),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'transactions: camt cut off',
    at: 'transactions',
    bank: () => camt('<Ntry>').slice(0, -60),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'transactions: XML of another kind',
    at: 'transactions',
    bank: () => '<Document><CstmrCdtTrfInitn/></Document>',
    reason: 'bank_answer_invalid',
  },
  {
    name: 'transactions: text of no kind',
    at: 'transactions',
    bank: () => `${secrets.name} has 5 EUR`,
    reason: 'bank_answer_invalid',
  },
  {
    name: 'transactions: bytes of no charset',
    at: 'transactions',
    bank: (_call, response) => {
      response.setHeader('Content-Type', 'text/plain; charset=martian')
      response.end(Buffer.from([0x3a, 0xff, 0xfe, 0xe9]))
      return undefined
    },
    reason: 'bank_answer_invalid',
  },
  {
    name: 'transactions: none of our formats',
    at: 'transactions',
    options: { transactionsAccept: ['application/xml', 'application/json'] },
    bank: withStatus(406, error('REQUESTED_FORMATS_INVALID')),
    reason: 'bank_not_configured',
  },
  {
    name: 'transactions: no period is good',
    at: 'transactions',
    bank: withStatus(400, error('PERIOD_INVALID')),
    reason: 'bank_not_configured',
  },
  {
    name: 'transactions: a token that has ended',
    at: 'transactions',
    bank: withStatus(401, error('TOKEN_INVALID')),
    reason: 'consent_expired',
  },
  { name: 'transactions: down', at: 'transactions', bank: withStatus(502, ''), reason: 'bank_unavailable' },
  {
    name: 'the end of a consent: down',
    at: 'revoke',
    bank: withStatus(500, error('INTERNAL_SERVER_ERROR')),
    reason: 'bank_unavailable',
  },
  {
    name: 'the end of a consent wants a signature',
    at: 'revoke',
    bank: withStatus(202, { consentStatus: 'valid' }),
    reason: 'action_needed_at_bank',
  },
]
