import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { claimFaceToken } from '../faces/issue-face-token.ts'
import { seedAccount, seedConnection, seedTransaction } from '../http/api/testing/seed-bank-data.ts'
import type { Database } from '../store/database.ts'
import { buildTemplate } from '../store/pglite/build-template.ts'
import { createFaceTokenStore } from '../store/repositories/face-token-store.ts'
import { openStore } from './open-store.ts'
import { createProgram } from './program.ts'

let folder: string
let accountId: number
let userId: number

const open = async (): Promise<Database> =>
  openStore(readConfig({ RACCORD_DATA: folder }), { durable: false, template: await buildTemplate() })

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
    config: readConfig({ RACCORD_DATA: folder, RACCORD_API_URL: 'https://api.example' }),
    openDatabase: open,
    providers: async () => [{ id: '12', name: 'Banque', aliases: [], countries: ['FR'], popularity: 1, channels: [] }],
    protocols: {},
    print: (line) => lines.push(line),
  })
  program.exitOverride()
  for (const command of program.commands) {
    command.exitOverride().configureOutput({ writeErr: () => {} })
    for (const sub of command.commands) sub.exitOverride().configureOutput({ writeErr: () => {} })
  }
  await program.parseAsync(['node', 'raccord', ...args])
  return lines
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raccord-cli-tokens-'))
  await withDatabase(async (database) => {
    const created_at = new Date('2026-03-01T00:00:00Z')
    for (const id of ['shop', 'other'])
      await database.kysely.insertInto('client').values({ id, name: id, secret_hashes: [], created_at }).execute()
    const add = (client_id: string, email: string) =>
      database.kysely
        .insertInto('app_user')
        .values({ client_id, email, password_hash: 'x', created_at })
        .returning('id')
        .executeTakeFirstOrThrow()
    userId = (await add('shop', 'me@example.org')).id
    await add('shop', 'twice@example.org')
    await add('other', 'twice@example.org')
    const connectionId = await seedConnection(database, userId)
    accountId = await seedAccount(database, { userId, connectionId })
    await seedTransaction(database, { userId, accountId })
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('makes tokens, shows them without what opens them, revokes them, and writes that down', async () => {
  const person = ['--user', 'ME@example.org']
  const [id = '', said = ''] = await raccord('tokens', 'create', ...person, '--kind', 'simplefin', '--name', 'Budget')
  const url = Buffer.from(said.split(': ').at(-1) ?? '', 'base64').toString('utf8')
  expect(url).toMatch(/^https:\/\/api\.example\/simplefin\/claim\/[\w-]{43}$/)
  const links = await raccord(
    ...['tokens', 'create', '--user', String(userId), '--kind', 'export', '--name', 'Sheet'],
    ...['--account', String(accountId), '--from', '2026-01-01', '--until', '2026-12-31'],
  )
  expect(links).toHaveLength(8)
  expect(links[1]).toMatch(/^ofx: https:\/\/api\.example\/exports\/[\w-]{43}\.ofx$/)
  const secret = url.split('/').at(-1) ?? ''
  await withDatabase(async (database) => {
    const claimed = await claimFaceToken({ faceTokens: createFaceTokenStore(database), clock: database.clock }, secret)
    expect(claimed?.token.userId).toBe(userId)
  })
  const listed = await raccord('tokens', 'list', ...person)
  expect(listed).toEqual([
    expect.stringMatching(/^\d+\tsimplefin\tBudget\tall accounts\tall days\tlast use never$/),
    expect.stringMatching(/^\d+\texport\tSheet\taccounts \d+\t2026-01-01\.\.2026-12-31\tlast use never$/),
  ])
  await raccord('tokens', 'revoke', id.replace('id: ', ''), ...person)
  expect(await raccord('tokens', 'list', ...person)).toHaveLength(1)
  await expect(raccord('tokens', 'revoke', id.replace('id: ', ''), ...person)).rejects.toThrow('no such token')
  const audit = (await raccord('audit')).join('\n')
  expect(audit).toContain('token.created')
  expect(audit).toContain('token.revoked')
  for (const hidden of [secret, 'example.org', 'Budget']) expect(audit).not.toContain(hidden)
})

it('writes a person’s accounts into a new file of his alone', async () => {
  const file = join(folder, 'accounts.csv')
  const order = ['export', file, '--user', String(userId), '--format', 'csv', '--preset', 'actual']
  expect(await raccord(...order)).toEqual([`Wrote 1 accounts to ${file}.`])
  expect(await readFile(file, 'utf8')).toBe(
    'Date,Payee,Notes,Category,Amount\r\n2026-03-02,Épicerie du Port,,Groceries,-12.50\r\n',
  )
  expect((await stat(file)).mode & 0o077).toBe(0)
  await expect(raccord(...order)).rejects.toThrow('already')
  await expect(raccord(...order, '--account', '1')).rejects.toThrow('does not share')
  expect((await raccord('audit')).at(-1)).toContain(`person.exported\t${userId}\tformat=csv accounts=1`)
})

it('says in a sentence what is wrong', async () => {
  const create = (...more: string[]) =>
    expect(raccord('tokens', 'create', '--kind', 'export', '--name', 'X', ...more)).rejects
  await create('--user', 'nobody@example.org').toThrow('There is no such user.')
  await create('--user', 'twice@example.org').toThrow('name one with --client')
  await create('--user', String(userId), '--account', '1').toThrow('does not share')
  await create('--user', String(userId), '--from', '2026-02-30').toThrow('It must be a day')
  await create('--user', String(userId), '--from', '2026-02-02', '--until', '2026-01-01').toThrow('--until')
  await expect(raccord('tokens', 'list', '--user', 'twice@example.org', '--client', 'other')).resolves.toEqual([])
})
