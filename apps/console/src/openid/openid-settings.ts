import type { Role } from '../store/console-tables.ts'

/** The identity provider of the operator's, as the settings name it. */
export interface OpenIdSettings {
  /** As the provider writes it in its tokens. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** On the button. */
  readonly name: string
  readonly scope: string
  /** `email`: the address, where the provider says that it is verified. */
  readonly identity: 'sub' | 'email'
  /** Claim of the ID token that holds `values`; a path with dots where there is no claim of that name. */
  readonly roleClaim: string
  readonly values: Readonly<Record<Role, readonly string[]>>
}
