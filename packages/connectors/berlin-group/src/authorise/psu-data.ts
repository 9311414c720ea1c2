import type { Failed } from '@raccord/connector-kit'
import type { Session } from '../call/session.ts'
import type { Credentials } from './credentials.ts'
import { encryptPassword } from './encrypt-password.ts'
import type { ScaAnswer } from './sca-answer.ts'

/** `psuData` of the standard (1.3 §14.21). The only place where a password leaves its `Secret`. */
export async function psuData(
  session: Session,
  credentials: Credentials,
  encrypted: boolean,
  answer: ScaAnswer,
): Promise<{ readonly [name: string]: { readonly [name: string]: string } } | Failed> {
  const names = session.wire.authorisation
  const data: { [name: string]: string } = {}
  const secrets = [
    [credentials.password, names.password, names.encryptedPassword],
    [credentials.additionalPassword, names.additionalPassword, names.additionalEncryptedPassword],
  ] as const
  for (const [secret, plain, jwe] of secrets) {
    if (!secret) continue
    if (!encrypted) {
      data[plain] = secret.expose()
      continue
    }
    const sealed = await encryptPassword(session, secret, answer)
    if (typeof sealed !== 'string') return sealed
    data[jwe] = sealed
  }
  return { [names.psuData]: data }
}
