import type { Answer } from '@raccord/connector-kit'
import type { Handler } from '../hostile-bank.ts'
import { consentWith, error, type Fault, isConsent, secrets, withStatus } from './fault.ts'

const oauth = { kind: 'integrated', clientId: 'us', clientSecret: secrets.clientSecret } as const
const options = { oauth }
const back = (query: { readonly [name: string]: string }): Answer => ({ kind: 'returned', query })
const good = back({ state: 'state-of-ours', code: secrets.code })

/** An authorization server beside the bank; `metadata` and `token` are the fault. */
const server =
  (fault: {
    readonly metadata?: (origin: string) => unknown
    readonly token?: Handler
    readonly rest?: Handler
  }): Handler =>
  (call, response, base) => {
    const { origin } = new URL(base)
    if (isConsent(call)) return consentWith({ scaOAuth: `${origin}/.well-known/oauth?authorizationId=1` })
    if (call.url.startsWith('/.well-known')) {
      const usual = {
        issuer: origin,
        authorization_endpoint: `${origin}/authorize`,
        token_endpoint: `${origin}/token`,
        authorization_response_iss_parameter_supported: false,
      }
      const other = fault.metadata?.(origin)
      return typeof other === 'object' ? { ...usual, ...other } : (other ?? usual)
    }
    if (call.url === '/token') {
      return (
        fault.token?.(call, response, base) ?? {
          access_token: secrets.accessToken,
          refresh_token: secrets.refreshToken,
          token_type: 'Bearer',
          expires_in: 900,
        }
      )
    }
    return fault.rest?.(call, response, base) ?? { consentStatus: 'valid' }
  }
/** One that gives tokens for a code, and stumbles when they are renewed because the bank ended the first early. */
const renewing = (fault: Handler) =>
  server({
    token: (call, response, base) => (call.body.includes('refresh_token') ? fault(call, response, base) : undefined),
    rest: (call, response, base) =>
      call.url.includes('/accounts') ? withStatus(401, error('TOKEN_EXPIRED'))(call, response, base) : undefined,
  })
const busy = withStatus(503, { error: 'temporarily_unavailable', error_description: secrets.name })
const issuing = server({ metadata: () => ({ authorization_response_iss_parameter_supported: true }) })

