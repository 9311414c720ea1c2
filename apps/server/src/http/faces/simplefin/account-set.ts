import type { FaceToken } from '../../../faces/face-token.ts'
import type { ConnectionView, ReadModel } from '../../../store/repositories/read-model.ts'
import { addDays, dayOf } from '../../../transactions/day.ts'
import { entriesOf } from '../entry-pages.ts'
import { narrowed } from '../narrowed.ts'
import type { Shown } from '../shown-accounts.ts'
import { troublesOf } from './errors.ts'
import { firstDayAt, lastDayBefore } from './noon.ts'
import type { Organisation } from './organisation.ts'
import { presentAccount } from './present-account.ts'
import { presentTransaction } from './present-transaction.ts'
import type { AccountsQuery } from './read-query.ts'

export interface SimplefinWorld {
  readonly readModel: Pick<ReadModel, 'entries'>
  /** By connection. */
  readonly organisations: ReadonlyMap<number, Organisation>
  readonly now: Date
  /** Our root address. */
  readonly root: string
}

/** Days back where a reader names no start. */
const USUAL_DAYS = 90

/** An Account Set, piece by piece: entries are read as the reader takes them. Fields of versions 1 and 2 stand side by side. */
export async function* accountSet(
  world: SimplefinWorld,
  token: FaceToken,
  { accounts, connections }: Shown,
  query: AccountsQuery,
): AsyncGenerator<string> {
  const { organisations } = world
  const { errors, errlist } = troublesOf(accounts, connections, organisations, world.now)
  const list = connections.map((one) => presentConnection(one, organisations.get(one.id), world.root))
  yield `{"errors":${JSON.stringify(errors)},"errlist":${JSON.stringify(errlist)},"connections":${JSON.stringify(list)},"accounts":[`
  const days = daysOf(query, token, world.now)
  for (const [place, account] of accounts.entries()) {
    const shown = JSON.stringify(presentAccount(account, organisations.get(account.connection_id), world.root))
    yield `${place === 0 ? '' : ','}${shown.slice(0, -1)},"transactions":[`
    let first = true
    for (const status of query.balancesOnly
      ? []
      : query.pending
        ? (['BOOKED', 'PENDING'] as const)
        : (['BOOKED'] as const)) {
      for await (const entry of entriesOf(world.readModel, token.userId, { accountId: account.id, status, ...days })) {
        yield `${first ? '' : ','}${JSON.stringify(presentTransaction(entry, account.currency))}`
        first = false
      }
    }
    yield ']}'
  }
  yield ']}'
}

/** The reader's window within the token's. */
function daysOf(query: AccountsQuery, token: FaceToken, now: Date): { from?: string; until?: string } {
  const from = query.start === undefined ? addDays(dayOf(now), -USUAL_DAYS) : firstDayAt(query.start)
  const until = query.end === undefined ? undefined : lastDayBefore(query.end)
  return narrowed(token, { from, until })
}

function presentConnection(connection: ConnectionView, org: Organisation | undefined, root: string): object {
  const bank = org?.name ?? connection.name
  return {
    conn_id: `con_${connection.id}`,
    name: connection.owner_name === null ? bank : `${bank} (${connection.owner_name})`,
    org_id: org?.id ?? connection.provider_id,
    org_name: bank,
    ...(org?.url === undefined ? {} : { org_url: org.url }),
    sfin_url: root,
  }
}
