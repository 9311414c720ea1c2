import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import {
  accountTypes,
  type CsvColumns,
  type DayOrder,
  type DecimalMark,
  dayOrders,
  decimalMarks,
} from '@raccord/contract'
import { csvColumns } from '@raccord/contract/wire'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { FileResult } from '../files/file-uploads.ts'
import type { UploadedAccount } from '../files/uploaded-section.ts'
import type { Database } from '../store/database.ts'
import { type BankUnit, bankUnits } from '../store/repositories/bank-unit.ts'
import { recordActions } from '../store/repositories/operator-actions.ts'
import { createFileUploads } from '../wiring/file-uploads.ts'
import { watchedFolder } from '../wiring/watched-folder.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError } from './cli-deps.ts'
import { openVault } from './open-store.ts'
import { clientOption, personOf, userOption } from './person-option.ts'
import { withStore } from './with-store.ts'

const largest = 64 * 1024 * 1024

interface ImportOptions extends UploadedAccount, JsonOption {
  readonly csv?: CsvColumns
  readonly dayOrder?: DayOrder
  readonly decimal?: DecimalMark
}

/** `raccord files …`: connections that no bank is behind, and statements into any connection. */
export function filesCommand(deps: CliDeps): Command {
  const files = new Command('files').description('statements from files: camt, MT940, OFX, QIF, CSV, also zipped')
  files
    .command('connect')
    .description('create a connection of files for a person')
    .requiredOption(...userOption)
    .option(...clientOption)
    .option('--name <name>', 'what it is called')
    .option(...jsonOption)
    .action((options: JsonOption & { readonly user: string; readonly client?: string; readonly name?: string }) =>
      withStore(deps, async (database) => {
        const userId = await personOf(database.kysely, options)
        const uploads = await uploadsOf(deps, database)
        const id = await uploads.create({ userId, ...(options.name ? { name: options.name } : {}) })
        if (id === undefined) throw new CliError('This person has as many connections of files as there may be.')
        answer(deps, options, { connection: id }, [`connection: ${id}`])
      }),
    )
  files
    .command('import')
    .description('import statements; what is there already, from a file or from the bank, is not stored again')
    .argument('<connection>', 'its id')
    .argument('<file...>')
    .option('--iban <iban>', 'the account, where the files name none')
    .option('--number <number>', 'the account, where it has no IBAN')
    .option('--currency <code>', 'of the account, where the files tell none')
    .option('--name <name>', 'what a new account is called')
    .addOption(new Option('--type <type>', 'of a new account').choices(accountTypes))
    .addOption(
      new Option('--day-order <order>', 'how files write days that do not tell it: QIF, exports of programs').choices(
        dayOrders,
      ),
    )
    .addOption(
      new Option('--decimal <mark>', 'how files write decimals that do not tell it: QIF, exports of programs').choices(
        decimalMarks,
      ),
    )
    .option('--csv <json>', 'how CSV files are read, as this command prints it; remembered', columnsOption)
    .option(...jsonOption)
    .action((connection: string, paths: string[], options: ImportOptions) =>
      withStore(deps, async (database) => {
        const { id, userId } = await connectionOf(database, connection)
        const uploads = await uploadsOf(deps, database)
        const { csv, dayOrder, decimal, json, ...account } = options
        const sent = []
        for (const path of paths) sent.push({ name: basename(path), bytes: await contentOf(path) })
        const how = {
          ...(csv ? { columns: csv } : {}),
          ...(dayOrder ? { dayOrder } : {}),
          ...(decimal ? { decimal } : {}),
        }
        const done = await uploads.upload({ userId, connectionId: id, files: sent, account, ...how })
        if (done.kind === 'refused')
          throw new CliError(
            done.reason === 'running'
              ? 'The bank of this account is being read. Try again shortly.'
              : 'No such connection.',
          )
        if (done.kind !== 'done') throw new CliError(`${paths[done.file]}: ${done.why}. Nothing was stored.`)
        const detail = { connection: id, files: done.files.length }
        const action = { action: 'person.files_imported', subject: String(userId), detail } as const
        await recordActions(database.kysely, 'cli', [action], database.clock.now())
        answer(deps, json ? { json } : {}, done.files, done.files.flatMap(linesOf))
        if (done.files.some(({ kind }) => kind === 'unclear'))
          throw new CliError('Some files can be read in two ways: say which, with --csv, --day-order or --decimal.')
      }),
    )
  files
    .command('watch')
    .description(
      'import what is put into <folder>/<connection>/ and move it into done/ or failed/ there, until interrupted',
    )
    .argument('<folder>')
    .option('--once', 'only what is there now')
    .option('--json', 'each line as JSON')
    .action((folder: string, { once, json }: JsonOption & { readonly once?: true }) =>
      withStore(deps, async (database) => {
        const transact = await transactOf(deps, database)
        const watch = watchedFolder({
          ...{ folder, uploads: await uploadsOf(deps, database), now: () => database.clock.now() },
          ownerOf: (id) => transact((unit) => unit.files.ownerOf(id)),
          log: (event, { connectionId }) =>
            deps.print(
              json ? JSON.stringify({ event, connection: connectionId }) : `${event}\tconnection ${connectionId}`,
            ),
        })
        const end = new AbortController()
        const stop = () => end.abort()
        process.once('SIGINT', stop).once('SIGTERM', stop)
        try {
          for (let looks = 1; !end.signal.aborted; looks += 1) {
            await watch.look()
            if (once && looks === 2) break
            await setTimeout(once ? 1_000 : 10_000, undefined, { signal: end.signal }).catch(() => {})
          }
        } finally {
          process.off('SIGINT', stop).off('SIGTERM', stop)
        }
      }),
    )
  return files
}

