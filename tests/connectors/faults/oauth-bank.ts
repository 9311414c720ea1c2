import { constants, createHash, generateKeyPairSync, sign } from 'node:crypto'
import type { Handler, Seen } from '../hostile-bank.ts'
import { secrets } from './fault.ts'

/** What a handler answers when the call is not the one it spoils. */
export const pass = Symbol('pass')

export type Standard = 'stet' | 'openbanking-uk'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
/** Ours, for request objects. */
export const signingKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** An ID token of the bank, PS256; of somebody else with `forged`. */
export function idToken(claims: { readonly [name: string]: unknown }, forged = false): string {
  const signed = `${encode({ alg: 'PS256', kid: 'bank' })}.${encode(claims)}`
  const key = { key: forged ? stranger : privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`
}

/** Left half of SHA-256, as `c_hash` and `s_hash` are made (OpenID Connect Core §3.3.2.11). */
export const halfHash = (text: string): string =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')

/** What the authorization request told, for whoever plays the bank's part in the browser. */
export interface Asked {
  nonce?: string
}

export function goodClaims(origin: string, asked: Asked): { readonly [name: string]: unknown } {
  const now = Math.floor(Date.now() / 1000)
  const times = { iat: now, exp: now + 300 }
  return { iss: origin, aud: 'us', sub: 'c1', nonce: asked.nonce, openbanking_intent_id: 'c1', ...times }
}

/** A bank in order, for both standards: what no fault spoils is answered by this. */
export function soundAnswer({ method, url, body }: Seen, origin: string, asked: Asked): unknown {
  if (url.startsWith('/.well-known')) {
    return {
      issuer: origin,
      authorization_endpoint: `${origin}/authorize`,
      token_endpoint: `${origin}/token`,
      revocation_endpoint: `${origin}/revoke`,
      jwks_uri: `${origin}/jwks`,
      id_token_signing_alg_values_supported: ['PS256'],
    }
  }
  if (url === '/jwks')
    return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'bank', use: 'sig', alg: 'PS256' }] }
  if (url === '/revoke') return {}
  if (url === '/token') {
    const person = body.includes('authorization_code')
    return {
      access_token: secrets.accessToken,
      token_type: 'Bearer',
      expires_in: 900,
      ...(person ? { refresh_token: secrets.refreshToken } : {}),
      ...(person && asked.nonce !== undefined ? { id_token: idToken(goodClaims(origin, asked)) } : {}),
    }
  }
  if (url.includes('/account-access-consents')) {
    return method === 'DELETE'
      ? ''
      : { Data: { ConsentId: 'c1', Status: method === 'POST' ? 'AwaitingAuthorisation' : 'Authorised' } }
  }
  if (url.includes('/transactions')) return { transactions: [], Data: { Transaction: [] }, _links: {} }
  if (url.includes('/balances')) return { balances: [], Data: { Balance: [] }, _links: {} }
  if (url.endsWith('/end-user-identity')) return { connectedPsu: secrets.name, _links: {} }
  return {
    accounts: [
      {
        resourceId: 'a1',
        accountId: { iban: secrets.iban, currency: 'EUR' },
        cashAccountType: 'CACC',
        _links: { balances: { href: '/accounts/a1/balances' }, transactions: { href: '/accounts/a1/transactions' } },
      },
    ],
    Data: { Account: [{ AccountId: 'a1', Currency: 'GBP', AccountSubType: 'CurrentAccount' }] },
    _links: {},
  }
}

/** The sound bank with one handler before it. */
export const spoiled =
  (fault: Handler, asked: Asked): Handler =>
  (call, response, base) => {
    const answer = fault(call, response, base)
    if (answer !== pass) return answer
    response.statusCode = call.method === 'POST' && call.url.endsWith('consents') ? 201 : 200
    return soundAnswer(call, new URL(base).origin, asked)
  }
