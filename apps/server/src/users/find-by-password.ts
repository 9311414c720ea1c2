import type { PasswordCheck } from './password-check.ts'
import type { User, UserStore } from './user.ts'

/** The client's user with this email and password. Takes as long, and says as little, whichever of the two is wrong. */
export async function findByPassword(
  deps: { readonly users: Pick<UserStore, 'findByEmail'>; readonly passwords: Pick<PasswordCheck, 'matches'> },
  clientId: string,
  username: string,
  password: string,
): Promise<User | undefined> {
  const user = await deps.users.findByEmail(clientId, username.trim().normalize('NFC').toLowerCase())
  return (await deps.passwords.matches(user, password)) ? user : undefined
}
