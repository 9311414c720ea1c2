import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { databaseOn, onServer } from '../../tests/support/postgres-template.ts'

interface Postgres {
  readonly url: string
  stop(): Promise<void>
}

interface ThrowawayPostgres {
  findPostgres(): string | undefined
  startThrowawayPostgres(bin: string, settings?: Readonly<Record<string, string>>): Promise<Postgres>
}

const scripts = new URL('../../scripts/throwaway-postgres.mjs', import.meta.url).href

/** A PostgreSQL of this run alone, every commit on the disk as in production; `undefined` where none is installed. */
export async function durablePostgres(more: Readonly<Record<string, string>> = {}): Promise<Postgres | undefined> {
  const { findPostgres, startThrowawayPostgres } = (await import(scripts)) as ThrowawayPostgres
  const bin = findPostgres()
  if (bin === undefined) {
    console.log('\nNo PostgreSQL on this machine: that part is left out.')
    return undefined
  }
  return startThrowawayPostgres(bin, {
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    shared_buffers: '128MB',
    ...more,
  })
}

/** An empty database of its own on that server. */
export async function emptyDatabase(server: Postgres): Promise<string> {
  const name = `bench_${randomBytes(6).toString('hex')}`
  await onServer(server.url, (client) => client.query(`create database ${name}`))
  return databaseOn(server.url, name)
}

/**
 * Transactions that wrote anything since the cluster was made: each takes a number, reads take none. Asking takes none
 * either.
 */
export async function writtenTransactions(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ xmax: string }>('select pg_snapshot_xmax(pg_current_snapshot()) as xmax')
  return Number(rows[0]?.xmax)
}
