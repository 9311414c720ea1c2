import type { Stats } from 'node:fs'
import { access, constants, lstat, realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { IdentityError } from './identity-error.ts'

/**
 * A program of the operator that is given secrets: it must be there, and nobody else may write it, or put another into its place. That
 * goes for its folder, too; where it is a link, for both folders.
 */
export async function checkProgram(setting: string, path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw new IdentityError(`${setting}: there is no program ${path}.`)
  const real = await realpath(path)
  refuseOwner(setting, path, await lstat(path))
  refuseOthers(setting, real, found)
  for (const folder of new Set([dirname(path), dirname(real)])) refuseOthers(setting, folder, await stat(folder))
  const runs = await access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
  if (!runs) throw new IdentityError(`${setting}: ${path} may not be executed by this user: chmod +x.`)
  return path
}

/** As /tmp is: each may rename only what is his own. */
function isSticky(rights: Stats): boolean {
  return rights.isDirectory() && (rights.mode & 0o1000) !== 0
}

function refuseOthers(setting: string, path: string, rights: Stats): void {
  refuseOwner(setting, path, rights)
  if ((rights.mode & 0o022) === 0 || isSticky(rights)) return
  const who = (rights.mode & 0o002) === 0 ? 'its group' : 'everybody'
  throw new IdentityError(`${setting}: ${who} may write to ${path}, and the program is given passwords: chmod go-w.`)
}

function refuseOwner(setting: string, path: string, { uid }: Stats): void {
  const own = process.geteuid?.()
  if (own === undefined || uid === 0 || uid === own) return
  throw new IdentityError(
    `${setting}: ${path} belongs to another account (${uid}), and the program is given passwords: chown it to root, or to the account that runs Raccord.`,
  )
}
