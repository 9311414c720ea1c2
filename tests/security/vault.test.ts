import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { wordsOf } from '../../apps/server/src/http/sandbox/person/plain-page.ts'
import { type Database, openDatabase } from '../../apps/server/src/store/database.ts'
import { parseKeyRing } from '../../apps/server/src/store/vault/key-ring.ts'
import { readBox } from '../../apps/server/src/store/vault/sealed-box.ts'
import { Vault } from '../../apps/server/src/store/vault/vault.ts'
import { ApiClient, type ApiUser } from '../support/api-client.ts'
import type { RunningProcess } from '../support/child-process.ts'
import { freePort } from '../support/free-port.ts'
import { type RunningBank, startRaccord, startTestBank } from '../support/raccord-process.ts'
import { send } from './support/send.ts'
import { Visitor } from './support/visitor.ts'

const [oldKey, newKey, wrongKey] = [1, 2, 3].map(() => randomBytes(32).toString('base64')) as [string, string, string]
const SYNC_MS = 180_000

/** Two people's connections in a store that is then opened by hand, as someone would who came by a copy of it. */
describe('what rests in the store', () => {
  let dataDir: string
  let bank: RunningBank
  let server: RunningProcess | undefined
  let env: Record<string, string>
  const people: { user: ApiUser; connectionId: string }[] = []

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'raccord-vault-'))
    bank = await startTestBank()
    env = { RACCORD_DATA: dataDir, RACCORD_TESTBANK_URL: bank.url, RACCORD_PORT: String(await freePort()) }
    await start(`old:${oldKey}`)
    for (const login of ['dev', 'plain']) await connect(login)
    await stop()
  })
  afterAll(async () => {
    await stop()
    await bank?.stop()
    await rm(dataDir, { recursive: true, force: true })
  })

  async function connect(login: string): Promise<void> {
    const api = new ApiClient(server?.url ?? '')
    const user = await api.newUser()
    const person = new Visitor()
    const form = await person.choosesBank(await api.widgetLink(user), '102')
    const signedIn = await person.submit(form, 'credentials', { f_login: login, f_password: login })
    expect(signedIn.kind, wordsOf(signedIn)).toMatch(/^(?:working|sync|success)$/)
    const connected = async () => (await api.connections(user))[0]?.status === 'SUCCESS'
    await vi.waitUntil(connected, { timeout: SYNC_MS, interval: 100 })
    people.push({ user, connectionId: (await api.connections(user))[0]?.id ?? '' })
  }
  async function start(keys: string): Promise<void> {
    server = await startRaccord({ ...env, RACCORD_VAULT_KEY: keys })
  }
  async function stop(): Promise<void> {
    await server?.stop()
    server = undefined
  }
  async function inStore<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const database = await openDatabase({ dataDir })
    try {
      return await work(database)
    } finally {
      await database.close()
    }
  }
  const channels = () =>
    inStore(({ kysely }) => kysely.selectFrom('channel').selectAll().where('sealed_state', 'is not', null).execute())
  const owner = (connectionId: string | number, definition = '10200') => `channel:${connectionId}:${definition}`
  async function sync(which: number): Promise<{ status: string; channel: string | undefined }> {
    const { user, connectionId } = people[which] ?? expect.fail()
    const api = new ApiClient(server?.url ?? '')
    const headers = { authorization: `Bearer ${user.accessToken}` }
    const asked = await send(server?.url ?? '', `/v2.1/connections/${connectionId}/sync`, { method: 'POST', headers })
    expect(asked.status).toBe(204)
    let status = 'RUNNING'
    let channel: string | undefined
    await expect
      .poll(
        async () => {
          const [connection] = await api.connections(user)
          status = connection?.status ?? ''
          channel = connection?.channels.find(({ mode }) => mode === 'EMBEDDED')?.status
          return status
        },
        { timeout: SYNC_MS },
      )
      .not.toBe('RUNNING')
    return { status, channel }
  }

  it('every sealed column holds a box of the newest key and nothing readable', async () => {
    await inStore(async ({ kysely }) => {
      const { rows: columns } = await sql<{ table: string; column: string }>`
        select table_name as "table", column_name as "column" from information_schema.columns
        where table_schema = 'public' and data_type = 'bytea' and column_name like 'sealed%' order by 1, 2`.execute(
        kysely,
      )
      expect(columns.length).toBeGreaterThanOrEqual(8)
      let boxes = 0
      for (const { table, column } of columns) {
        const { rows } = await sql<{ value: Uint8Array }>`
          select ${sql.ref(column)} as value from ${sql.table(table)} where ${sql.ref(column)} is not null`.execute(
          kysely,
        )
        for (const { value } of rows) {
          expect(readBox(value)?.keyId, `${table}.${column}`).toBe('old')
          boxes += 1
        }
      }
      expect(boxes).toBeGreaterThan(5)
    })
  })

  it('without the key, with another of the same name, or for another owner or purpose nothing opens', async () => {
    const rows = await channels()
    expect(rows.length).toBe(2)
    const [first, second] = rows
    if (!first?.sealed_credentials || !second?.sealed_credentials) throw new Error('no sealed credentials')
    const right = new Vault(parseKeyRing(`old:${oldKey}`, 'test')).for('credentials')
    const plain = right.open(first.sealed_credentials, owner(first.connection_id, first.definition_id)).toString('utf8')
    expect(plain).toMatch(/"password":"(?:dev|plain)"/)
    for (const ring of [`old:${wrongKey}`, `new:${wrongKey}`]) {
      const vault = new Vault(parseKeyRing(ring, 'test')).for('credentials')
      expect(() => vault.open(first.sealed_credentials ?? new Uint8Array(), owner(first.connection_id))).toThrow()
    }
    // Somebody else's connection, another channel of the same, the other column's purpose.
    for (const other of [owner(second.connection_id), owner(first.connection_id, '10201'), '', 'channel'])
      expect(() => right.open(first.sealed_credentials ?? new Uint8Array(), other)).toThrow(/altered|belongs elsewhere/)
    const tokens = new Vault(parseKeyRing(`old:${oldKey}`, 'test')).for('tokens')
    expect(() => tokens.open(first.sealed_credentials ?? new Uint8Array(), owner(first.connection_id))).toThrow()
    for (const at of [0, 1, 3, 10, first.sealed_credentials.length - 1]) {
      const altered = Buffer.from(first.sealed_credentials)
      altered[at] = (altered[at] ?? 0) ^ 1
      expect(() => right.open(altered, owner(first.connection_id)), String(at)).toThrow()
    }
  })

  it('with a second key in front the server goes on: old boxes open, new ones are of the new key', async () => {
    await start(`new:${newKey},old:${oldKey}`)
    expect(await sync(0)).toEqual({ status: 'SUCCESS', channel: 'SUCCESS' })
    await connect('quiet')
    await stop()
    const rows = await channels()
    const keyOf = (connectionId: string | undefined) =>
      readBox(rows.find((row) => String(row.connection_id) === connectionId)?.sealed_state ?? new Uint8Array())?.keyId
    expect(keyOf(people[2]?.connectionId)).toBe('new')
    expect(keyOf(people[1]?.connectionId)).toBe('old')
  })

  it('rows put in another’s place do not open: nothing is read with them, the other person’s goes on', async () => {
    await inStore(async ({ kysely }) => {
      const [first, second] = people.map(({ connectionId }) => Number(connectionId))
      const theirs = await kysely
        .selectFrom('channel')
        .select(['sealed_state', 'sealed_credentials'])
        .where('connection_id', '=', second ?? 0)
        .where('sealed_state', 'is not', null)
        .executeTakeFirstOrThrow()
      await kysely
        .updateTable('channel')
        .set(theirs)
        .where('connection_id', '=', first ?? 0)
        .where('sealed_state', 'is not', null)
        .execute()
    })
    await start(`new:${newKey},old:${oldKey}`)
    const before = (await new ApiClient(server?.url ?? '').accounts(people[0]?.user ?? expect.fail())).map(
      ({ id }) => id,
    )
    const [mine] = people
    const headers = { authorization: `Bearer ${mine?.user.accessToken}` }
    const path = `/v2.1/connections/${mine?.connectionId}`
    // The failure of that channel, which the person can mend by authorising anew; nothing is told of the value.
    const failed = { status: 'FAILED', channel: 'TOKEN_EXPIRED' }
    expect(await sync(0)).toEqual(failed)
    expect(await sync(0)).toEqual(failed)
    expect((await sync(1)).status).toBe('SUCCESS')
    const api = new ApiClient(server?.url ?? '')
    // Nothing of the other person's has come here, and what is his own can still be deleted.
    expect((await api.accounts(mine?.user ?? expect.fail())).map(({ id }) => id)).toEqual(before)
    expect((await send(server?.url ?? '', path, { method: 'DELETE', headers })).status).toBe(204)
    expect(await api.connections(mine?.user ?? expect.fail())).toEqual([])
    expect(server?.output()).not.toMatch(/"password"/)
  })
})
