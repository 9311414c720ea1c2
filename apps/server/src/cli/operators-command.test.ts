import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConsoleTables } from '@raccord/console'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { buildTemplate } from '../store/pglite/build-template.ts'
import { optionSchemas } from '../wiring/protocols.ts'
import { openStore } from './open-store.ts'
import { createProgram } from './program.ts'

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'raccord-operators-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

async function raccord(...args: string[]): Promise<string> {
  const lines: string[] = []
  const config = readConfig({ RACCORD_DATA: dataDir })
  const program = createProgram({
    config,
    openDatabase: async () => openStore(config, { durable: false, template: await buildTemplate() }),
    providers: async () => [],
    protocols: optionSchemas,
    print: (line) => lines.push(line),
  })
  await program.parseAsync(['node', 'raccord', 'operators', ...args])
  return lines.join('\n')
}

const opened = () => openStore(readConfig({ RACCORD_DATA: dataDir }), { durable: false })

it('operators are let in, given another word and let in no longer, each written down without the word', async () => {
  const added = await raccord('add', 'Olga', '--role', 'operator')
  const word = /^set-up word: ((?:[a-z2-9]{4}-){3}[a-z2-9]{4})$/m.exec(added)?.[1] ?? ''
  expect(word).not.toBe('')
  await expect(raccord('add', 'olga')).rejects.toThrow('already')
  await expect(raccord('add', 'with blanks')).rejects.toThrow('2 to 80')
  await expect(raccord('add', 'victor', '--role', 'owner')).rejects.toThrow(/viewer, operator/)
  const reset = JSON.parse(await raccord('reset', 'OLGA', '--json')) as { set_up_word: string }
  expect(reset.set_up_word).toMatch(/^[a-z2-9-]{19}$/)
  expect(reset.set_up_word).not.toBe(word)
  expect(await raccord('list')).toBe('olga\toperator\twaits\tpasskeys=0\tsessions=0')
  await raccord('remove', 'olga')
  expect(JSON.parse(await raccord('list', '--json'))).toEqual([])
  await expect(raccord('remove', 'olga')).rejects.toThrow('no operator')
  await expect(raccord('reset', 'olga')).rejects.toThrow('no operator')

  const database = await opened()
  const actions = await database.kysely.selectFrom('operator_action').selectAll().orderBy('id').execute()
  await database.close()
  expect(actions.map(({ action, subject, detail }) => [action, subject, detail])).toEqual([
    ['operator.added', 'olga', { role: 'operator' }],
    ['operator.reset', 'olga', {}],
    ['operator.removed', 'olga', {}],
  ])
  for (const secret of [word, reset.set_up_word]) expect(JSON.stringify(actions)).not.toContain(secret)
})

it('whom a provider named is removed by the name that the record has, capitals and all, and so it is recorded', async () => {
  const before = await opened()
  const tables = before.kysely.withTables<ConsoleTables>()
  for (const subject of ['Ab1', 'ab1'])
    await tables
      .insertInto('console_operator')
      .values({
        ...{ id: subject, login: `openid:${subject}`, role: 'viewer', issuer: 'https://id.example', subject },
        ...{ password_hash: null, word_hash: null, word_until: null, locale: null, created_at: before.clock.now() },
      })
      .execute()
  await before.close()
  const removed = await raccord('remove', 'openid:Ab1', '--json')
  expect(JSON.parse(removed)).toEqual({ name: 'openid:Ab1', removed: true })
  expect(await raccord('list')).toContain('openid:ab1\t')

  const after = await opened()
  const last = await after.kysely.selectFrom('operator_action').selectAll().orderBy('id', 'desc').executeTakeFirst()
  await after.close()
  expect(last).toMatchObject({ action: 'operator.removed', subject: 'openid:Ab1' })
})
