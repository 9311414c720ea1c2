import { access, constants, stat } from 'node:fs/promises'
import { IdentityError } from './identity-error.ts'

/** A program of the operator that is given secrets: it must be there, and nobody else may write another into its place. */
export async function checkProgram(setting: string, path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw new IdentityError(`${setting}: there is no program ${path}.`)
  if ((found.mode & 0o002) !== 0)
    throw new IdentityError(`${setting}: everybody may write ${path}, and it is given passwords: chmod o-w.`)
  const runs = await access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
  if (!runs) throw new IdentityError(`${setting}: ${path} may not be executed by this user: chmod +x.`)
  return path
}
