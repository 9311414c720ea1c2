import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fileIban, statementFile } from '../../../../tests/support/statement-files.ts'
import { readConfig } from '../config.ts'
import type { Database } from '../store/database.ts'
import { buildTemplate } from '../store/pglite/build-template.ts'
import { openStore } from './open-store.ts'
import { createProgram } from './program.ts'

let folder: string
let userId: number
const configOf = () => readConfig({ RACCORD_DATA: folder })
const open = async () => openStore(configOf(), { durable: false, template: await buildTemplate() })

async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await open()
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

async function raccord(...args: string[]): Promise<string[]> {
  const lines: string[] = []
  const program = createProgram({
    ...{ config: configOf(), openDatabase: open, providers: async () => [], protocols: {} },
    print: (line) => lines.push(line),
  })
  await program.parseAsync(['node', 'raccord', ...args])
  return lines
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raccord-files-'))
  await raccord('db', 'migrate')
  userId = await withDatabase(async ({ kysely }) => {
    const created_at = new Date('2026-03-01T00:00:00Z')
    await kysely
      .insertInto('client')
      .values({ id: 'shop', name: 'Shop', logo_url: null, secret_hashes: [], created_at })
      .execute()
    const values = { client_id: 'shop', email: 'me@example.org', password_hash: 'x', created_at }
    return (await kysely.insertInto('app_user').values(values).returning('id').executeTakeFirstOrThrow()).id
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('imports statements into a connection of files, once, and writes that down', async () => {
  const [made = ''] = await raccord('files', 'connect', '--user', 'me@example.org', '--name', 'Old account')
  const connection = made.replace('connection: ', '')
  const entries = ['2026-03-02 -4.20 CAFE DU PORT', '2026-03-03 1200.00 ACME PAYROLL']
  const path = async (format: 'ofx' | 'qif') => {
    const { name, bytes } = await statementFile(format, entries)
    await writeFile(join(folder, name), bytes)
    return join(folder, name)
  }
  const [ofx, qif] = [await path('ofx'), await path('qif')]
  expect(await raccord('files', 'import', connection, ofx, qif, '--iban', fileIban)).toEqual([
    expect.stringMatching(/^statement.ofx\tofx\taccount \d+: 2 read, 2 new$/),
    expect.stringMatching(/^statement.qif\tqif\taccount \d+: 2 read, 0 new$/),
  ])
  expect((await raccord('audit')).at(-1)).toContain(
    `person.files_imported\t${userId}\tfiles=2 connection=${connection}`,
  )
  const unclear = join(folder, 'a.csv')
  await writeFile(unclear, 'Posted;Text;Sum\n05/04/2026;CAFE;-1,50\n')
  await expect(raccord('files', 'import', connection, unclear)).rejects.toThrow('two ways')
  const csv = JSON.stringify({
    ...{ separator: ';', decimal: ',', skip_rows: 1, day_order: 'dmy', columns: ['date', 'description', 'amount'] },
  })
  expect(await raccord('files', 'import', connection, unclear, '--iban', fileIban, '--csv', csv)).toEqual([
    expect.stringContaining('1 read, 1 new'),
  ])
  const large = join(folder, 'large.csv')
  await writeFile(large, '')
  await truncate(large, 100 * 1024 * 1024)
  await expect(raccord('files', 'import', connection, large)).rejects.toThrow('larger than 64 MB')
  await expect(raccord('files', 'import', '999', ofx)).rejects.toThrow('no connection')
  await mkdir(join(folder, 'inbox', connection), { recursive: true })
  const { bytes } = await statementFile('ofx', [...entries, '2026-03-04 -9.00 TABAC'])
  await writeFile(join(folder, 'inbox', connection, 'april.ofx'), bytes)
  const watched = await raccord('files', 'watch', join(folder, 'inbox'), '--once')
  expect(watched).toEqual([`file_imported\tconnection ${connection}`])
})
