import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { AdjustableClock } from '../../clock.ts'
import type { Database } from '../database.ts'
import { syncStore } from '../repositories/sync-store.ts'
import { parseKeyRing } from '../vault/key-ring.ts'
import { readBox } from '../vault/sealed-box.ts'
import { Vault } from '../vault/vault.ts'
import { checkKeys } from './check-keys.ts'
import { reseal } from './reseal.ts'
import { resealAll } from './reseal-all.ts'
import { sealStatus } from './seal-status.ts'
import { sealedColumns, sealedTables } from './sealed-columns.ts'

const fresh = () => randomBytes(32).toString('base64')
const [oldKey, newKey] = [fresh(), fresh()]
const ring = (text: string) => new Vault(parseKeyRing(text, 'test'))
const old = ring(`old:${oldKey}`)
const both = ring(`new:${newKey},old:${oldKey}`)
const alone = ring(`new:${newKey}`)

/** Columns of bytes that are no sealed values: hashes, codes, pictures. */
const notSealed = [
  ...['client.secret_hashes', 'client_logo.body', 'token.hash', 'widget_session.id_hash', 'journey.session_hash'],
  ...['widget_session.browser_hashes', 'leg.callback_state_hash', 'leg.browser_hash', 'leg.confirm_hash'],
  ...['consent_record.previous_hash', 'consent_record.hash', 'consent_chain.hash', 'consent_chain.code'],
  ...['vault_key.check_code', 'sign_in_code.hash', 'attempt_counter.key'],
  ...['face_token.secret_hash', 'face_session.code_hash', 'face_token.claim_hash'],
  ...['home_session.hash', 'home_invitation.hash', 'home_passkey.public_key'],
  ...['console_session.hash', 'console_operator.word_hash', 'console_passkey.public_key'],
]

