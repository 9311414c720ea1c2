import type { AccountRow } from '@raccord/contract'
import type { RunView } from '../../journey/ports.ts'
import type { Database } from '../database.ts'

export interface ConnectionOverview {
  readonly accounts: readonly AccountRow[]
  readonly unsupported: readonly { readonly name: string; readonly type: string }[]
  /** Last day on which every channel may still be read, `YYYY-MM-DD`. */
  readonly until?: string
}

/** What the screens of a journey show of a connection. */
export async function readConnectionOverview(database: Database, connectionId: number): Promise<ConnectionOverview> {
  const accounts = await database.kysely
    .selectFrom('account')
    .select(['id', 'name', 'type', 'iban', 'number', 'balance_minor', 'currency', 'shared'])
    .where('connection_id', '=', connectionId)
    .orderBy('id')
    .execute()
  const channels = await database.kysely
    .selectFrom('channel')
    .select(['unsupported', 'consent_until', 'status'])
    .where('connection_id', '=', connectionId)
    .execute()
  const until = channels.flatMap((channel) => channel.consent_until ?? []).sort()[0]
  return {
    accounts: accounts.map((row) => ({
      id: String(row.id),
      name: row.name,
      type: row.type,
      maskedNumber: masked(row.iban ?? row.number),
      currency: row.currency,
      selected: row.shared,
      ...(row.balance_minor === null ? {} : { balance: row.balance_minor }),
    })),
    unsupported: channels.flatMap((channel) => channel.unsupported),
    ...(until === undefined ? {} : { until }),
  }
}

/** The newest figures of a run, all its channels together. */
export async function readRun(database: Database, runId: number): Promise<RunView | undefined> {
  const run = await database.kysely
    .selectFrom('sync_run')
    .select(['connection_id', 'status', 'ended_at'])
    .where('id', '=', runId)
    .executeTakeFirst()
  if (!run) return undefined
  const channels = await database.kysely
    .selectFrom('sync_run_channel')
    .selectAll()
    .where('run_id', '=', runId)
    .execute()
  const account = await database.kysely
    .selectFrom('account')
    .select('id')
    .where('connection_id', '=', run.connection_id)
    .limit(1)
    .executeTakeFirst()
  const sum = (pick: (channel: (typeof channels)[number]) => number) =>
    channels.reduce((total, channel) => total + pick(channel), 0)
  const stage = channels.find((channel) => channel.stage !== 'done')?.stage ?? 'finishing'
  const since = channels.flatMap((channel) => channel.since ?? []).sort()[0]
  const failure = channels.find((channel) => channel.failure !== null)?.failure
  return {
    ended: run.ended_at !== null,
    status: run.status,
    stage: stage === 'done' ? 'finishing' : stage,
    accounts: sum((channel) => channel.accounts),
    accountsDone: sum((channel) => channel.accounts_done),
    transactions: sum((channel) => channel.transactions),
    anyAccount: account !== undefined,
    ...(since === undefined ? {} : { since }),
    ...(failure ? { failure } : {}),
  }
}

/** The last four characters: enough to know one's own account by. */
function masked(number: string): string {
  const tail = number.replaceAll(' ', '').slice(-4)
  return `•••• ${tail}`
}
