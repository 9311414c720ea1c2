/** Schema that pg-boss keeps its tables in, beside ours. */
export const JOB_SCHEMA = 'pgboss'

/** How pg-boss reaches the database: on PostgreSQL by a pool of its own, embedded through our one session. */
export type JobConnection =
  | { readonly backend: 'postgres'; readonly connectionString: string }
  | { readonly backend: 'pglite'; readonly db: EmbeddedJobDatabase }

/** The shape pg-boss asks of a database (`IDatabase`). */
export interface EmbeddedJobDatabase {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>
  listen(
    channel: string,
    onNotification: (payload: string) => void,
    onReconnect: () => void,
  ): Promise<{ close(): Promise<void> }>
}