it('nothing but the registry says what a sealed value is for', () => {
  const root = join(import.meta.dirname, '..', '..')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('testing'),
  )
  const outside = files.filter((file) => /\.for\(\s*['"`]/.test(readFileSync(join(root, file), 'utf8')))
  expect(files.length).toBeGreaterThan(100)
  expect(outside).toEqual([])
})

describeEachDatabase('sealing anew', (open) => {
  let database: Database
  const connectionIds: number[] = []
  beforeAll(async () => {
    database = await open({ clock: AdjustableClock.fixed('2026-11-29T08:00:00Z') })
    await fill()
  })

  /** Rows in every sealed table, more than one batch of channels; the values are what they are called. */
  async function fill(): Promise<void> {
    const at = database.clock.now()
    await sql`insert into client (id, name, created_at, secret_hashes) values ('shop', 'Shop', ${at}, '{}')`.execute(
      database.kysely,
    )
    const { rows: users } = await sql<{ id: number }>`
      insert into app_user (client_id, email, password_hash, created_at) values ('shop', 'a@example.org', '-', ${at}) returning id`.execute(
      database.kysely,
    )
    const userId = users[0]?.id ?? 0
    const { rows } = await sql<{ id: number }>`
      insert into connection (user_id, provider_id, name, created_at)
      select ${userId}::bigint, '1', 'Bank', ${at}::timestamptz from generate_series(1, 30) returning id`.execute(
      database.kysely,
    )
    connectionIds.push(...rows.map(({ id }) => id))
    await sql`insert into channel (connection_id, definition_id, account_types) select id, '100', '{}' from connection`.execute(
      database.kysely,
    )
    const connectionId = connectionIds[0] ?? 0
    const session = randomBytes(32)
    await sql`
      insert into account (connection_id, user_id, identity_key, definition_id, bank_id, resource, name, number, currency, type, created_at)
      values (${connectionId}, ${userId}, 'k', '100', 'b', 'account', 'n', '1', 'EUR', 'CHECKINGS', ${at})`.execute(
      database.kysely,
    )
    await sql`insert into raw_page (account_id, fetched_at, entries, sealed) select id, ${at}, 1, '\\x' from account`.execute(
      database.kysely,
    )
    await sql`insert into sync_run (connection_id, requested_by, created_at) values (${connectionId}, 'api', ${at})`.execute(
      database.kysely,
    )
    await sql`
      insert into widget_session (id_hash, client_id, user_id, created_at, seen_at, expires_at)
      values (${session}, 'shop', ${userId}, ${at}, ${at}, ${at})`.execute(database.kysely)
    await sql`
      insert into journey (session_hash, client_id, user_id, endpoint, params, display, reference, sealed_session, created_at)
      values (${session}, 'shop', ${userId}, 'add_connection', '{}', '{}', 'r', '\\x', ${at})`.execute(database.kysely)
    await sql`insert into leg (journey_id, definition_id, created_at) select id, '100', ${at} from journey`.execute(
      database.kysely,
    )
    await sql`insert into revocation (provider_id, definition_id, created_at) values ('1', '100', ${at})`.execute(
      database.kysely,
    )
    await sql`insert into professional_account (user_id, sealed, updated_at) values (${userId}, '\\x', ${at})`.execute(
      database.kysely,
    )
    await sealEach(old)
  }

  async function rowsOf(name: string) {
    const { rows } = await sql<Record<string, number | string | Uint8Array>>`select * from ${sql.table(name)}`.execute(
      database.kysely,
    )
    return rows
  }

  async function sealEach(vault: Vault): Promise<void> {
    for (const { name, key, columns, owner } of sealedTables) {
      for (const row of await rowsOf(name)) {
        for (const [column, purpose] of Object.entries(columns)) {
          const value = vault.for(purpose).seal(`"${name}.${column}"`, owner(row))
          const is = sql.join(
            key.map((part) => sql`${sql.ref(part)} = ${row[part]}`),
            sql` and `,
          )
          await sql`update ${sql.table(name)} set ${sql.ref(column)} = ${value} where ${is}`.execute(database.kysely)
        }
      }
    }
  }

  /** What every sealed column of every row opens to, by this ring. */
  async function opened(vault: Vault): Promise<Record<string, number>> {
    const found: Record<string, number> = {}
    for (const { name, columns, owner } of sealedTables) {
      for (const row of await rowsOf(name)) {
        for (const [column, purpose] of Object.entries(columns)) {
          const text = vault
            .for(purpose)
            .open(row[column] as Uint8Array, owner(row))
            .toString()
          expect(text).toBe(`"${name}.${column}"`)
          found[text] = (found[text] ?? 0) + 1
        }
      }
    }
    return found
  }

  it('every column of bytes is in the registry, or is known to be no sealed value', async () => {
    const { rows } = await sql<{ place: string }>`
      select table_name || '.' || column_name as place from information_schema.columns
      where table_schema = current_schema() and (data_type = 'bytea' or udt_name = '_bytea') order by 1`.execute(
      database.kysely,
    )
    const registered = sealedTables.flatMap(({ name, columns }) =>
      Object.keys(columns).map((column) => `${name}.${column}`),
    )
    expect(rows.map(({ place }) => place).sort()).toEqual([...registered, ...notSealed].sort())
  })

  it('a stopped one is gone on with, changes in between are kept, and the old key may then go', async () => {
    await checkKeys(database, old)
    expect(await sealStatus(database)).toMatchObject([{ id: 'old', values: 70 }])
    await checkKeys(database, both)
    const stop = new AbortController()
    let looks = 0
    const halted = {
      ...database,
      transaction: (work: Parameters<Database['transaction']>[0]) => {
        looks += 1
        if (looks === 3) stop.abort(new Error('stopped'))
        return database.transaction(work)
      },
    } as Database
    await expect(reseal(halted, both, { signal: stop.signal })).rejects.toThrow('stopped')
    const half = await sealStatus(database)
    expect(half.map(({ id }) => id).sort()).toEqual(['new', 'old'])
    // Somebody authorises anew meanwhile.
    const { channel } = sealedColumns
    const row = { connection_id: connectionIds.at(-1) ?? 0, definition_id: '100' }
    const state = both.for('tokens').seal('"channel.sealed_state"', channel.owner(row))
    await database.kysely
      .updateTable('channel')
      .set({ sealed_state: state })
      .where('connection_id', '=', row.connection_id)
      .execute()
    const done = await resealAll(database, both, { source: 'cli' })
    expect(done).toMatchObject({ unopened: 0, held: 0, retired: ['old'] })
    expect(await sealStatus(database)).toMatchObject([{ id: 'new', values: 70 }])
    expect(Object.keys(await opened(alone))).toHaveLength(12)
    const kept = await database.kysely
      .selectFrom('channel')
      .select('sealed_state')
      .where('connection_id', '=', row.connection_id)
      .executeTakeFirstOrThrow()
    expect(Buffer.from(kept.sealed_state ?? []).equals(state)).toBe(true)
    expect(await resealAll(database, alone, { source: 'cli' })).toMatchObject({ values: 0, retired: [] })
    await expect(checkKeys(database, alone)).resolves.toBeUndefined()
    await expect(checkKeys(database, old)).rejects.toThrow(/no key of it opens.*"new"/)
  })

  it('what does not open is left as it is and counted', async () => {
    const stranger = ring(`lost:${fresh()}`).for('tokens').seal('x', 'channel:1:1')
    await database.kysely
      .updateTable('channel')
      .set({ sealed_state: stranger })
      .where('connection_id', '=', connectionIds[3] ?? 0)
      .execute()
    expect(await resealAll(database, alone, { source: 'cli' })).toMatchObject({ values: 0, unopened: 1 })
    expect((await sealStatus(database)).find(({ id }) => id === 'lost')).toMatchObject({
      places: { 'channel.sealed_state': 1 },
    })
  })

  it('a run that reads meanwhile keeps its new state: other bytes of the same state are no new authorisation', async () => {
    const [connectionId = 0] = connectionIds
    const row = { connection_id: connectionId, definition_id: '100' }
    const aad = sealedColumns.channel.owner(row)
    const put = (vault: Vault, text: string) => {
      const sealed_state = vault.for('tokens').seal(text, aad)
      return database.kysely
        .updateTable('channel')
        .set({ sealed_state })
        .where('connection_id', '=', connectionId)
        .execute()
        .then(() => sealed_state)
    }
    const save = (version: Uint8Array) =>
      database.transaction((tx) =>
        syncStore(tx, both.for('tokens'), async () => {}).saveState(
          { runId: 1, claim: '-', connectionId },
          '100',
          version,
          { token: 'b' } as never,
        ),
      )
    const read = await put(old, '{"token":"a"}')
    await reseal(database, both)
    const saved = await save(read)
    expect(readBox(saved ?? new Uint8Array())?.keyId).toBe('new')
    expect(
      both
        .for('tokens')
        .open(saved ?? new Uint8Array(), aad)
        .toString(),
    ).toBe('{"token":"b"}')
    // Authorised anew: that one stays.
    await put(both, '{"token":"c"}')
    expect(await save(read)).toBeUndefined()
  })
})
