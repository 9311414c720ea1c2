/** Scopes that a token of a client (grant `client_credentials`) may hold (WIRE §2). */
export const clientScopes = ['users_create'] as const

/** Scopes that a token of a user may hold (WIRE §2). */
export const userScopes = [
  'openid',
  'profile',
  'profile_edit',
  'accounts_read',
  'accounts_manage',
  'connections_manage',
  'connections_sync',
  'transactions_read',
] as const

export const scopes = [...clientScopes, ...userScopes] as const
export type Scope = (typeof scopes)[number]

/** For the reference and the OpenAPI document. */
export const scopeMeanings: Readonly<Record<Scope, string>> = {
  users_create: 'Create users of this client.',
  openid: 'Accepted for clients that ask for it; gives nothing by itself.',
  profile: 'Accepted for clients that ask for it: the profile is readable with any token of the user.',
  profile_edit: 'Change the user’s profile.',
  accounts_read: 'Read accounts and connections.',
  accounts_manage: 'Delete accounts. Includes accounts_read.',
  connections_manage: 'Read, change and delete connections; begin widget sessions.',
  connections_sync: 'Read connections and start synchronisations.',
  transactions_read: 'Read transactions.',
}

/** A production client asks only for `accounts_manage` and reads accounts with it. */
const included: Partial<Record<Scope, readonly Scope[]>> = { accounts_manage: ['accounts_read'] }

/** Whether a token that holds `held` has one of `needed`, included scopes counted. */
export function grantsOneOf(held: readonly string[], needed: readonly Scope[]): boolean {
  return needed.some(
    (scope) =>
      held.includes(scope) || held.some((owned) => isScope(owned) && (included[owned]?.includes(scope) ?? false)),
  )
}

export function isUserScope(scope: Scope): scope is (typeof userScopes)[number] {
  return userScopes.some((one) => one === scope)
}

export function isScope(text: string): text is Scope {
  return scopes.some((scope) => scope === text)
}
