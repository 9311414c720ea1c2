// A played identity provider in a process of its own: real OpenID Connect by `oidc-provider`, with ways to go wrong. Prints its address.
import { createServer } from 'node:http'
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import Provider from 'oidc-provider'

/** Whom it knows, and what it says of them. The one who signs in types the name. */
const people: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  olga: { groups: ['staff', 'raccord-operators'], email: 'Olga@example.org', email_verified: true },
  victor: { groups: ['raccord-viewers'], email: 'victor@example.org', email_verified: false },
  nora: { groups: ['staff'], email: 'nora@example.org', email_verified: true },
}

type Bend = 'nonce' | 'signature' | 'audience' | 'issuer' | 'alg-none' | 'tokens-down'
let bend: Bend | undefined
let groups: Record<string, readonly string[]> = {}

const key = async (kid: string): Promise<JWK> => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { ...(await exportJWK(privateKey)), kid, use: 'sig', alg: 'RS256' }
}
const [own, strange] = [await key('one'), await key('one')]

/** It takes them by HTTP Basic alone, and says so, or says nothing of it. */
const secrets = process.env['BASIC_ALONE'] as 'said' | 'unsaid' | undefined

const server = createServer()
await new Promise<void>((resolve) => server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', resolve))
const address = server.address()
const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'console',
      client_secret: 'the-console-s-secret-of-the-provider',
      redirect_uris: (process.env['REDIRECT_URIS'] ?? '').split(' '),
    },
  ],
  jwks: { keys: [own as never] },
  cookies: { keys: ['of-a-test'] },
  claims: { openid: ['sub'], groups: ['groups'], email: ['email', 'email_verified'] },
  scopes: ['openid', 'groups', 'email'],
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  ...(secrets === undefined ? {} : { clientAuthMethods: ['client_secret_basic'] }),
  findAccount: (_context, id) => {
    const name = id.replace(/-0001$/, '')
    const changed = groups[name]
    return {
      accountId: id,
      claims: async () => ({ sub: id, ...people[name], ...(changed ? { groups: changed } : {}) }),
    }
  },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  // The operator of the installation agreed for everybody.
  async loadExistingGrant({ oidc }) {
    const grant = new provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId })
    grant.addOIDCScope('openid groups email')
    await grant.save()
    return grant
  },
})

provider.use(async (context, next) => {
  if (context.path === '/token' && bend === 'tokens-down') {
    context.req.socket.destroy()
    return
  }
  await next()
  const body = context.body as { id_token?: string; token_endpoint_auth_methods_supported?: unknown } | undefined
  if (secrets === 'unsaid' && body) delete body.token_endpoint_auth_methods_supported
  if (context.path !== '/token' || !body?.id_token || bend === undefined) return
  const claims = JSON.parse(Buffer.from(body.id_token.split('.')[1] ?? '', 'base64url').toString('utf8'))
  if (bend === 'nonce') claims.nonce = 'of-another-browser'
  if (bend === 'audience') claims.aud = 'another-application'
  if (bend === 'issuer') claims.iss = 'https://another.example'
  if (bend === 'alg-none') {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    body.id_token = `${part({ alg: 'none' })}.${part(claims)}.`
    return
  }
  const by = await importJWK(bend === 'signature' ? strange : own, 'RS256')
  body.id_token = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(by)
})

const form =
  '<!doctype html><title>Identity</title><form method="post"><label>Name <input name="login"></label><button>Go on</button></form>'
const handle = provider.callback()
server.on('request', async (request, response) => {
  const path = new URL(request.url ?? '/', issuer).pathname
  if (!path.startsWith('/interaction/')) return handle(request, response)
  if (request.method === 'GET') return response.setHeader('content-type', 'text/html').end(form)
  let body = ''
  for await (const chunk of request) body += String(chunk)
  const login = new URLSearchParams(body).get('login') ?? ''
  const known = Object.hasOwn(people, login)
  const result = known ? { login: { accountId: `${login}-0001`, remember: false } } : { error: 'access_denied' }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
})

/** A test says over the channel of processes how it goes wrong, and who is what from now on. */
process.on('message', (told: { bend?: Bend; groups?: typeof groups }) => {
  bend = told.bend
  groups = told.groups ?? groups
  process.send?.('done')
})
process.on('SIGTERM', () => process.exit(0))
console.log(`Provider ready: ${issuer}`)
