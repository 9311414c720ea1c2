import type { Client, ClientStore } from '../../../clients/client.ts'
import { isClientSecret } from '../../../clients/client-secret.ts'
import type { ClientSecretLimit } from '../../client-secret-limit.ts'
import { ApiError } from '../../errors.ts'

interface Credentials {
  readonly id: string
  readonly secret: string
}

export interface GivenCredentials {
  readonly authorization: string | undefined
  readonly body: { readonly client_id?: string | undefined; readonly client_secret?: string | undefined }
  readonly ip: string
}

/**
 * Which client calls, by RFC 6749 §2.3.1: HTTP Basic or the body.
 * @throws ApiError `invalid_request`, `invalid_client`, `rate_limited`
 */
export async function identifyClient(
  deps: { readonly clients: ClientStore; readonly limit: ClientSecretLimit },
  given: GivenCredentials,
): Promise<Client> {
  const basic = readBasic(given.authorization)
  const { client_id: id, client_secret: secret } = given.body
  if (basic && id !== undefined && id !== basic.id) {
    throw new ApiError('invalid_request', 'client_id: differs from the one in the Authorization header.')
  }
  const credentials = basic ?? (id !== undefined && secret !== undefined ? { id, secret } : undefined)
  if (credentials === undefined) {
    throw new ApiError('invalid_client', `${id === undefined ? 'client_id' : 'client_secret'}: is missing.`, challenge)
  }
  const tried = { clientId: credentials.id, secret: credentials.secret, ip: given.ip }
  const client = await deps.limit.check(tried, async () => {
    // A NUL can't be stored, so it can't be asked for either.
    const found = credentials.id.includes('\0') ? undefined : await deps.clients.find(credentials.id)
    return isClientSecret(found, credentials.secret) ? found : undefined
  })
  if (client === undefined) throw new ApiError('invalid_client', undefined, challenge)
  return client
}

const challenge = { 'www-authenticate': 'Basic realm="raccord"' }

function readBasic(authorization: string | undefined): Credentials | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=_-]{1,2000})$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 1) return undefined
  return { id: formDecoded(text.slice(0, colon)), secret: formDecoded(text.slice(colon + 1)) }
}

/** The standard wants both form-encoded; many clients send them raw, where `+` is no space and `%` no encoding. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
