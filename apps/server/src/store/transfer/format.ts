import { z } from 'zod'

/**
 * An export, version 1: gzip over UTF-8 lines of JSON, readable with `gunzip` and any text tool.
 *
 *     {"format":"raccord-export","version":1,"exported_at":"…","migrations":["0001_…"],"tables":["client",…]}
 *     {"table":"client","columns":["id","name",…]}
 *     ["sandbox","Sandbox",null,…]                 one line a row: PostgreSQL's own text of each value, or null
 *     {"end":"client","rows":1}
 *     …                                            the other tables, each after those it refers to
 *     {"sequence":{"table":"app_user","column":"id","last":1042,"called":true}}
 *     {"end":"export","rows":123456}               without this line the export is not whole
 *
 * Sealed columns are carried as they are: the vault key that sealed them (RACCORD_VAULT_KEY, or `vault.key` in the data
 * directory) is needed wherever the export goes, and is not in it. Jobs in line are not carried either: what they were
 * about is in the tables, from where it is asked again.
 */
export const FORMAT = 'raccord-export'
export const VERSION = 1

export const headerLine = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  exported_at: z.iso.datetime(),
  migrations: z.array(z.string()),
  tables: z.array(z.string()),
})
export type Header = z.infer<typeof headerLine>

export const rowLine = z.array(z.string().nullable())
export const tableLine = z.object({ table: z.string(), columns: z.array(z.string()) })
export const tableEndLine = z.object({ end: z.string(), rows: z.int().nonnegative() })
export const sequenceLine = z.object({
  sequence: z.object({ table: z.string(), column: z.string(), last: z.int(), called: z.boolean() }),
})

/** What was carried. */
export interface TransferSummary {
  /** Rows by table. */
  tables: Record<string, number>
  rows: number
}
