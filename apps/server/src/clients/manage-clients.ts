import type { Secret } from '@raccord/connector-kit'
import type { Clock } from '../clock.ts'
import { type ClientStore, isClientId } from './client.ts'
import { hashClientSecret, newClientSecret, rotatedHashes } from './client-secret.ts'
import { registrableUrl } from './client-url.ts'

export interface NewClient {
  readonly id: string
  readonly name: string
  readonly redirectUrls: readonly string[]
  readonly origins: readonly string[]
  readonly logoUrl?: string
  readonly ownLicence?: boolean
  /** Refused in production by the caller. */
  readonly loopbackAllowed?: boolean
}

export type AddAnswer =
  /** The secret exists nowhere else: show it once. */
  { readonly kind: 'added'; readonly secret: Secret } | { readonly kind: 'refused'; readonly reason: string }

export async function addClient(
  deps: { readonly clients: ClientStore; readonly clock: Clock },
  input: NewClient,
): Promise<AddAnswer> {
  const reason = problemOf(input)
  if (reason !== undefined) return { kind: 'refused', reason }
  const secret = newClientSecret()
  const added = await deps.clients.add({
    id: input.id,
    name: input.name.trim(),
    ...(input.logoUrl === undefined ? {} : { logoUrl: input.logoUrl }),
    secretHashes: [hashClientSecret(secret.expose())],
    redirectUrls: input.redirectUrls,
    origins: input.origins,
    loopbackAllowed: input.loopbackAllowed ?? false,
    ownLicence: input.ownLicence ?? false,
    terms: {},
    theme: {},
    pinned: {},
    createdAt: deps.clock.now(),
  })
  return added ? { kind: 'added', secret } : { kind: 'refused', reason: 'There is a client with this id already.' }
}

/** A new secret beside the newest of the old ones; `undefined` when there is no such client. */
export async function rotateClientSecret(clients: ClientStore, id: string): Promise<Secret | undefined> {
  const client = await clients.find(id)
  if (client === undefined) return undefined
  const secret = newClientSecret()
  return (await clients.setSecretHashes(id, rotatedHashes(client, secret))) ? secret : undefined
}

function problemOf(input: NewClient): string | undefined {
  if (!isClientId(input.id)) return 'The id may hold 1 to 64 letters, digits, dots, hyphens and underscores.'
  if (input.name.trim() === '' || input.name.length > 80 || input.name.includes('\0')) {
    return 'The name must have 1 to 80 characters.'
  }
  const loopback = input.loopbackAllowed ?? false
  for (const url of input.redirectUrls) {
    const problem = registrableUrl(url, loopback)
    if (problem !== undefined) return `The redirect URL ${url} ${problem}.`
  }
  for (const origin of input.origins) {
    const problem = registrableUrl(origin, loopback)
    if (problem !== undefined) return `The origin ${origin} ${problem}.`
    if (new URL(origin).origin !== origin) return `The origin ${origin} must be scheme, host and port only.`
  }
  if (input.logoUrl !== undefined && registrableUrl(input.logoUrl, false) !== undefined) {
    return 'The logo must be an https URL.'
  }
  return undefined
}
