import { existsSync } from 'node:fs'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Command } from 'commander'
import { DirectoryInUseError } from '../store/pglite/directory-lock.ts'
import { BACKUP_REQUEST, writeBackup } from '../store/transfer/backups.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError } from './cli-deps.ts'
import { withStore } from './with-store.ts'

/** A server looks once a minute, and a household's data are written in seconds. */
const PATIENCE_MS = 5 * 60_000
const LOOK_MS = 500

/** `raccord backup`: everything into one file, whether the server runs or not. */
export function backupCommand(deps: CliDeps): Command {
  return new Command('backup')
    .description('write everything into a new file in RACCORD_BACKUPS; a server that runs does it within a minute')
    .option(...jsonOption)
    .action(async (options: JsonOption) => {
      const { config } = deps
      const file = await backUpHere(deps).catch((error: unknown) => {
        if (!(error instanceof DirectoryInUseError) || config.env !== 'home') throw error
        return askServer(deps, options)
      })
      const key = join(config.dataDir, 'vault.key')
      answer(deps, options, { file, key }, [
        `Written: ${file}`,
        `It is of no use without the key: keep ${key} in another place, once. Both together open everything.`,
      ])
    })
}

async function backUpHere(deps: CliDeps): Promise<string> {
  let path = ''
  await withStore(deps, async (database) => {
    path = await writeBackup(database, deps.config.backups, 'cli')
  })
  return path
}

/** The embedded database is the server's alone: it is asked to do it. */
async function askServer({ config, print }: CliDeps, { json }: JsonOption): Promise<string> {
  const { folder } = config.backups
  const request = join(config.dataDir, BACKUP_REQUEST)
  const before = new Set(await readdir(folder).catch(() => []))
  await writeFile(request, '', { mode: 0o600 })
  if (!json) print('The server that has the database open writes it; this takes up to a minute …')
  for (const started = Date.now(); existsSync(request); ) {
    if (Date.now() - started > PATIENCE_MS) {
      await rm(request, { force: true })
      throw new CliError('The server wrote no backup. Its log says why; is RACCORD_DATA the same for both?')
    }
    await wait(LOOK_MS)
  }
  const written = (await readdir(folder)).filter((name) => !before.has(name) && name.endsWith('.jsonl.gz')).sort()
  return join(folder, written.at(-1) ?? '')
}
