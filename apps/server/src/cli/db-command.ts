import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { Command } from 'commander'
import { migrate } from '../store/migrate.ts'
import { DirectoryInUseError } from '../store/pglite/directory-lock.ts'
import { type OperatorAction, recordActions } from '../store/repositories/operator-actions.ts'
import { refuseOtherKeys } from '../store/sealed/check-keys.ts'
import { exportToFile } from '../store/transfer/export-database.ts'
import { importFromFile } from '../store/transfer/import-database.ts'
import { verifyExport } from '../store/transfer/verify-export.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError } from './cli-deps.ts'
import { hasVaultKey, openVault } from './open-store.ts'
import { withStore } from './with-store.ts'

/** `raccord db …`. */
export function dbCommand(deps: CliDeps): Command {
  const db = new Command('db').description('the database')
  db.command('migrate')
    .description('bring the database to the level of this release; the server does the same at its start')
    .option(...jsonOption)
    .action(async (options: JsonOption) => {
      const database = await deps.openDatabase()
      try {
        const { applied, level } = await migrate(database)
        const lines = [...applied.map((name) => `applied ${name}`), `The database is at level ${level}.`]
        answer(deps, options, { applied, level }, lines)
      } finally {
        await database.close()
      }
    })
  db.command('export')
    .description('write everything into a new file; it holds personal data, and needs the same vault key to be of use')
    .argument('<file>')
    .option(...jsonOption)
    .action((file: string, options: JsonOption) =>
      withStore(deps, async (database) => {
        const { rows } = await exportToFile(database, file).catch((error: unknown) => {
          throw codeOf(error) === 'EEXIST' ? new CliError(`There is a file ${file} already.`) : error
        })
        const action = { action: 'data.exported', subject: file, detail: { rows } } as const
        await recordActions(database.kysely, 'cli', [action], database.clock.now())
        answer(deps, options, { file, rows }, [`Exported ${rows} rows to ${file}.`])
      }),
    )
  db.command('import')
    .description('read an export into an empty database of the same release: all of it, or nothing')
    .argument('<file>')
    .option(...jsonOption)
    .action(async (file: string, options: JsonOption) => {
      if (!existsSync(file)) throw new CliError(`There is no file ${file}.`)
      // A key made now would not open what the export holds, and that would show only at the next synchronisation.
      if (!hasVaultKey(deps.config)) throw new CliError(missingKey(deps.config.dataDir))
      await withStore(deps, async (database) => {
        const vault = await openVault(deps.config)
        const { rows } = await importFromFile(database, file, (tx) => refuseOtherKeys(tx, vault))
        const action = { action: 'data.imported', subject: file, detail: { rows } } as const
        await recordActions(database.kysely, 'cli', [action], database.clock.now())
        answer(deps, options, { file, rows }, [`Imported ${rows} rows from ${file}.`])
      })
    })
  db.command('verify')
    .description('restore drill: read an export into a database that is thrown away, upgrade it, open what is sealed')
    .argument('<file>')
    .option('--scratch <dir>', 'a folder with room for the whole database; default the system’s for temporary files')
    .option(...jsonOption)
    .action((file: string, options: JsonOption & { readonly scratch?: string }) => verify(deps, file, options))
  return db
}

async function verify(deps: CliDeps, file: string, options: JsonOption & { readonly scratch?: string }): Promise<void> {
  if (!existsSync(file)) throw new CliError(`There is no file ${file}.`)
  if (!hasVaultKey(deps.config)) throw new CliError(missingKey(deps.config.dataDir))
  const { tables, ...whole } = await verifyExport(file, await openVault(deps.config), options.scratch ?? tmpdir())
  const { rows, sealed, consents, upgraded } = whole
  const recorded = await record(deps, { action: 'data.verified', subject: file, detail: { rows, sealed, consents } })
  answer(deps, options, { file, ...whole, exportedAt: whole.exportedAt.toISOString(), tables, recorded }, [
    `${file} of ${whole.exportedAt.toISOString()} can be restored: ${rows} rows, ${sealed} sealed values that open, ${consents} consent records as they were written.`,
    ...(upgraded > 0 ? [`It was ${upgraded} migrations behind this release, which were applied.`] : []),
    ...(recorded ? [] : ['Not written into “raccord audit”: a running server has the embedded database.']),
  ])
}

/** @returns false where the embedded database is a running server's */
async function record(deps: CliDeps, action: OperatorAction): Promise<boolean> {
  try {
    await withStore(deps, ({ kysely, clock }) => recordActions(kysely, 'cli', [action], clock.now()).then(() => {}))
    return true
  } catch (error) {
    if (error instanceof DirectoryInUseError) return false
    throw error
  }
}

function missingKey(dataDir: string): string {
  return `There is no vault key. Put the vault.key of the installation that was exported into ${dataDir}, or set RACCORD_VAULT_KEY to it, and import again.`
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
