import type { SealPurpose } from '../vault/key-ring.ts'

/** A value of a row, as the database gives it. */
type Value = string | number | Uint8Array

export interface SealedTable {
  /** The primary key, in its order. */
  readonly key: readonly string[]
  /** Columns that the owner's name is made of. */
  readonly of: readonly string[]
  /** Sealed columns, and what each is for. */
  readonly columns: Readonly<Record<string, SealPurpose>>
}

const table = <const T extends SealedTable, R>(shape: T, owner: (row: R) => string) => ({ ...shape, owner })

/**
 * Every sealed column there is: what seals and opens takes the owner's name and the purpose from here, and so does what
 * seals anew after a change of keys. A test holds it against the database: no column of bytes may be missing that is sealed.
 */
export const sealedColumns = {
  account: table(
    { key: ['id'], of: ['connection_id'], columns: { sealed_raw: 'raw-entries' } },
    // The account's own id is not known before the insert: the connection names it.
    (row: { connection_id: number }) => `account:${row.connection_id}`,
  ),
  channel: table(
    {
      key: ['connection_id', 'definition_id'],
      of: ['connection_id', 'definition_id'],
      columns: { sealed_state: 'tokens', sealed_credentials: 'credentials' },
    },
    (row: { connection_id: number; definition_id: string }) => `channel:${row.connection_id}:${row.definition_id}`,
  ),
  home_member: table(
    { key: ['id'], of: ['id'], columns: { sealed_login: 'credentials' } },
    (row: { id: string }) => `home:${row.id}`,
  ),
  journey: table(
    { key: ['id'], of: ['session_hash'], columns: { sealed_session: 'credentials' } },
    (row: { session_hash: Uint8Array }) => `journey:${Buffer.from(row.session_hash).toString('hex')}`,
  ),
  leg: table(
    {
      key: ['id'],
      of: ['id'],
      columns: {
        sealed_state: 'credentials',
        sealed_credentials: 'credentials',
        sealed_outcome: 'credentials',
        sealed_return: 'credentials',
      },
    },
    (row: { id: number }) => `leg:${row.id}`,
  ),
  professional_account: table(
    { key: ['user_id'], of: ['user_id'], columns: { sealed: 'credentials' } },
    (row: { user_id: number }) => `professional:${row.user_id}`,
  ),
  raw_page: table(
    { key: ['id'], of: ['account_id'], columns: { sealed: 'raw-entries' } },
    (row: { account_id: number }) => `raw:${row.account_id}`,
  ),
  revocation: table(
    { key: ['id'], of: ['id'], columns: { sealed_state: 'tokens' } },
    (row: { id: number }) => `revocation:${row.id}`,
  ),
  signing_key: table(
    { key: ['kid'], of: ['kid'], columns: { sealed_private: 'credentials' } },
    (row: { kid: string }) => `signing-key:${row.kid}`,
  ),
  sync_run: table(
    { key: ['id'], of: ['connection_id'], columns: { sealed_psu: 'tokens' } },
    (row: { connection_id: number }) => `psu:${row.connection_id}`,
  ),
  upload_file: table(
    // Its own id is not known before the insert: the journey names it.
    { key: ['id'], of: ['journey_id'], columns: { sealed_content: 'raw-entries', sealed_told: 'raw-entries' } },
    (row: { journey_id: number }) => `upload:${row.journey_id}`,
  ),
  way_in: table(
    { key: ['name'], of: ['name'], columns: { sealed: 'credentials' } },
    (row: { name: string }) => `way-in:${row.name}`,
  ),
  webhook: table(
    { key: ['id'], of: ['id'], columns: { sealed_secret: 'credentials', sealed_previous: 'credentials' } },
    (row: { id: string }) => `webhook:${row.id}`,
  ),
}

/** The same, for code that goes through all of them. */
export const sealedTables: readonly (SealedTable & {
  readonly name: string
  owner(row: Readonly<Record<string, Value>>): string
})[] = Object.entries(sealedColumns).map(([name, { owner, ...shape }]) => ({
  ...shape,
  name,
  // Its columns are `of`, which the same row of the registry names.
  owner: owner as (row: Readonly<Record<string, Value>>) => string,
}))
