import {
  addOperator,
  type ConsoleTables,
  listOperators,
  type Role,
  removeOperator,
  resetOperator,
  roles,
  wordDays,
} from '@raccord/console'
import { Command, Option } from 'commander'
import type { OperatorAction } from '../store/repositories/operator-actions.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError } from './cli-deps.ts'
import { withRecord, withStore } from './with-store.ts'

const login = /^[\p{L}\p{N}@._+-]{2,80}$/u

/** `raccord operators …`: who signs in at the console. A set-up word is made here and printed once. */
export function operatorsCommand(deps: CliDeps): Command {
  const operators = new Command('operators').description('who signs in at the operator’s console')

  operators
    .command('add')
    .description('let somebody in, and print his set-up word, once')
    .argument('<name>', 'what is typed at the sign-in: a short name or an e-mail address')
    .addOption(new Option('--role <role>', 'a viewer changes nothing').choices(roles).default('viewer' satisfies Role))
    .option(...jsonOption)
    .action(async (name: string, options: JsonOption & { role: Role }) => {
      if (!login.test(name)) throw new CliError('The name may hold 2 to 80 letters, digits, and @ . _ + -.')
      const action = { action: 'operator.added', subject: name.toLowerCase(), detail: { role: options.role } } as const
      const word = await recorded(deps, action, (db, now) => addOperator(db, { login: name, role: options.role }, now))
      if (word === undefined)
        throw new CliError('There is an operator of this name already. “reset” gives him another word.')
      tell(deps, options, name, word)
    })

  operators
    .command('reset')
    .description('take password, passkeys and sessions away, and print another set-up word, once')
    .argument('<name>')
    .option(...jsonOption)
    .action(async (name: string, options: JsonOption) => {
      const action = { action: 'operator.reset', subject: name.toLowerCase() } as const
      const word = await recorded(deps, action, (db, now) => resetOperator(db, name, now))
      if (word === undefined) throw unknown(name)
      tell(deps, options, name, word)
    })

  operators
    .command('remove')
    .description('let somebody in no longer; he is signed out at once')
    .argument('<name>')
    .option(...jsonOption)
    .action(async (name: string, options: JsonOption) => {
      const action = (subject: string) => ({ action: 'operator.removed', subject }) as const
      const removed = await recorded(deps, action, (db) => removeOperator(db, name))
      if (removed === undefined) throw unknown(name)
      answer(deps, options, { name: removed, removed: true }, [])
    })

  operators
    .command('list')
    .description('who may sign in, and who is signed in')
    .option(...jsonOption)
    .action((options: JsonOption) =>
      withStore(deps, async (database) => {
        const all = await listOperators(database.kysely.withTables<ConsoleTables>(), database.clock.now())
        answer(
          deps,
          options,
          all.map(({ login: name, setUp, createdAt, ...rest }) => {
            return { name, ...rest, set_up: setUp, creation_date: createdAt.toISOString() }
          }),
          all.map(({ login: name, role, setUp, issuer, passkeys, sessions }) =>
            [name, role, issuer ?? (setUp ? 'set up' : 'waits'), `passkeys=${passkeys}`, `sessions=${sessions}`].join(
              '\t',
            ),
          ),
        )
      }),
    )
  return operators
}

/** What was done is written down with it; nothing where there was nothing to do. */
function recorded<T>(
  deps: CliDeps,
  action: OperatorAction | ((done: T) => OperatorAction),
  work: (db: Parameters<typeof removeOperator>[0], now: Date) => Promise<T | undefined>,
): Promise<T | undefined> {
  return withRecord(deps, async ({ database, record }) => {
    const done = await work(database.kysely.withTables<ConsoleTables>(), database.clock.now())
    if (done !== undefined) await record(typeof action === 'function' ? action(done) : action)
    return done
  })
}

function tell(deps: CliDeps, options: JsonOption, name: string, word: string): void {
  answer(deps, options, { name, set_up_word: word, good_for_days: wordDays }, [
    `set-up word: ${word}`,
    `To be typed at /console/set-up within ${wordDays} days, by ${name} alone.`,
  ])
}

const unknown = (name: string): CliError => new CliError(`There is no operator ${JSON.stringify(name)}.`)
