import { hostname, userInfo } from 'node:os'
import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'
import type { Row, Schema } from '../schema.ts'

/** What operators do, by its name in `raccord audit`. */
export type OperatorActionName =
  | 'client.added'
  | 'client.changed'
  | 'client.secret_rotated'
  | 'bank.switched_on'
  | 'bank.switched_off'
  | 'key.added'
  | 'key.retired'
  | 'key.given_up'
  | 'vault.resealed'
  | 'data.exported'
  | 'data.imported'
  | 'data.verified'
  | 'client.removed'
  | 'consents.verified'
  | 'signing_key.rotated'
  | 'token.created'
  | 'token.revoked'
  | 'person.exported'
  | 'member.password_reset'
  | 'person.files_imported'
  | 'webhook.tested'
  | 'webhook.replayed'
  | 'way_in.changed'
  | 'bank.noted'
  | 'bank.paused'
  | 'bank.resumed'
  | 'person.shown'
  | 'operator.added'
  | 'operator.reset'
  | 'operator.removed'
  | 'operator.changed'
  | 'operator.refused'

export interface OperatorAction {
  readonly action: OperatorActionName
  /** What it was done to: a client's id, a bank's, a token's, a person's, the name of a key, of a file. */
  readonly subject: string
  /** Names and numbers. Never a secret, and nothing of people who connect banks. */
  readonly detail?: Readonly<Record<string, string | number | boolean | readonly string[]>>
}

export type RecordedAction = Row<'operator_action'>

/**
 * Writes down what is done, in the transaction that does it where there is one. `source` says by which way; `actor` is the account of
 * the machine, or whoever signed in at the console.
 */
export function recordActions(
  db: Kysely<Schema>,
  source: RecordedAction['source'],
  actions: readonly OperatorAction[],
  at: Date,
  actor: string = actorOf(),
): Promise<unknown> {
  if (actions.length === 0) return Promise.resolve()
  return db
    .insertInto('operator_action')
    .values(
      actions.map(({ action, subject, detail = {} }) => {
        return { at, actor, source, action, subject, detail: JSON.stringify(detail) }
      }),
    )
    .execute()
}

/** Oldest first. */
export function listActions(database: Pick<Database, 'kysely'>, since?: Date): Promise<RecordedAction[]> {
  return database.kysely
    .selectFrom('operator_action')
    .selectAll()
    .$if(since !== undefined, (query) => query.where('at', '>=', since ?? new Date(0)))
    .orderBy('id')
    .execute()
}

/** The newest first; `before`: those that are older than this one. */
export function pageOfActions(
  database: Pick<Database, 'kysely'>,
  limit: number,
  before?: number,
): Promise<RecordedAction[]> {
  return database.kysely
    .selectFrom('operator_action')
    .selectAll()
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Banks whose last word is that they are on. */
export async function banksOn(db: Kysely<Schema>): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('operator_action')
    .select(['subject', 'action'])
    .distinctOn('subject')
    .where('action', 'in', ['bank.switched_on', 'bank.switched_off'])
    .orderBy('subject')
    .orderBy('id', 'desc')
    .execute()
  return new Set(rows.filter(({ action }) => action === 'bank.switched_on').map(({ subject }) => subject))
}

/** The account of the machine; behind sudo the one that asked as well. */
function actorOf(): string {
  const asked = process.env['SUDO_USER']
  const account = nameOf()
  return `${asked && asked !== account ? `${asked} as ${account}` : account}@${hostname()}`
}

function nameOf(): string {
  try {
    return userInfo().username
  } catch {
    // An account without a name, as containers have.
    return `uid ${process.geteuid?.() ?? 'unknown'}`
  }
}
