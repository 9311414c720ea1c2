import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client'
import type { Claims } from './claims.ts'
import type { OpenIdSettings } from './openid-settings.ts'

const TIMEOUT_SECONDS = 10
/** What it says of itself is asked anew after so long. */
const KEPT_MS = 3_600_000

/** What ties an answer to the browser and the question. */
export interface FlowSecrets {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** The provider can't be asked, or what it says of itself can't be used. */
export class ProviderAwayError extends Error {
  override readonly name = 'ProviderAwayError'
}

/** One identity provider, by OpenID Connect Core: code with PKCE; found when it is first needed. */
export class OpenIdProvider {
  readonly #settings: OpenIdSettings
  #found: { readonly at: number; readonly configuration: Promise<Configuration> } | undefined

  constructor(settings: OpenIdSettings) {
    this.#settings = settings
  }

  /** Where the browser goes. @throws ProviderAwayError */
  async begin(flow: FlowSecrets, redirectUri: string): Promise<string> {
    const configuration = await this.#configuration()
    return buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: redirectUri, scope: this.#settings.scope, response_type: 'code' },
      ...{ state: flow.state, nonce: flow.nonce },
      ...{ code_challenge: await calculatePKCECodeChallenge(flow.verifier), code_challenge_method: 'S256' },
    }).href
  }

  /**
   * The claims of the ID token: signed by the provider, for us, for this question. What went wrong is thrown as the library says it.
   * @param back the address that we registered, with the query that came
   * @throws ProviderAwayError
   */
  async finish(flow: FlowSecrets, back: URL): Promise<Claims | undefined> {
    const configuration = await this.#configuration()
    const tokens = await authorizationCodeGrant(configuration, back, {
      ...{ expectedState: flow.state, expectedNonce: flow.nonce, pkceCodeVerifier: flow.verifier },
      idTokenExpected: true,
    })
    return tokens.claims()
  }

  async #configuration(): Promise<Configuration> {
    if (!this.#found || Date.now() - this.#found.at > KEPT_MS)
      this.#found = { at: Date.now(), configuration: find(this.#settings) }
    const { configuration } = this.#found
    try {
      return await configuration
    } catch (error) {
      // The next one who comes asks again.
      if (this.#found?.configuration === configuration) this.#found = undefined
      throw new ProviderAwayError(reasonOf(error))
    }
  }
}

/** Why the provider can't be used, in few words; undefined where it can. For `raccord doctor`. */
export async function providerProblem(settings: OpenIdSettings): Promise<string | undefined> {
  try {
    await find(settings)
    return undefined
  } catch (error) {
    return reasonOf(error)
  }
}

async function find({ issuer, clientId, clientSecret }: OpenIdSettings): Promise<Configuration> {
  const plain = issuer.startsWith('http:')
  const configuration = await discovery(new URL(issuer), clientId, clientSecret, secretAs(clientSecret), {
    timeout: TIMEOUT_SECONDS,
    // Only what the settings let through: a loopback host of a sandbox.
    ...(plain ? { execute: [allowInsecureRequests] } : {}),
  })
  const { authorization_endpoint: endpoint, code_challenge_methods_supported: methods } = configuration.serverMetadata()
  const scheme = URL.parse(endpoint ?? '')?.protocol
  if (scheme !== 'https:' && !(plain && scheme === 'http:')) throw new Error('it names no https page to sign in at')
  if (methods && !methods.includes('S256')) throw new Error('it does not know PKCE with S256')
  // The signature counts, whoever brought the token.
  enableNonRepudiationChecks(configuration)
  return configuration
}

/** As the provider says that it takes a secret; by default in the header (OpenID Connect Discovery §3, RFC 8414 §2). */
function secretAs(secret: string): ClientAuth {
  const [post, basic] = [ClientSecretPost(secret), ClientSecretBasic(secret)]
  return (server, client, body, headers) => {
    const inBody = server.token_endpoint_auth_methods_supported?.includes('client_secret_post')
    return (inBody ? post : basic)(server, client, body, headers)
  }
}

/** Code or message, of the cause where there is one; nothing that was sent. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason'
  const { cause } = error
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
  return code ?? error.message.split('\n', 1).join('').slice(0, 200)
}
