import type { DatabaseLog, OpenedStore } from '../opened-store.ts'
import { PostgresSource } from './postgres-source.ts'

interface OpenPostgresOptions {
  databaseUrl: string
  poolSize: number | undefined
  log: DatabaseLog
}

export function openPostgres({ databaseUrl, poolSize, log }: OpenPostgresOptions): OpenedStore {
  const source = new PostgresSource({
    databaseUrl,
    poolSize,
    onError: (error) => log.warn({ reason: error.message }, 'lost an idle database connection'),
  })
  return {
    source,
    jobs: { backend: 'postgres', connectionString: databaseUrl },
    stats: () => ({
      fsyncs: undefined,
      waiting: source.pool.waitingCount,
      busy: source.pool.totalCount - source.pool.idleCount,
      idle: source.pool.idleCount,
    }),
    // PostgreSQL's autovacuum does it.
    maintain: async () => {},
  }
}
