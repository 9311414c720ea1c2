import { type HomeDatabase, resetPassword } from '@raccord/home'
import { Command } from 'commander'
import { recordActions } from '../store/repositories/operator-actions.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError } from './cli-deps.ts'
import { withStore } from './with-store.ts'

/** `raccord home …`. */
export function homeCommand(deps: CliDeps): Command {
  const home = new Command('home').description('a household’s own pages')
  home
    .command('new-password')
    .description('give a member another password, when the old one is forgotten; it is printed once')
    .argument('<name>', 'what is typed at the sign-in')
    .option(...jsonOption)
    .action((login: string, options: JsonOption) =>
      withStore(deps, async (database) => {
        const password = await database.transaction(async (tx) => {
          const given = await resetPassword(tx as unknown as HomeDatabase, login)
          const action = { action: 'member.password_reset', subject: login } as const
          if (given !== undefined) await recordActions(tx, 'cli', [action], database.clock.now())
          return given
        })
        if (password === undefined) throw new CliError('Nobody signs in by this name.')
        answer(deps, options, { name: login, password }, [
          `The new password, to be changed after signing in: ${password}`,
        ])
      }),
    )
  return home
}
