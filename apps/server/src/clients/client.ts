import type { ThemeValues } from '@raccord/contract'

/** A client application (tenant), as the registry keeps it (WIRE §2, Clients). */
export interface Client {
  readonly id: string
  readonly name: string
  /** `ClientLogo.file`; the content is kept beside the client (client-logo.ts). */
  readonly logo?: string
  /** SHA-256 of at most two live secrets, newest first, so that one can be rotated without a gap. */
  readonly secretHashes: readonly Uint8Array[]
  readonly redirectUrls: readonly string[]
  readonly origins: readonly string[]
  /** Sandbox only: every loopback URL, on any port, counts as registered. */
  readonly loopbackAllowed: boolean
  /**
   * Http addresses count where they are registered: home's own client on a local network, by a setting. Never kept, so that it
   * ends with the setting.
   */
  readonly plainHttp?: boolean
  /** The client holds a licence of its own: an empty `terms_body` may skip the consent screen. */
  readonly ownLicence: boolean
  /** Per language. */
  readonly terms: Readonly<Record<string, unknown>>
  readonly theme: ThemeValues
  /** Parameter values that win over the URL's. */
  readonly pinned: Readonly<Record<string, string>>
  readonly createdAt: Date
}

/** Where clients are kept. */
export interface ClientStore {
  find(id: string): Promise<Client | undefined>
  list(): Promise<readonly Client[]>
  /** False when the id is taken. */
  add(client: Client): Promise<boolean>
  /** Replaces everything but id and creation date; adds the client when it is new. */
  put(client: Client): Promise<void>
  /** Replaces the secrets' hashes. False when there is no such client. */
  setSecretHashes(id: string, hashes: readonly Uint8Array[]): Promise<boolean>
}

/** Letters, digits, `-`, `_` and `.`; it travels in URLs, forms and HTTP Basic, so no colon and no space. */
export function isClientId(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text)
}
