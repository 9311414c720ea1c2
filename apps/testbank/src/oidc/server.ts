import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import Provider, { type ClientMetadata, type Configuration, interactionPolicy } from 'oidc-provider'
import type { Bank } from '../bank/bank.ts'
import { randomKey } from '../bank/secrets.ts'
import { isReturnAddress } from '../berlin-group/tpp-headers.ts'
import { openTokenStore } from './token-store.ts'

/** A face of the bank whose permissions are given by OAuth tokens. */
export type OAuthFace = {
  /** Path of the face; its authorization server lives under `<path>/oauth`. */
  readonly path: string
  readonly scopes: readonly string[]
  /** Metadata of a client by its id; `undefined`: no such client. */
  readonly client: (id: string) => ClientMetadata | undefined
  /** FAPI 1.0 Advanced for this client. */
  readonly fapi: (clientId: string | undefined) => boolean
}

export const SCA_ACR = 'urn:openbanking:psd2:sca'
const HALF_A_YEAR = 180 * 86_400

/** The authorization server of a face, made when first needed: only then is the bank's own address known. */
export type AuthorizationServer = () => Promise<Provider>

export function authorizationServer(bank: Bank, face: OAuthFace, directory: string | undefined): AuthorizationServer {
  let made: Promise<Provider> | undefined
  return () => {
    made ??= create(bank, face, directory)
    return made
  }
}

async function create(bank: Bank, face: OAuthFace, directory: string | undefined): Promise<Provider> {
  const store = await openTokenStore(face.path.slice(1).replaceAll('/', '-'), directory)
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const configuration: Configuration = {
    adapter: (model: string) => {
      const adapter = store(model)
      return model === 'Client' ? { ...adapter, find: async (id) => face.client(id) } : adapter
    },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'PS256', kid: 'bank' }] },
    cookies: { keys: [randomKey()] },
    scopes: [...face.scopes],
    claims: { openid: ['sub', 'openbanking_intent_id'] },
    acrValues: [SCA_ACR, 'urn:openbanking:psd2:ca'],
    responseTypes: ['code', 'code id_token'],
    pkce: { required: () => true },
    // Clocks of a sandbox are moved, by months and not all at once; what TPPs sign is dated by theirs.
    clockTolerance: 10 * 365 * 86_400,
    findAccount: (_context, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, openbanking_intent_id: id }),
    }),
    issueRefreshToken: async () => true,
    expiresWithSession: async () => false,
    rotateRefreshToken: true,
    ttl: {
      AccessToken: 900,
      AuthorizationCode: 60,
      ClientCredentials: 600,
      Grant: HALF_A_YEAR,
      IdToken: 900,
      Interaction: 1_800,
      RefreshToken: HALF_A_YEAR,
      Session: 1_800,
    },
    features: {
      claimsParameter: { enabled: true },
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      fapi: { enabled: true, profile: (_context, client) => (face.fapi(client?.clientId) ? '1.0 Final' : undefined) },
      requestObjects: { enabled: true },
      resourceIndicators: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: async (_context, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: true },
    },
    interactions: { policy: [alwaysSignIn()], url: (_context, { uid }) => `${face.path}/interaction/${uid}` },
    // What went wrong is between the TPP and the bank; the person gets a plain sentence, never the request back.
    renderError: (context, { error }) => {
      context.type = 'text/plain; charset=utf-8'
      context.body = `The provider that sent you here made a request that this bank cannot answer (${error}).\n`
    },
  }
  const provider = new Provider(`${bank.origin()}${face.path}/oauth`, configuration)
  // A sandbox is called by TPPs on any port of any developer's machine: nobody has registered an address.
  const { prototype } = provider.Client as unknown as { prototype: { redirectUriAllowed(uri: string): boolean } }
  prototype.redirectUriAllowed = isReturnAddress
  return provider
}

/** Each authorization is signed in for and agreed to anew on the bank's own pages, whoever was here before. */
function alwaysSignIn() {
  const { Check, Prompt } = interactionPolicy
  return new Prompt(
    { name: 'login', requestable: true },
    new Check('sign_in', 'the person signs in for each permission', (context) =>
      context.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
    ),
  )
}