export const oauthFaults: readonly Fault[] = [
  { name: 'OAuth asked for, none configured', at: 'begin', bank: server({}), reason: 'bank_not_configured' },
  {
    name: 'a server of another host than its document',
    at: 'begin',
    options,
    bank: server({ metadata: () => ({ issuer: 'https://evil.example' }) }),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'a web page instead of the document',
    at: 'begin',
    options,
    bank: server({ metadata: () => '<html>' }),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'the document on another host',
    at: 'begin',
    options: { oauth: { ...oauth, metadataUrl: 'https://evil.example/.well-known' } },
    bank: server({}),
    reason: 'bank_answer_invalid',
  },
  {
    name: 'tokens from another host',
    at: 'answer',
    options,
    bank: server({ metadata: () => ({ token_endpoint: 'https://evil.example/token' }) }),
    answers: [good],
    reason: 'bank_answer_invalid',
  },
  {
    name: 'the state of another journey',
    at: 'answer',
    options,
    bank: server({}),
    answers: [back({ state: 'somebody-else', code: secrets.code })],
    reason: 'bank_answer_invalid',
  },
  {
    name: 'no state',
    at: 'answer',
    options,
    bank: server({}),
    answers: [back({ code: secrets.code })],
    reason: 'bank_answer_invalid',
  },
  {
    name: 'a wrong state where the bank usually loses it',
    at: 'answer',
    options: { oauth: { ...oauth, stateReturned: false } },
    bank: server({}),
    answers: [back({ state: 'somebody-else', code: secrets.code })],
    reason: 'bank_answer_invalid',
  },
  {
    name: 'the issuer of another bank (mix-up)',
    at: 'answer',
    options,
    bank: issuing,
    answers: [back({ state: 'state-of-ours', code: secrets.code, iss: 'https://other-bank.example' })],
    reason: 'bank_answer_invalid',
  },
  {
    name: 'no issuer where one is promised (mix-up)',
    at: 'answer',
    options,
    bank: issuing,
    answers: [good],
    reason: 'bank_answer_invalid',
  },
  {
    name: 'no code',
    at: 'answer',
    options,
    bank: server({}),
    answers: [back({ state: 'state-of-ours' })],
    reason: 'bank_answer_invalid',
  },
  {
    name: 'the person says no',
    at: 'answer',
    options,
    bank: server({}),
    answers: [back({ state: 'state-of-ours', error: 'access_denied', error_description: secrets.name })],
    reason: 'refused_at_bank',
  },
  {
    name: 'a code that was used before',
    at: 'answer',
    options,
    bank: server({ token: withStatus(400, { error: 'invalid_grant', error_description: secrets.name }) }),
    answers: [good],
    reason: 'challenge_expired',
  },
  {
    name: 'a return that comes twice',
    at: 'answer',
    options: { ...options, settleSeconds: 30 },
    bank: server({ rest: () => ({ consentStatus: 'received' }) }),
    answers: [
      good,
      { kind: 'returned', query: { state: 'state-of-ours', code: secrets.code, error: 'x' } },
      { kind: 'choice', id: 'x' },
    ],
    reason: 'bank_answer_invalid',
  },
  {
    name: 'a client that the bank does not know',
    at: 'answer',
    options,
    bank: server({ token: withStatus(401, { error: 'invalid_client' }) }),
    answers: [good],
    reason: 'bank_not_configured',
  },
  {
    name: 'a token server that is down',
    at: 'answer',
    options,
    bank: server({ token: withStatus(503, '<html>') }),
    answers: [good],
    reason: 'bank_unavailable',
  },
  {
    name: 'a token server that is busy, in words of OAuth',
    at: 'answer',
    options,
    bank: server({ token: busy }),
    answers: [good],
    reason: 'bank_unavailable',
  },
  {
    name: 'a token server that says nothing',
    at: 'answer',
    options,
    // `undefined` would be the usual answer of this server.
    bank: (call, response, base) => (call.url === '/token' ? undefined : server({})(call, response, base)),
    answers: [good],
    timeoutMs: 400,
    reason: 'bank_unavailable',
  },
  {
    name: 'a token server that was asked too often',
    at: 'answer',
    options,
    bank: server({ token: withStatus(429, { error: 'slow_down' }) }),
    answers: [good],
    reason: 'bank_limit_reached',
  },
  {
    name: 'a web page instead of tokens',
    at: 'answer',
    options,
    bank: server({ token: () => '<html>' }),
    answers: [good],
    reason: 'bank_answer_invalid',
  },
  {
    name: 'tokens without a token',
    at: 'answer',
    options,
    bank: server({ token: () => ({ token_type: 'Bearer' }) }),
    answers: [good],
    reason: 'bank_answer_invalid',
  },
  {
    name: 'a refresh token that is spent',
    at: 'accounts',
    options,
    bank: renewing(withStatus(400, { error: 'invalid_grant' })),
    answers: [good],
    reason: 'consent_expired',
  },
  {
    name: 'a token server that is down when a token is renewed',
    at: 'accounts',
    options,
    bank: renewing(withStatus(503, '<html>')),
    answers: [good],
    reason: 'bank_unavailable',
  },
  {
    name: 'a token server that is busy when a token is renewed, in words of OAuth',
    at: 'accounts',
    options,
    bank: renewing(busy),
    answers: [good],
    reason: 'bank_unavailable',
  },
  {
    name: 'a token server that breaks off when a token is renewed',
    at: 'accounts',
    options,
    bank: renewing((_call, response) => void response.destroy()),
    answers: [good],
    reason: 'bank_unavailable',
  },
  {
    name: 'a gateway that does not know us',
    at: 'begin',
    options: {
      applicationToken: { clientId: 'us', clientSecret: secrets.clientSecret, tokenEndpoint: '{origin}/token' },
    },
    bank: withStatus(401, { error: 'invalid_client' }),
    reason: 'bank_not_configured',
  },
  {
    name: 'a gateway whose token server is down',
    at: 'begin',
    options: {
      applicationToken: { clientId: 'us', clientSecret: secrets.clientSecret, tokenEndpoint: '{origin}/token' },
    },
    bank: busy,
    reason: 'bank_unavailable',
  },
  {
    name: 'a gateway whose tokens come from another host',
    at: 'begin',
    options: {
      applicationToken: {
        clientId: 'us',
        clientSecret: secrets.clientSecret,
        tokenEndpoint: 'https://evil.example/token',
      },
    },
    bank: () => '',
    reason: 'bank_answer_invalid',
  },
]
