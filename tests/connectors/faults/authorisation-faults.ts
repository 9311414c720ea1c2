import { gzipSync } from 'node:zlib'
import { Secret } from '@raccord/connector-kit'
import type { Handler } from '../hostile-bank.ts'
import { consentWith, error, type Fault, flood, isConsent, secrets, withStatus } from './fault.ts'

const login = 'startAuthorisationWithPsuAuthentication'
const authorisations = '/v1/consents/c1/authorisations'
const own = `${authorisations}/a1`
const otp = { kind: 'secret', value: new Secret(secrets.otp) } as const

/** A consent that wants a password, and what happens then. */
const embedded =
  (then: Handler, name = login, href = authorisations): Handler =>
  (call, response, base) =>
    isConsent(call) ? consentWith({ [name]: href }) : then(call, response, base)
const asksCode = {
  scaStatus: 'scaMethodSelected',
  _links: { authoriseTransaction: { href: own }, scaStatus: { href: own } },
}
const wantsCode = (then: Handler): Handler =>
  embedded((call, response, base) => (call.method === 'POST' ? asksCode : then(call, response, base)))
const global = { consentModels: ['global' as const] }
const keyFrom = (key: { url: string } | { link: string }) => ({ ...global, encryption: { key } })
const encrypted =
  (then: Handler): Handler =>
  (call, response, base) =>
    isConsent(call)
      ? consentWith({ startAuthorisationWithEncryptedPsuAuthentication: authorisations, certificate: '/key' })
      : then(call, response, base)
const redirectsTo =
  (href: string): Handler =>
  () =>
    consentWith({ scaRedirect: href })
const returned = { kind: 'returned', query: {} } as const

