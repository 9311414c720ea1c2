import type { Handler } from '../hostile-bank.ts'
import { secrets, withStatus } from './fault.ts'
import type { Asked } from './oauth-bank.ts'
import { at, good, limited, type OAuthBankFault, only, token } from './oauth-bank-fault.ts'

const metadata = (change: (origin: string) => object): ((asked: Asked) => Handler) =>
  at('begin', (_call, _response, base) => {
    const { origin } = new URL(base)
    const usual = { issuer: origin, authorization_endpoint: `${origin}/authorize`, token_endpoint: `${origin}/token` }
    return { ...usual, ...change(origin) }
  })
const back = (query: { readonly [name: string]: string }) => () => query
const issuing = metadata((origin) => ({ authorization_response_iss_parameter_supported: true, issuer: origin }))

export const oauthReturnFaults: readonly OAuthBankFault[] = [
  {
    name: 'a server of another host than its document',
    at: 'begin',
    bank: metadata(() => ({ issuer: 'https://evil.example' })),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'a document without endpoints',
    at: 'begin',
    bank: metadata(() => ({ token_endpoint: 7 })),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'the document on another host',
    at: 'begin',
    oauth: { server: { metadataUrl: 'https://evil.example/.well-known' } },
    reason: 'bank_answer_invalid',
  },
  {
    name: 'no client id and no certificate',
    at: 'begin',
    oauth: { clientId: undefined },
    reason: 'bank_not_configured',
  },
  { name: 'an option that nobody knows', at: 'begin', options: { colour: 'blue' }, reason: 'bank_not_configured' },
  {
    name: 'tokens from another host',
    at: 'answer',
    only: 'stet',
    bank: metadata(() => ({ token_endpoint: 'https://evil.example/token' })),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'the state of another journey',
    at: 'answer',
    query: back({ ...good, state: 'somebody-else' }),
    reason: 'bank_answer_invalid',
  },
  { name: 'no state', at: 'answer', query: back({ code: secrets.code }), reason: 'bank_answer_invalid' },
  { name: 'no code', at: 'answer', query: back({ state: good.state }), reason: 'bank_answer_invalid' },
  {
    name: 'the issuer of another bank (mix-up)',
    at: 'answer',
    bank: issuing,
    query: back({ ...good, iss: 'https://other.example' }),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'no issuer where one is promised (mix-up)',
    at: 'answer',
    bank: issuing,
    query: back(good),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'the person refuses',
    at: 'answer',
    query: back({ state: good.state, error: 'access_denied', error_description: secrets.name }),
    reason: 'refused_at_bank',
  },
  {
    name: 'the server fails',
    at: 'answer',
    query: back({ state: good.state, error: 'server_error' }),
    reason: 'bank_unavailable',
  },
  {
    name: 'a scope that is not ours',
    at: 'answer',
    query: back({ state: good.state, error: 'invalid_scope' }),
    reason: 'bank_not_configured',
  },
  {
    name: 'an error that nobody knows',
    at: 'answer',
    query: back({ state: good.state, error: secrets.name }),
    reason: 'bank_answer_invalid',
  },
  { name: 'the answer a second time', at: 'answer', replay: 'new-state', reason: 'challenge_expired' },
  { name: 'the code a second time', at: 'answer', replay: 'old-state', reason: 'challenge_expired' },
  { name: 'nobody comes back', at: 'answer', query: back({}), reason: 'bank_answer_invalid' },
  {
    name: 'a code that has run out',
    at: 'answer',
    bank: token({ error: 'invalid_grant', error_description: secrets.code }, 400),
    reason: 'challenge_expired',
  },
  {
    name: 'a client that the bank does not know',
    at: 'answer',
    bank: token({ error: 'invalid_client' }, 401),
    reason: 'bank_not_configured',
  },
  { name: 'no access token', at: 'answer', bank: token({ access_token: undefined }), reason: 'bank_answer_invalid' },
  {
    name: 'an access token that is a number',
    at: 'answer',
    bank: token({ access_token: 7 }),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'a token of a kind that we do not speak',
    at: 'answer',
    bank: token({ token_type: 'mac' }),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'a refresh token that is spent',
    at: 'accounts',
    stale: true,
    bank: only(({ body }) => body.includes('refresh_token'), withStatus(400, { error: 'invalid_grant' })),
    reason: 'consent_expired',
  },
  {
    name: 'a token server that is down',
    at: 'accounts',
    stale: true,
    bank: only(({ body }) => body.includes('refresh_token'), withStatus(503, '<html>')),
    reason: 'bank_unavailable',
  },
  {
    name: 'a token server that is busy, in words of OAuth',
    at: 'accounts',
    stale: true,
    bank: only(
      ({ body }) => body.includes('refresh_token'),
      withStatus(503, { error: 'temporarily_unavailable', error_description: secrets.name }),
    ),
    reason: 'bank_unavailable',
  },
  {
    name: 'a token server that says nothing',
    at: 'accounts',
    stale: true,
    bank: only(
      ({ body }) => body.includes('refresh_token'),
      () => undefined,
    ),
    timeoutMs: 400,
    reason: 'bank_unavailable',
  },
  {
    name: 'tokens of our own from a server that is busy, in words of OAuth',
    at: 'begin',
    only: 'openbanking-uk',
    bank: only(
      ({ body }) => body.includes('client_credentials'),
      withStatus(503, { error: 'temporarily_unavailable' }),
    ),
    reason: 'bank_unavailable',
  },
  {
    name: 'a token that the bank ends early, for good',
    at: 'accounts',
    bank: at('accounts', withStatus(401, { error: 'invalid_token' })),
    reason: 'consent_expired',
  },
  {
    name: 'no more access',
    at: 'transactions',
    bank: at('transactions', withStatus(403, { message: secrets.iban })),
    reason: 'consent_expired',
  },
  {
    name: 'a format that the bank does not have',
    at: 'accounts',
    bank: at('accounts', withStatus(406)),
    reason: 'bank_not_configured',
  },
  {
    name: 'a method that the bank does not take',
    at: 'accounts',
    bank: at('accounts', withStatus(405)),
    reason: 'bank_not_configured',
  },
  {
    name: 'a status that does not exist',
    at: 'accounts',
    bank: at('accounts', withStatus(299, 'x')),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'a revocation that the bank is too busy for',
    at: 'revoke',
    bank: at('revoke', limited),
    reason: 'bank_limit_reached',
  },
  {
    name: 'a revocation at a bank that is down',
    at: 'revoke',
    bank: at('revoke', withStatus(500)),
    reason: 'bank_unavailable',
  },
]
