import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type CsvPreset, csvPresetNames } from '@raccord/formats'
import { Command, Option } from 'commander'
import { exportFile } from '../http/faces/exports/export-file.ts'
import { type ExportName, exportNames } from '../http/faces/exports/export-names.ts'
import { shownAccounts } from '../http/faces/shown-accounts.ts'
import { recordActions } from '../store/repositories/operator-actions.ts'
import { createReadModel } from '../store/repositories/read-model.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError } from './cli-deps.ts'
import { clientOption, dayOption, idsOption, personOf, userOption } from './person-option.ts'
import { withStore } from './with-store.ts'

interface ExportOptions extends JsonOption {
  readonly user: string
  readonly client?: string
  readonly format: ExportName
  readonly preset: CsvPreset
  readonly account?: readonly number[]
  readonly from?: string
  readonly until?: string
  readonly pending?: true
  readonly ofx1?: true
}

/** `raccord export`: accounts of one person into a file that other programs read. */
export function exportCommand(deps: CliDeps): Command {
  return new Command('export')
    .description('write a person’s accounts and transactions into a new file')
    .argument('<file>')
    .requiredOption(...userOption)
    .option(...clientOption)
    .addOption(new Option('--format <format>', 'xml is camt.053').choices(exportNames).makeOptionMandatory())
    .addOption(new Option('--preset <preset>', 'columns of csv').choices(csvPresetNames).default('spreadsheet'))
    .option('--account <id>', 'only this account; repeat for more; all without it', idsOption)
    .option('--from <day>', 'entries from this day on', dayOption)
    .option('--until <day>', 'entries up to this day', dayOption)
    .option('--pending', 'with those not booked yet, where the format has a place for them')
    .option('--ofx1', 'OFX 1.0.2, for programs that read no XML')
    .option(...jsonOption)
    .action((file: string, options: ExportOptions) =>
      withStore(deps, async (database) => {
        const userId = await personOf(database.kysely, options)
        const readModel = createReadModel(database)
        const limits = { userId, accountIds: options.account }
        const shown = await shownAccounts({ readModel }, limits)
        if (options.account !== undefined && shown.accounts.length < new Set(options.account).size)
          throw new CliError('--account names an account that this person does not share.')
        const names = new Map((await deps.providers()).map(({ id, name }) => [id, name]))
        const world = { readModel, now: database.clock.now(), bankName: (id: string) => names.get(id) }
        const order = {
          ...{ name: options.format, userId, preset: options.preset, pending: options.pending ?? false },
          from: options.from,
          until: options.until,
          ofxVersion: options.ofx1 ? (1 as const) : (2 as const),
          locale: 'en' as const,
        }
        const target = createWriteStream(file, { flags: 'wx', mode: 0o600 })
        await pipeline(Readable.from(exportFile(world, order, shown)), target).catch((error: unknown) => {
          throw (error as NodeJS.ErrnoException).code === 'EEXIST'
            ? new CliError(`There is a file ${file} already.`)
            : error
        })
        const detail = { format: options.format, accounts: shown.accounts.length }
        const action = { action: 'person.exported', subject: String(userId), detail } as const
        await recordActions(database.kysely, 'cli', [action], database.clock.now())
        answer(deps, options, { file, accounts: shown.accounts.length }, [
          `Wrote ${shown.accounts.length} accounts to ${file}.`,
        ])
      }),
    )
}
