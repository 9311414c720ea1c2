import { existsSync } from 'node:fs'
import { Command } from 'commander'
import { migrate } from '../store/migrate.ts'
import { recordActions } from '../store/repositories/operator-actions.ts'
import { refuseOtherKeys } from '../store/sealed/check-keys.ts'
import { exportToFile } from '../store/transfer/export-database.ts'
import { importFromFile } from '../store/transfer/import-database.ts'
import { type CliDeps, CliError } from './cli-deps.ts'
import { hasVaultKey, openVault } from './open-store.ts'
import { withStore } from './with-store.ts'

/** `raccord db …`. */
export function dbCommand(deps: CliDeps): Command {
  const db = new Command('db').description('the database')
  db.command('migrate')
    .description('bring the database to the level of this release; the server does the same at its start')
    .action(async () => {
      const database = await deps.openDatabase()
      try {
        const { applied, level } = await migrate(database)
        for (const name of applied) deps.print(`applied ${name}`)
        deps.print(`The database is at level ${level}.`)
      } finally {
        await database.close()
      }
    })
  db.command('export')
    .description('write everything into a new file; it holds personal data, and needs the same vault key to be of use')
    .argument('<file>')
    .action((file: string) =>
      withStore(deps, async (database) => {
        const { rows } = await exportToFile(database, file).catch((error: unknown) => {
          throw codeOf(error) === 'EEXIST' ? new CliError(`There is a file ${file} already.`) : error
        })
        const action = { action: 'data.exported', subject: file, detail: { rows } } as const
        await recordActions(database.kysely, 'cli', [action], database.clock.now())
        deps.print(`Exported ${rows} rows to ${file}.`)
      }),
    )
  db.command('import')
    .description('read an export into an empty database of the same release: all of it, or nothing')
    .argument('<file>')
    .action(async (file: string) => {
      if (!existsSync(file)) throw new CliError(`There is no file ${file}.`)
      // A key made now would not open what the export holds, and that would show only at the next synchronisation.
      if (!hasVaultKey(deps.config)) throw new CliError(missingKey(deps.config.dataDir))
      await withStore(deps, async (database) => {
        const vault = await openVault(deps.config)
        const { rows } = await importFromFile(database, file, (tx) => refuseOtherKeys(tx, vault))
        const action = { action: 'data.imported', subject: file, detail: { rows } } as const
        await recordActions(database.kysely, 'cli', [action], database.clock.now())
        deps.print(`Imported ${rows} rows from ${file}.`)
      })
    })
  return db
}

function missingKey(dataDir: string): string {
  return `There is no vault key. Put the vault.key of the installation that was exported into ${dataDir}, or set RACCORD_VAULT_KEY to it, and import again.`
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
