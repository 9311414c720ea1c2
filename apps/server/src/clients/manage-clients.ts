import type { Secret } from '@raccord/connector-kit'
import { readTheme, type ThemeValues } from '@raccord/contract'
import type { Clock } from '../clock.ts'
import { type ClientStore, isClientId } from './client.ts'
import { type ClientLogo, type LogoStore, readLogo } from './client-logo.ts'
import { hashClientSecret, newClientSecret, rotatedHashes } from './client-secret.ts'
import { readTerms, type Terms } from './client-terms.ts'
import { registrableUrl } from './client-url.ts'

export interface NewClient {
  readonly id: string
  readonly name: string
  readonly redirectUrls: readonly string[]
  readonly origins: readonly string[]
  /** The image file's content. */
  readonly logo?: Uint8Array
  /** As written down: `elements_color`, `scheme` … (docs/guide/theming.md). */
  readonly theme?: Readonly<Record<string, unknown>>
  /** Text of the consent screen, per language (docs/guide/theming.md). */
  readonly terms?: Terms
  readonly ownLicence?: boolean
  /** Refused in production by the caller. */
  readonly loopbackAllowed?: boolean
}

export type AddAnswer =
  /** The secret exists nowhere else: show it once. */
  { readonly kind: 'added'; readonly secret: Secret } | { readonly kind: 'refused'; readonly reason: string }

export async function addClient(
  deps: { readonly clients: ClientStore & LogoStore; readonly clock: Clock },
  input: NewClient,
): Promise<AddAnswer> {
  const reason = problemOf(input)
  if (reason !== undefined) return { kind: 'refused', reason }
  const design = readDesign(input)
  if (design.kind === 'refused') return design
  const terms = readTerms(input.terms ?? {})
  if (typeof terms === 'string') return { kind: 'refused', reason: terms }
  const secret = newClientSecret()
  const added = await deps.clients.add({
    id: input.id,
    name: input.name.trim(),
    secretHashes: [hashClientSecret(secret.expose())],
    redirectUrls: input.redirectUrls,
    origins: input.origins,
    loopbackAllowed: input.loopbackAllowed ?? false,
    ownLicence: input.ownLicence ?? false,
    terms,
    theme: design.theme ?? {},
    pinned: {},
    createdAt: deps.clock.now(),
  })
  if (!added) return { kind: 'refused', reason: 'There is a client with this id already.' }
  if (design.logo) await deps.clients.setLogo(input.id, design.logo)
  return { kind: 'added', secret }
}

export interface NewDesign {
  /** `null` takes the logo away; absent leaves it as it is. */
  readonly logo?: Uint8Array | null
  /** Replaces the whole theme. */
  readonly theme?: Readonly<Record<string, unknown>>
}

/** Replaces what is given of a client's logo and theme; the reason when it may not be, `undefined` when it was done. */
export async function designClient(
  clients: ClientStore & LogoStore,
  id: string,
  input: NewDesign,
): Promise<string | undefined> {
  const design = readDesign(input)
  if (design.kind === 'refused') return design.reason
  const client = await clients.find(id)
  if (client === undefined) return 'There is no such client.'
  if (design.theme) await clients.put({ ...client, theme: design.theme })
  if (design.logo || input.logo === null) await clients.setLogo(id, design.logo)
  return undefined
}

type Design =
  | { readonly kind: 'design'; readonly logo?: ClientLogo; readonly theme?: ThemeValues }
  | { readonly kind: 'refused'; readonly reason: string }

export function readDesign({ logo, theme }: NewDesign): Design {
  const read = theme && readTheme(theme)
  if (read && 'rule' in read) return { kind: 'refused', reason: `The theme's ${read.parameter} ${read.rule}.` }
  const image = logo ? readLogo(logo) : undefined
  if (image?.kind === 'refused') return image
  return {
    kind: 'design',
    ...(image === undefined ? {} : { logo: image.logo }),
    ...(read === undefined ? {} : { theme: read.theme }),
  }
}

/** A new secret beside the newest of the old ones; `undefined` when there is no such client. */
export async function rotateClientSecret(clients: ClientStore, id: string): Promise<Secret | undefined> {
  const client = await clients.find(id)
  if (client === undefined) return undefined
  const secret = newClientSecret()
  return (await clients.setSecretHashes(id, rotatedHashes(client, secret))) ? secret : undefined
}

export function problemOf(input: NewClient): string | undefined {
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
  return undefined
}