export const authorisationFaults: readonly Fault[] = [
  {
    name: 'a web page instead of a consent',
    at: 'begin',
    bank: () => '<html>maintenance</html>',
    reason: 'bank_answer_invalid',
  },
  { name: 'nothing instead of a consent', at: 'begin', bank: () => '', reason: 'bank_answer_invalid' },
  {
    name: 'a consent without id',
    at: 'begin',
    bank: () => ({ consentStatus: 'received' }),
    reason: 'bank_answer_invalid',
  },
  { name: 'a consent that leads nowhere', at: 'begin', bank: () => consentWith({}), reason: 'bank_answer_invalid' },
  {
    name: 'JSON nested 100,000 deep',
    at: 'begin',
    bank: () => `${'['.repeat(1e5)}${']'.repeat(1e5)}`,
    reason: 'bank_answer_invalid',
  },
  {
    name: 'a redirect to a script',
    at: 'begin',
    bank: redirectsTo('javascript:alert(1)'),
    reason: 'bank_answer_invalid',
  },
  { name: 'a redirect to data', at: 'begin', bank: redirectsTo('data:text/html,x'), reason: 'bank_answer_invalid' },
  { name: 'an answer of 100 MB', at: 'begin', bank: flood(100), reason: 'bank_answer_invalid' },
  {
    name: 'a zip bomb',
    at: 'begin',
    bank: (_call, response) => {
      response.setHeader('Content-Encoding', 'gzip')
      response.end(gzipSync(Buffer.alloc(60_000_000, ' ')))
      return undefined
    },
    reason: 'bank_answer_invalid',
  },
  {
    name: 'the call sent on to another host',
    at: 'begin',
    bank: (_call, response) => {
      response.writeHead(307, { Location: 'https://evil.example/v1/consents' })
      return ''
    },
    reason: 'bank_answer_invalid',
  },
  { name: 'silence', at: 'begin', bank: () => undefined, timeoutMs: 300, reason: 'bank_unavailable' },
  {
    name: 'a connection that breaks',
    at: 'begin',
    bank: (_call, response) => {
      response.destroy()
      return undefined
    },
    reason: 'bank_unavailable',
  },
  { name: 'a bank that is down', at: 'begin', bank: withStatus(503, '<html>'), reason: 'bank_unavailable' },
  {
    name: 'a certificate that has expired',
    at: 'begin',
    bank: withStatus(401, error('CERTIFICATE_EXPIRED')),
    reason: 'bank_not_configured',
  },
  {
    name: 'a signature that is not there',
    at: 'begin',
    bank: withStatus(401, error('SIGNATURE_MISSING')),
    reason: 'bank_not_configured',
  },
  {
    name: 'a role that we have not',
    at: 'begin',
    bank: withStatus(401, error('ROLE_INVALID')),
    reason: 'bank_not_configured',
  },
  {
    name: 'a form that the bank does not know',
    at: 'begin',
    bank: withStatus(400, error('FORMAT_ERROR')),
    reason: 'bank_not_configured',
  },
  {
    name: 'too many calls',
    at: 'begin',
    bank: withStatus(429, error('ACCESS_EXCEEDED')),
    reason: 'bank_limit_reached',
  },
  {
    name: 'a customer who is blocked',
    at: 'begin',
    bank: withStatus(403, error('SERVICE_BLOCKED')),
    reason: 'action_needed_at_bank',
  },
  {
    name: 'codes that are no codes',
    at: 'begin',
    bank: withStatus(400, error(`${secrets.name} ${secrets.iban}`)),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'the password wanted on another host',
    at: 'begin',
    mode: 'EMBEDDED',
    options: global,
    bank: embedded(() => '', login, 'https://evil.example/login'),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'the password wanted at the metadata service',
    at: 'begin',
    mode: 'EMBEDDED',
    options: global,
    bank: embedded(() => '', login, 'http://169.254.169.254/latest'),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'the password wanted in a file',
    at: 'begin',
    mode: 'EMBEDDED',
    options: global,
    bank: embedded(() => '', login, 'file:///etc/passwd'),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'a wrong password',
    at: 'begin',
    mode: 'EMBEDDED',
    options: global,
    bank: embedded(withStatus(401, error('PSU_CREDENTIALS_INVALID'))),
    reason: 'wrong_credentials',
  },
  {
    name: 'a wrong password, without a word',
    at: 'begin',
    mode: 'EMBEDDED',
    options: global,
    bank: embedded(withStatus(401)),
    reason: 'wrong_credentials',
  },
  {
    name: 'a wrong password, as a status',
    at: 'begin',
    mode: 'EMBEDDED',
    options: global,
    bank: embedded(() => ({ scaStatus: 'failed' })),
    reason: 'wrong_credentials',
  },
  {
    name: 'links in a circle',
    at: 'begin',
    bank: (call) => ({
      ...consentWith({ startAuthorisation: authorisations }),
      ...(isConsent(call) ? {} : { scaStatus: 'received' }),
    }),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'only an encrypted password, and no key known',
    at: 'begin',
    mode: 'EMBEDDED',
    options: global,
    bank: encrypted(() => ''),
    reason: 'bank_not_configured',
  },
  {
    name: 'a web page where the key should be',
    at: 'begin',
    mode: 'EMBEDDED',
    options: keyFrom({ link: 'certificate' }),
    bank: encrypted(() => '<html>'),
    reason: 'bank_not_configured',
  },
  {
    name: 'keys for signatures alone',
    at: 'begin',
    mode: 'EMBEDDED',
    options: keyFrom({ link: 'certificate' }),
    bank: encrypted(() => ({ keys: [{ kty: 'RSA', use: 'sig', n: 'AQAB', e: 'AQAB' }] })),
    reason: 'bank_not_configured',
  },
  {
    name: 'no link to the key',
    at: 'begin',
    mode: 'EMBEDDED',
    options: keyFrom({ link: 'elsewhere' }),
    bank: encrypted(() => ''),
    reason: 'bank_not_configured',
  },
  {
    name: 'the key on another host',
    at: 'begin',
    mode: 'EMBEDDED',
    options: keyFrom({ url: 'https://evil.example/key' }),
    bank: encrypted(() => ''),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'a wrong code that ends it',
    at: 'answer',
    mode: 'EMBEDDED',
    options: global,
    bank: wantsCode((call, response) =>
      call.method === 'GET' ? { scaStatus: 'failed' } : withStatus(400, error('SCA_INVALID'))(call, response, ''),
    ),
    answers: [otp],
    reason: 'wrong_otp',
  },
  {
    name: 'the code wanted again and then failed',
    at: 'answer',
    mode: 'EMBEDDED',
    options: global,
    bank: wantsCode(() => ({ scaStatus: 'failed' })),
    answers: [otp],
    reason: 'wrong_otp',
  },
  {
    name: 'a status of another world',
    at: 'answer',
    mode: 'EMBEDDED',
    options: global,
    bank: wantsCode((call) => (call.method === 'PUT' ? { scaStatus: 'finalised' } : {})),
    answers: [otp],
    reason: 'bank_answer_invalid',
  },
  {
    name: 'a choice that was not offered',
    at: 'answer',
    mode: 'EMBEDDED',
    options: global,
    bank: wantsCode(() => asksCode),
    answers: [{ kind: 'choice', id: '../../x' }],
    reason: 'bank_answer_invalid',
  },
  {
    name: 'a consent that was refused',
    at: 'answer',
    bank: (call) =>
      isConsent(call) ? consentWith({ scaRedirect: 'https://bank.example/' }) : { consentStatus: 'rejected' },
    answers: [returned],
    reason: 'refused_at_bank',
  },
  {
    name: 'a consent that ran out before it began',
    at: 'answer',
    bank: (call) =>
      isConsent(call) ? consentWith({ scaRedirect: 'https://bank.example/' }) : { consentStatus: 'expired' },
    answers: [returned],
    reason: 'challenge_expired',
  },
  {
    name: 'a confirmation code that is refused',
    at: 'answer',
    bank: (call, response) =>
      isConsent(call)
        ? consentWith({ scaRedirect: 'https://bank.example/', confirmation: own })
        : withStatus(400, error('SCA_INVALID'))(call, response, ''),
    answers: [{ kind: 'returned', query: { confirmationCode: secrets.code } }],
    reason: 'wrong_otp',
  },
]
