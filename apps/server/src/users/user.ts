/** A person at one client. */
export interface User {
  readonly id: number
  readonly clientId: string
  /** Lower case. */
  readonly email: string
  readonly passwordHash: string
  readonly profile: Profile
  readonly createdAt: Date
}

export interface Profile {
  readonly first_name?: string
  readonly last_name?: string
  readonly gender?: string
  /** `YYYY-MM-DD`. */
  readonly birthdate?: string
  readonly address?: { readonly postcode?: string }
  readonly email_verified?: boolean
}

export interface NewUser {
  readonly clientId: string
  readonly email: string
  readonly passwordHash: string
  readonly createdAt: Date
}

/** Where users are kept. Every reading names the client: another client's user does not exist. */
export interface UserStore {
  find(clientId: string, id: number): Promise<User | undefined>
  findByEmail(clientId: string, email: string): Promise<User | undefined>
  /** `undefined` when the client already has a user with this email. */
  add(user: NewUser): Promise<User | undefined>
  setProfile(id: number, profile: Profile): Promise<void>
}

/** Argon2id, wherever it runs. */
export interface PasswordHasher {
  hash(password: string): Promise<string>
  verify(hash: string, password: string): Promise<boolean>
}