async function uploadsOf(deps: CliDeps, database: Database) {
  return createFileUploads({ transact: await transactOf(deps, database), now: () => database.clock.now() })
}

async function transactOf(deps: CliDeps, database: Database) {
  // Nothing here asks a bank: no job is put in line.
  const units = bankUnits(await openVault(deps.config), { sync: async () => {}, revoke: async () => {} })
  return <T>(work: (unit: BankUnit) => Promise<T>): Promise<T> => database.transaction((tx) => work(units(tx)))
}

async function connectionOf({ kysely }: Database, text: string): Promise<{ id: number; userId: number }> {
  const id = /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0
  const found = await kysely
    .selectFrom('connection')
    .select(['id', 'user_id as userId'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new CliError(`There is no connection ${text}.`)
  return found
}

/** Asked for its size first: one that is too large is never read. */
async function contentOf(path: string): Promise<Buffer> {
  const file = await open(path).catch(() => {
    throw new CliError(`${path}: cannot be opened`)
  })
  try {
    const info = await file.stat()
    if (!info.isFile()) throw new CliError(`${path}: is no file`)
    if (info.size > largest) throw new CliError(`${path}: larger than 64 MB`)
    return await file.readFile()
  } finally {
    await file.close()
  }
}

function linesOf(file: FileResult): string[] {
  if (file.kind === 'imported') {
    return file.accounts.map(({ accountId, received, inserted, pending, unread }) => {
      const left = Object.values(unread).reduce((sum, count) => sum + count, 0)
      const more = `${pending > 0 ? `, ${pending} not booked yet` : ''}${left > 0 ? `, ${left} unreadable` : ''}`
      return `${file.name}\t${file.format}\taccount ${accountId}: ${received} read, ${inserted} new${more}`
    })
  }
  if (file.dayOrders) {
    const days = file.dayOrders.length > 1 ? [`days can be ${file.dayOrders.join(' or ')}`] : []
    const marks = (file.decimals?.length ?? 0) > 1 ? ['decimals can be behind . or ,'] : []
    return [`${file.name}\t${file.format}\t${[...days, ...marks].join('; ')}`]
  }
  if (!file.columns) return []
  const { separator, decimal, columns, skipRows: skip_rows, dayOrder: day_order } = file.columns
  return [
    `${file.name}\t${file.format}\tnot clear: ${file.doubts?.join(', ')}; guessed --csv '${JSON.stringify({ separator, decimal, columns, skip_rows, day_order })}'`,
    ...(file.sample ?? []).map((row) => `\t${row.join(' | ').replace(/[^\P{C}]/gu, ' ')}`),
  ]
}

function columnsOption(text: string): CsvColumns {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new InvalidArgumentError('It must be JSON.')
  }
  const read = csvColumns.safeParse(json)
  if (!read.success)
    throw new InvalidArgumentError(`It must be as this command prints it: ${read.error.issues[0]?.message}.`)
  const { skip_rows: skipRows, day_order: dayOrder, ...rest } = read.data
  return { ...rest, skipRows, dayOrder }
}
