import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startReceiver, verifies, type WebhookReceiver } from '../../../../tests/support/webhook-receiver.ts'
import { readConfig } from '../config.ts'
import { putInLine } from '../notify/put-in-line.ts'
import { createWebhookStore } from '../notify/webhook-store.ts'
import type { Database } from '../store/database.ts'
import { migrate } from '../store/migrate.ts'
import { buildTemplate } from '../store/pglite/build-template.ts'
import { optionSchemas } from '../wiring/protocols.ts'
import { openStore, openVault } from './open-store.ts'
import { createProgram } from './program.ts'

let dataDir: string
let receiver: WebhookReceiver
let id: string
let secret: string

const config = () => readConfig({ RACCORD_DATA: dataDir })
const open = async (): Promise<Database> => openStore(config(), { durable: false, template: await buildTemplate() })

async function raccord(...args: string[]): Promise<string[]> {
  const lines: string[] = []
  const program = createProgram({
    config: config(),
    openDatabase: open,
    providers: async () => [],
    protocols: optionSchemas,
    print: (line) => lines.push(line),
  })
  program.exitOverride()
  await program.parseAsync(['node', 'raccord', ...args])
  return lines
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'raccord-cli-webhooks-'))
  receiver = await startReceiver()
  const database = await open()
  await migrate(database)
  const at = new Date()
  const client = { id: 'shop', name: 'Shop', logo_url: null, secret_hashes: [], created_at: at }
  await database.kysely.insertInto('client').values(client).execute()
  const store = createWebhookStore(database, await openVault(config()))
  const made = await store.create('shop', { url: receiver.url, types: [] })
  id = made?.id ?? ''
  secret = made?.secret.expose() ?? ''
  const event = { seq: null, type: 'provider_available', client_id: 'shop', provider_id: '12', at: new Date() } as const
  await database.kysely.insertInto('event').values(event).execute()
  await putInLine(database)
  await database.kysely.deleteFrom('webhook_delivery').execute()
  await database.close()
})
afterAll(async () => {
  await receiver.close()
  await rm(dataDir, { recursive: true, force: true })
})

it('lists webhooks without their secrets, nor what a query may hold', async () => {
  const [line = '', ...more] = await raccord('webhooks', 'list')
  expect(more).toEqual([])
  expect(line.split('\t')).toEqual([id, 'shop', 'active', '0', '0', '-', receiver.url.replace(/\?.*/, '')])
})

it('tests one, signed, and says what came back', async () => {
  expect(await raccord('webhooks', 'test', id)).toEqual(['Taken: 204.'])
  const [one] = receiver.received
  expect(one?.body).toMatchObject({ type: 'test', id: one?.id })
  expect(one && verifies(one, secret)).toBe(true)
  // As the guide has it (docs/guide/webhooks.md).
  expect(new Webhook(secret).verify(one?.text ?? '', one?.headers as Record<string, string>)).toEqual(one?.body)
  receiver.answer = () => 500
  await expect(raccord('webhooks', 'test', id)).rejects.toThrow('Not taken: 500.')
  await expect(raccord('webhooks', 'test', 'wh_none')).rejects.toThrow('There is no webhook wh_none.')
  expect(receiver.received).toHaveLength(2)
})

it('puts events in line again, and writes down who did', async () => {
  expect(await raccord('webhooks', 'replay', id, '--from', '2026-01-01T00:00Z')).toEqual(['1 in line.'])
  expect((await raccord('webhooks', 'list'))[0]?.split('\t')[3]).toBe('1')
  expect(await raccord('webhooks', 'replay', id, '--event', '999')).toEqual(['0 in line.'])
  await expect(raccord('webhooks', 'replay', id)).rejects.toThrow('Say --event or --from.')
  await expect(raccord('webhooks', 'replay', 'wh_none', '--event', '1')).rejects.toThrow('no webhook')
  const audit = (await raccord('audit')).join('\n')
  expect(audit).toContain('webhook.replayed')
  expect(audit).toContain('webhook.tested')
})
