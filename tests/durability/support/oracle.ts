import { sql } from 'kysely'
import { expect } from 'vitest'
import { verifyConsentChain } from '../../../apps/server/src/consent/verify-consent-chain.ts'
import type { Database } from '../../../apps/server/src/store/database.ts'
import { consentStore } from '../../../apps/server/src/store/repositories/consent-store.ts'
import type { ApiClient, ApiUser } from '../../support/api-client.ts'
import { parisMidnight, readTestBankFile } from '../../support/test-bank-file.ts'

/** One line for each transaction, sorted: two lists are equal exactly when none is lost, doubled or changed. */
export type Ledger = readonly string[]

export function ledgerOfFile(text: string, without?: string): Ledger {
  const { accounts } = readTestBankFile(text)
  const lines = accounts
    .filter(({ name }) => name !== without)
    .flatMap(({ name, currency, transactions }) =>
      transactions.map(({ amount, day, label }) => line(name, Number(amount), currency, parisMidnight(day), label)),
    )
  return lines.sort()
}

export async function ledgerOfApi(api: ApiClient, user: ApiUser): Promise<Ledger> {
  const names = new Map((await api.accounts(user)).map(({ id, name }) => [id, name]))
  // By page: a link to the next one names the public address, whose server a test may have killed.
  const transactions = await api.transactionsByPage(user, 500)
  expect(new Set(transactions.map(({ id }) => id)).size).toBe(transactions.length)
  return transactions
    .map(({ account_id, amount, currency, date, label }) =>
      line(names.get(account_id) ?? account_id, amount, currency, date, label),
    )
    .sort()
}

function line(account: string, amount: number, currency: string, date: number, label: string): string {
  return [account, amount.toFixed(2), currency, date, label].join('|')
}

/** The connection as a client sees it once all is quiet: one, good, both channels, every account of the file. */
export async function expectConnected(
  api: ApiClient,
  user: ApiUser,
  fileText: string,
  without?: string,
): Promise<void> {
  const connections = await api.connections(user)
  expect(connections.map(({ status, channels }) => [status, ...channels.map((one) => one.status)])).toEqual([
    ['SUCCESS', 'SUCCESS', 'SUCCESS'],
  ])
  const file = readTestBankFile(fileText)
  const expected = file.accounts.map(({ name, type, balance }) => `${name}|${type}|${Number(balance)}`)
  const accounts = await api.accounts(user)
  const shared = accounts.filter(({ name }) => name !== without)
  expect(shared.map(({ name, type, balance }) => `${name}|${type}|${balance}`).sort()).toEqual(
    expected.filter((account) => !account.startsWith(`${without}|`)).sort(),
  )
  const got = await ledgerOfApi(api, user)
  const wanted = ledgerOfFile(fileText, without)
  expect(got.length).toBe(wanted.length)
  expect(got).toEqual(wanted)
}

/** What must be true of the store when everybody has left: nothing half-done, nothing twice, the chain whole. */
export async function expectTidy(database: Database, people: number, takenOver = 0): Promise<void> {
  const chain = await database.transaction((tx) => verifyConsentChain(consentStore(tx)))
  expect(chain).toMatchObject({ intact: true })
  expect(chain.records).toBe(people)
  const one = async (query: string): Promise<unknown> =>
    (await sql.raw<{ n: unknown }>(`select (${query})::int as n`).execute(database.kysely)).rows[0]?.n
  expect({
    connections: await one('select count(*) from connection'),
    journeys: await one('select count(*) from journey'),
    unfinished: await one('select count(*) from journey where finished_at is null'),
    openRuns: await one('select count(*) from sync_run where ended_at is null'),
    jobsLeft: await one(
      `select count(*) from pgboss.job where state in ('created', 'retry', 'active') and name in ('sync', 'revoke')`,
    ),
    // pg-boss gives up a killed attempt when a newer job of the same run waits already, and that one does for both: what
    // counts is that no run and no revocation was left to a job that is no more.
    jobsLost: await one(
      `select count(*) from pgboss.job where state = 'failed' and (
         name = 'sync' and exists (select 1 from sync_run where id = (data->>'runId')::bigint and status <> 'success')
         or name = 'revoke' and exists (select 1 from revocation where id = (data->>'revocationId')::bigint and done_at is null))`,
    ),
    doubled: await one(
      'select count(*) from (select account_id, bank_id, entry_reference from transaction where entry_reference is not null group by 1, 2, 3 having count(*) > 1) as twice',
    ),
  }).toEqual({
    connections: people,
    // What was taken over is over, and another one began.
    journeys: people + takenOver,
    unfinished: 0,
    openRuns: 0,
    jobsLeft: 0,
    jobsLost: 0,
    doubled: 0,
  })
}
