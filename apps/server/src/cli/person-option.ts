import { InvalidArgumentError } from 'commander'
import type { Kysely } from 'kysely'
import type { Schema } from '../store/schema.ts'
import { CliError } from './cli-deps.ts'

export const userOption = ['--user <id|email>', 'the person'] as const
export const clientOption = ['--client <id>', 'whose user he is, where the email alone does not tell'] as const

/** The person that `--user` names. */
export async function personOf(
  db: Kysely<Schema>,
  { user, client }: { readonly user: string; readonly client?: string },
): Promise<number> {
  const id = /^[1-9]\d{0,14}$/.test(user) ? Number(user) : undefined
  const found = await db
    .selectFrom('app_user')
    .select('id')
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? 0))
    .$if(id === undefined, (query) => query.where('email', '=', user.trim().normalize('NFC').toLowerCase()))
    .$if(client !== undefined, (query) => query.where('client_id', '=', client ?? ''))
    .limit(2)
    .execute()
  if (found.length > 1) throw new CliError('Several clients have a user with this email: name one with --client.')
  if (found[0] === undefined) throw new CliError('There is no such user.')
  return found[0].id
}

/** A day of the command line. */
export function dayOption(text: string): string {
  const day = new Date(`${text}T00:00:00Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text)
    throw new InvalidArgumentError('It must be a day, such as 2026-11-29.')
  return text
}

export function idsOption(text: string, earlier: readonly number[] = []): readonly number[] {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('It must be an account’s id.')
  return [...earlier, Number(text)]
}
