import { spawnSync } from 'node:child_process'

/**
 * Files that no commit holds as they are: changing them could not be undone. `undefined` where the folder is under no
 * version control, or git is not there to ask.
 */
export function unsavedFiles(root: string, files: readonly string[]): readonly string[] | undefined {
  // A repository's own settings may name programs; none of them is to run because somebody scanned it.
  const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '--no-optional-locks']
  const git = (...args: string[]) =>
    spawnSync('git', [...safe, ...args], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  const inside = git('rev-parse', '--show-prefix')
  if (inside.status !== 0) return undefined
  const prefix = inside.stdout.trim()
  const status = git('status', '--porcelain', '-z', '--ignored', '--untracked-files=all', '--', '.')
  if (status.status !== 0) return undefined
  const unsaved = new Set<string>()
  const folders: string[] = []
  for (const entry of status.stdout.split('\0')) {
    const path = entry.slice(3)
    if (!path.startsWith(prefix)) continue
    const own = path.slice(prefix.length)
    if (own.endsWith('/')) folders.push(own)
    else unsaved.add(own)
  }
  return files.filter((file) => unsaved.has(file) || folders.some((folder) => file.startsWith(folder)))
}
