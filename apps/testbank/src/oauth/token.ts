import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Bank } from '../bank/bank.ts'
import type { Consent, Grant } from '../bank/consent.ts'
import { hashOf, randomKey, sameText } from '../bank/secrets.ts'

const ACCESS_MS = 15 * 60_000
const REFRESH_MS = 180 * 86_400_000
/** Grants kept with a consent; older used ones are forgotten. */
const MAX_GRANTS = 40

const tokenRequest = z.discriminatedUnion('grant_type', [
  z.looseObject({
    grant_type: z.literal('authorization_code'),
    code: z.string().max(200),
    redirect_uri: z.string().max(2000),
    client_id: z.string().max(200),
    code_verifier: z.string().regex(/^[A-Za-z0-9._~-]{43,128}$/),
  }),
  z.looseObject({
    grant_type: z.literal('refresh_token'),
    refresh_token: z.string().max(200),
    client_id: z.string().max(200),
  }),
])

/** Error answer of the token endpoint (RFC 6749 §5.2). */
export class TokenRefusal extends Error {
  readonly code: 'invalid_request' | 'invalid_grant'
  constructor(code: 'invalid_request' | 'invalid_grant', text: string) {
    super(text)
    this.code = code
  }
}

/** Exchanges a code or a refresh token; both work once. A replay ends every token of the consent (RFC 9700 §4.14). */
export async function exchange(bank: Bank, body: unknown) {
  const parsed = tokenRequest.safeParse(body)
  if (!parsed.success) throw new TokenRefusal('invalid_request', 'A parameter is missing or malformed.')
  const form = parsed.data
  const kind = form.grant_type === 'refresh_token' ? 'refresh' : 'code'
  const presented = form.grant_type === 'refresh_token' ? form.refresh_token : form.code
  const [consent, grant] = bank.book.findGrant(hashOf(presented)) ?? []
  if (!consent || grant?.kind !== kind) throw new TokenRefusal('invalid_grant', 'Unknown code or token.')
  if (grant.used) {
    await bank.book.save({ ...consent, grants: consent.grants.filter((one) => one.kind === 'code' || one.used) })
    throw new TokenRefusal('invalid_grant', 'It has been used before; the tokens of this consent are void.')
  }
  if (grant.expiresAt <= bank.clock.now().getTime() || consent.status !== 'valid') {
    throw new TokenRefusal('invalid_grant', 'The code, token or consent has expired.')
  }
  if (!sameText(grant.oauth.clientId, form.client_id)) throw new TokenRefusal('invalid_grant', 'Another client asked.')
  if (form.grant_type === 'authorization_code') checkCode(grant, form.redirect_uri, form.code_verifier)
  return await issue(bank, consent, grant)
}

function checkCode({ oauth }: Grant, redirectUri: string, verifier: string): void {
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  if (!sameText(oauth.codeChallenge, challenge))
    throw new TokenRefusal('invalid_grant', 'The code_verifier does not fit.')
  if (oauth.redirectUri !== redirectUri) throw new TokenRefusal('invalid_grant', 'The redirect_uri does not fit.')
}

async function issue(bank: Bank, consent: Consent, spent: Grant) {
  const now = bank.clock.now().getTime()
  const [access, refresh] = [randomKey(), randomKey()]
  const grant = (kind: Grant['kind'], token: string, life: number): Grant => ({
    kind,
    hash: hashOf(token),
    expiresAt: now + life,
    used: false,
    oauth: spent.oauth,
  })
  const others = consent.grants.filter((one) => one.hash !== spent.hash && one.expiresAt > now)
  const fresh = [grant('access', access, ACCESS_MS), grant('refresh', refresh, REFRESH_MS)]
  await bank.book.save({ ...consent, grants: [...others, { ...spent, used: true }, ...fresh].slice(-MAX_GRANTS) })
  return {
    access_token: access,
    token_type: 'Bearer',
    expires_in: ACCESS_MS / 1_000,
    refresh_token: refresh,
    scope: `AIS:${consent.id}`,
  }
}
