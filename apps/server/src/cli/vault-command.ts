import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import type { Database } from '../store/database.ts'
import { DirectoryInUseError } from '../store/pglite/directory-lock.ts'
import { recordActions } from '../store/repositories/operator-actions.ts'
import { checkKeys, giveUpKeys } from '../store/sealed/check-keys.ts'
import { RESEAL_REQUEST, resealAll } from '../store/sealed/reseal-all.ts'
import { sealStatus } from '../store/sealed/seal-status.ts'
import type { Vault } from '../store/vault/vault.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError } from './cli-deps.ts'
import { openVault } from './open-store.ts'
import { withStore } from './with-store.ts'

/** `raccord vault …`. */
export function vaultCommand(deps: CliDeps): Command {
  const vault = new Command('vault').description('keys that seal credentials and bank consents')
  vault
    .command('status')
    .description('what each key has sealed, and which may go')
    .option(...jsonOption)
    .action((options: JsonOption) =>
      withVault(deps, async (database, keys) => {
        const rows = await statusOf(database, keys)
        answer(deps, options, rows, rows.map(lineOf))
      }),
    )
  vault
    .command('reseal')
    .description('seal everything under the newest key, while serving; may be stopped and begun again')
    .option(...jsonOption)
    .action((options: JsonOption) => reseal(deps, options))
  vault
    .command('give-up')
    .description(
      'after a key was lost for good: begin anew with the present one; what the lost one sealed stays unreadable',
    )
    .requiredOption('--yes', 'people must authorise their banks again')
    .option(...jsonOption)
    .action((options: JsonOption) =>
      withStore(deps, async (database) => {
        const keys = await openVault(deps.config)
        const now = database.clock.now()
        const lost = await database.transaction(async (tx) => {
          const given = await giveUpKeys(tx, keys, now)
          const actions = given.map((subject) => ({ action: 'key.given_up', subject }) as const)
          await recordActions(tx, 'cli', actions, now)
          return given
        })
        answer(deps, options, { given_up: lost }, [
          lost.length === 0 ? 'No other key was in use.' : `Given up: ${lost.join(', ')}.`,
        ])
      }),
    )
  return vault
}

async function reseal(deps: CliDeps, options: JsonOption): Promise<void> {
  try {
    await withVault(deps, async (database, keys) => {
      const done = await resealAll(database, keys, { source: 'cli' })
      const rows = await statusOf(database, keys)
      answer(deps, options, { resealed: done.values, held: done.held, keys: rows }, [
        `${done.values} values sealed anew under "${keys.keyIds[0]}".`,
        ...(done.held > 0 ? [] : rows.map(lineOf)),
      ])
      if (done.held > 0) throw new CliError(`${done.held} rows were in use all the while. Run it again.`)
    })
  } catch (error) {
    if (!(error instanceof DirectoryInUseError)) throw error
    // The embedded database is the server's alone: it is asked to do it.
    await writeFile(join(deps.config.dataDir, RESEAL_REQUEST), '', { mode: 0o600 })
    answer(deps, options, { asked: true }, [
      'The server that has the database open will do it within a minute. Its log says “vault_resealed”.',
    ])
  }
}

interface KeyRow {
  readonly id: string
  readonly values: number
  readonly places: Readonly<Record<string, number>>
  readonly verdict: string
}

async function statusOf(database: Database, keys: Vault): Promise<KeyRow[]> {
  const uses = await sealStatus(database)
  const [newest] = keys.keyIds
  return [...new Set([...keys.keyIds, ...uses.map((use) => use.id)])].map((id) => {
    const use = uses.find((one) => one.id === id)
    const values = use?.values ?? 0
    const said = verdict({ newest: id === newest, held: keys.keyIds.includes(id), values })
    return { id, values, places: use?.places ?? {}, verdict: said }
  })
}

function lineOf({ id, values, places, verdict }: KeyRow): string {
  const where = Object.entries(places).map(([place, count]) => `${place} ${count}`)
  const count = where.length === 0 ? '0 values' : `${values} values (${where.join(', ')})`
  return `${id}\t${count}\t${verdict}`
}

function verdict({ newest, held, values }: { newest: boolean; held: boolean; values: number }): string {
  if (newest) return 'the newest: it seals'
  if (!held) return 'not in the list: these can not be opened'
  return values === 0 ? 'seals nothing any more: it may go' : 'still needed: raccord vault reseal'
}

function withVault(deps: CliDeps, work: (database: Database, keys: Vault) => Promise<void>): Promise<void> {
  return withStore(deps, async (database) => {
    const keys = await openVault(deps.config)
    const added = await checkKeys(database, keys)
    if (added !== undefined)
      await recordActions(database.kysely, 'cli', [{ action: 'key.added', subject: added }], database.clock.now())
    await work(database, keys)
  })
}
