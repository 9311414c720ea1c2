import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, type Stats } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Files that others could read, and nothing to be done about it from here. A sentence for the operator. */
export class PrivacyError extends Error {
  override readonly name = 'PrivacyError'
}

const FOLDER = 0o700
const FILE = 0o600
/** Windows has no such modes; its folders belong to accounts by other means. */
const hasModes = process.platform !== 'win32'

/**
 * Makes a folder, or takes one that is there, for data that nobody else may read: `0700`. One of another account, as a
 * mounted volume may be, does as long as nobody can take our files away in it; they themselves are closed by `closeTree`.
 *
 * @param setting what names the folder, for the sentence
 * @throws PrivacyError
 */
export function privateFolder(directory: string, setting: string): void {
  try {
    makeFolders(resolve(directory))
    if (hasModes) closeFolder(directory, setting)
  } catch (error) {
    throw error instanceof PrivacyError ? error : unwritable(error, directory, setting)
  }
}

/** Not by `recursive`: it never comes back where a folder may not be made though the one above is there, as in /proc. */
function makeFolders(directory: string): void {
  if (existsSync(directory)) {
    // A file, or a folder that this account may not even look into.
    readdirSync(directory)
    return
  }
  const above = dirname(directory)
  if (!existsSync(above)) makeFolders(above)
  try {
    mkdirSync(directory, { mode: FOLDER })
  } catch (error) {
    // Another process was first.
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

function closeFolder(directory: string, setting: string): void {
  const stats = lstatSync(directory)
  const open = (stats.mode & 0o077) !== 0
  // A folder that everybody shares (/tmp) is not ours to close; its sticky bit keeps our files in their place.
  const shared = (stats.mode & 0o1000) !== 0
  if (!open || shared || stats.isSymbolicLink()) return
  if (isOurs(stats)) {
    close(directory, stats, setting)
    return
  }
  if ((stats.mode & 0o002) !== 0)
    throw new PrivacyError(
      `${setting}: ${directory} belongs to another account (${stats.uid}), and everybody may write to it. Give it to the account that runs Raccord, or close it: chmod o-w.`,
    )
}

/**
 * Closes a folder and all in it to other accounts, `0700` and `0600`, and makes sure that it is. Symbolic links are left
 * alone: they have no mode, and lead where we have nothing to say.
 *
 * @throws PrivacyError where something belongs to another account, or the file system keeps no modes
 */
export function closeTree(path: string, setting: string): void {
  if (!hasModes) return
  const stats = lstatSync(path)
  if (stats.isSymbolicLink()) return
  if (!isOurs(stats))
    throw new PrivacyError(
      `${setting}: ${path} belongs to another account (${stats.uid}), which can read it. Give it to the account that runs Raccord: chown -R.`,
    )
  close(path, stats, setting)
  if (stats.isDirectory()) for (const name of readdirSync(path)) closeTree(join(path, name), setting)
}

function close(path: string, stats: Stats, setting: string): void {
  const wanted = stats.isDirectory() ? FOLDER : FILE
  if ((stats.mode & 0o777) === wanted) return
  const problem = `${setting}: ${path} can be read by other accounts of this machine, and that can't be changed`
  try {
    chmodSync(path, wanted)
  } catch (error) {
    throw new PrivacyError(`${problem} (${codeOf(error)}). Put it where it can be closed, or close it: chmod go=.`)
  }
  if ((lstatSync(path).mode & 0o077) !== 0)
    throw new PrivacyError(`${problem}: this file system keeps no modes. Put it on one that does.`)
}

function isOurs({ uid }: Stats): boolean {
  return process.geteuid === undefined || uid === process.geteuid()
}

/** What stands in the way of writing, as a sentence; anything else passes unchanged. */
export function unwritable(error: unknown, directory: string, setting: string): unknown {
  const code = codeOf(error)
  const known = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT', 'ENOSPC', 'EDQUOT', 'EEXIST', 'EIO', 'ENAMETOOLONG']
  if (!known.includes(code)) return error
  return new Error(
    `${setting}: ${directory} can't be written to (${code}). It must be a folder that the account which runs Raccord may write to.`,
  )
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
}
