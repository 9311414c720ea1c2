import { constants } from 'node:fs'
import { lstat, mkdir, open, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileUploads, UploadAnswer } from '../files/file-uploads.ts'

const largest = 64 * 1024 * 1024

export interface WatchedFolderDeps {
  /** Holds a folder for each connection, named by its id. */
  readonly folder: string
  readonly uploads: Pick<FileUploads, 'upload'>
  readonly ownerOf: (connectionId: number) => Promise<number | undefined>
  readonly now: () => Date
  /** Ids and figures: never a file's name. */
  readonly log: (event: string, fields: { readonly [key: string]: string | number }) => void
}

/**
 * Statements that are put into a folder. One that has not changed between two looks is imported and moved into `done`, or into `failed` beside a
 * text that says why: none is ever deleted, and none is taken for another of its name. Killed between the two, or seen by several replicas, it is imported
 * again, which changes nothing. Links are not followed.
 */
export function watchedFolder(deps: WatchedFolderDeps): { look(): Promise<void> } {
  let before = new Map<string, string>()
  return {
    async look() {
      const seen = new Map<string, string>()
      for (const connection of await namesIn(deps.folder)) {
        if (!/^[1-9]\d{0,14}$/.test(connection)) continue
        const place = await lstat(join(deps.folder, connection)).catch(() => undefined)
        if (!place?.isDirectory()) continue
        for (const name of await namesIn(join(deps.folder, connection))) {
          const path = join(deps.folder, connection, name)
          const info = await lstat(path).catch(() => undefined)
          if (!info?.isFile() || name.startsWith('.')) continue
          const state = `${info.size} ${info.mtimeMs}`
          if (before.get(path) !== state || !(await takeOrLeave(deps, Number(connection), name, info.size)))
            seen.set(path, state)
        }
      }
      before = seen
    },
  }
}

/** One file that can't be moved keeps no other from its turn. */
async function takeOrLeave(deps: WatchedFolderDeps, connection: number, name: string, size: number): Promise<boolean> {
  try {
    return await take(deps, connection, name, size)
  } catch (error) {
    deps.log('file_not_moved', { connectionId: connection, fault: error instanceof Error ? error.name : 'unknown' })
    return false
  }
}

/** False: to be tried at the next look. */
async function take(deps: WatchedFolderDeps, connectionId: number, name: string, size: number): Promise<boolean> {
  const path = join(deps.folder, String(connectionId), name)
  const userId = await deps.ownerOf(connectionId)
  const why =
    userId === undefined
      ? 'There is no such connection.'
      : size > largest
        ? 'It is larger than 64 MB.'
        : problemOf(await imported(deps, { userId, connectionId, name, path }))
  if (why === 'later') return false
  deps.log(why === undefined ? 'file_imported' : 'file_not_imported', { connectionId })
  const to = join(deps.folder, String(connectionId), why === undefined ? 'done' : 'failed')
  await mkdir(to, { recursive: true, mode: 0o700 })
  const stamp = deps.now().toISOString().replace(/\D/g, '')
  // With the stamp and its ending a name must stay below the 255 bytes of file systems.
  const target = join(to, `${stamp}-${Buffer.byteLength(name) > 200 ? name.slice(0, 50) : name}`)
  if (why !== undefined) await writeFile(`${target}.txt`, `${why}\n`, { mode: 0o600 })
  // Another replica was there first.
  await rename(path, target).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  return true
}

async function imported(
  deps: WatchedFolderDeps,
  { userId, connectionId, name, path }: { userId: number; connectionId: number; name: string; path: string },
): Promise<UploadAnswer | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => undefined)
  if (!file) return undefined
  try {
    const bytes = await file.readFile()
    return await deps.uploads.upload({ userId, connectionId, files: [{ name, bytes }], account: {} })
  } finally {
    await file.close()
  }
}

function problemOf(answer: UploadAnswer | undefined): string | undefined {
  if (answer === undefined) return 'It cannot be opened.'
  if (answer.kind === 'refused') return answer.reason === 'running' ? 'later' : 'There is no such connection.'
  if (answer.kind !== 'done') return `${answer.kind}: ${answer.why}. Nothing was stored.`
  const unclear = answer.files.filter(({ kind }) => kind === 'unclear').length
  return unclear === 0
    ? undefined
    : `It can be read in two ways (${unclear}): import it with "raccord files import", which asks.`
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).toSorted()
}
