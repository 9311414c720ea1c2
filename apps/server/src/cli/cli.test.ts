import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { example } from '../../../../tests/support/guide-example.ts'
import { samplePng } from '../../../../tests/support/sample-png.ts'
import { isClientSecret } from '../clients/client-secret.ts'
import { type Config, readConfig } from '../config.ts'
import type { Database } from '../store/database.ts'
import { buildTemplate } from '../store/pglite/build-template.ts'
import { createClientStore } from '../store/repositories/client-store.ts'
import { createDeprecatedUseStore } from '../store/repositories/deprecated-use-store.ts'
import { optionSchemas } from '../wiring/protocols.ts'
import { openStore } from './open-store.ts'
import { createProgram } from './program.ts'

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'raccord-cli-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const configOf = (folder: string): Config => readConfig({ RACCORD_DATA: folder })
const open = async (folder = dataDir): Promise<Database> =>
  openStore(configOf(folder), { durable: false, template: folder === dataDir ? null : await buildTemplate() })

/** One command, as a process would run it: a database of its own, opened and closed. */
const raccord = (...args: string[]): Promise<string[]> => raccordIn(dataDir, ...args)

async function raccordIn(folder: string, ...args: string[]): Promise<string[]> {
  const lines: string[] = []
  const program = createProgram({
    config: configOf(folder),
    openDatabase: () => open(folder),
    providers: async () => [
      { id: '12', name: 'Banque', aliases: [], countries: ['FR', 'BE'], popularity: 1, channels: [] },
    ],
    protocols: optionSchemas,
    print: (line) => lines.push(line),
  })
  await program.parseAsync(['node', 'raccord', ...args])
  return lines
}

async function works(id: string, secret: string): Promise<boolean> {
  const database = await open()
  try {
    return isClientSecret(await createClientStore(database).find(id), secret)
  } finally {
    await database.close()
  }
}

it('brings a new database up to date, once', async () => {
  const first = await raccord('db', 'migrate')
  expect(first[0]).toMatch(/^applied /)
  expect(await raccord('db', 'migrate')).toEqual([first.at(-1)])
})

it('registers a client, shows it without its secret, rotates', async () => {
  const url = 'https://shop.example/back'
  const added = await raccord(
    'clients',
    'add',
    'shop',
    '--name',
    'Shop',
    '--redirect-url',
    url,
    '--redirect-url',
    `${url}2`,
  )
  const secret = added[1]?.replace('client_secret: ', '') ?? ''
  expect(added).toEqual(['client_id: shop', expect.stringMatching(/^client_secret: [\w-]{43}$/)])
  expect(await works('shop', secret)).toBe(true)
  const shown = (await raccord('clients', 'show', 'shop')).join('\n')
  expect(JSON.parse(shown)).toMatchObject({ id: 'shop', live_secrets: 1, redirect_urls: [url, `${url}2`] })
  expect(shown).not.toContain(secret)
  const rotated = (await raccord('clients', 'rotate-secret', 'shop'))[0]?.replace('client_secret: ', '') ?? ''
  expect([await works('shop', secret), await works('shop', rotated)]).toEqual([true, true])
  expect(await raccord('clients', 'list')).toEqual(['shop\tShop'])
})

it('does what the theming guide says, into a database of its own', async () => {
  const folder = join(dataDir, 'guide')
  await mkdir(folder)
  const logo = join(folder, 'logo.png')
  await writeFile(logo, samplePng(240, 56))
  const lines = (await example('theming', 'keep')).replaceAll('\\\n', ' ').trim().split('\n')
  const said: string[][] = []
  for (const line of lines) {
    const [name, ...words] = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')
    expect(name).toBe('raccord')
    said.push(await raccordIn(folder, ...words.map((word) => (word === './logo.png' ? logo : word))))
    if (said.length > 1) continue
    const shown = JSON.parse((await raccordIn(folder, 'clients', 'show', 'shop')).join('\n')) as { logo: string }
    expect(shown.logo).toMatch(/^[0-9a-f]{32}\.png$/)
  }
  expect(said).toEqual([['client_id: shop', expect.any(String)], []])
  const shown = JSON.parse((await raccordIn(folder, 'clients', 'show', 'shop')).join('\n')) as object
  expect(shown).toMatchObject({
    theme: { elements_color: '#1b5e20', scheme: 'light', radius: '4', paper: '#fffbeb' },
    live_secrets: 1,
  })
  expect(shown).not.toHaveProperty('logo')
  // What would be drawn otherwise is said at once; what can't be read is refused.
  expect(await raccordIn(folder, 'clients', 'design', 'shop', '--plain', '--elements-color', '#ffee00')).toEqual([
    expect.stringMatching(/^note: elements_color: contrast under 4\.5:1, drawn as #/),
  ])
  const refused = (...words: string[]) => expect(raccordIn(folder, 'clients', 'design', 'shop', ...words)).rejects
  await refused('--scheme', 'dim').toThrow("The theme's scheme must be light, dark or auto.")
  await refused('--logo', join(folder, 'none.png')).toThrow('ENOENT')
  await refused('--logo', join(folder, 'vault.key')).toThrow('PNG, JPEG or WebP')
})

it('changes a client and takes it away, unless it has people', async () => {
  const folder = join(dataDir, 'changes')
  await mkdir(folder)
  const run = (...words: string[]) => raccordIn(folder, 'clients', ...words)
  const [first, second] = ['https://shop.example/back', 'https://shop.example/other']
  const added = JSON.parse((await run('add', 'shop', '--name', 'Shop', '--redirect-url', first, '--json')).join('\n'))
  expect(added).toEqual({ client_id: 'shop', client_secret: expect.stringMatching(/^[\w-]{43}$/), notes: [] })
  await run(
    'update',
    'shop',
    '--name',
    'The shop',
    '--redirect-url',
    second,
    '--without-redirect-url',
    first,
    '--own-licence',
  )
  const shown = JSON.parse((await run('show', 'shop', '--json')).join('\n'))
  expect(shown).toMatchObject({ name: 'The shop', redirect_urls: [second], own_licence: true, live_secrets: 1 })
  await expect(run('update', 'shop', '--without-redirect-url', first)).rejects.toThrow('is not registered')
  await expect(run('update', 'shop', '--redirect-url', 'http://shop.example')).rejects.toThrow('https')
  await expect(run('update', 'shop', '--name', ' ')).rejects.toThrow('The name')
  await expect(run('update', 'nobody', '--name', 'X')).rejects.toThrow('There is no client "nobody".')
  expect(JSON.parse((await run('show', 'shop')).join('\n'))).toEqual(shown)
  const database = await open(folder)
  const user = { client_id: 'shop', email: 'a@example.org', password_hash: '-', profile: '{}', created_at: new Date() }
  await database.kysely.insertInto('app_user').values(user).execute()
  await database.close()
  await expect(run('remove', 'shop')).rejects.toThrow('--yes')
  await expect(run('remove', 'shop', '--yes')).rejects.toThrow('has 1 people. Delete them first')
  const again = await open(folder)
  await again.kysely.deleteFrom('app_user').execute()
  await again.close()
  expect(JSON.parse((await run('remove', 'shop', '--yes', '--json')).join('\n'))).toEqual({ id: 'shop', removed: true })
  await expect(run('remove', 'shop', '--yes')).rejects.toThrow('There is no client')
  const done = (await raccordIn(folder, 'audit')).map((line) => line.split('\t')[3])
  expect(done).toEqual(['client.added', 'client.changed', 'client.removed'])
})

it('writes down what was done, and shows it', async () => {
  const lines = await raccord('audit')
  expect(lines.map((line) => line.split('\t').slice(2, 5))).toEqual([
    ['cli', 'client.added', 'shop'],
    ['cli', 'client.secret_rotated', 'shop'],
  ])
  const json = JSON.parse((await raccord('audit', '--json')).join('\n')) as { actor: string; at: string }[]
  expect(json[0]?.actor).toMatch(/.+@.+/)
  expect(await raccord('audit', '--since', json[1]?.at ?? '')).toHaveLength(1)
  // What was refused was not done.
  await expect(raccord('clients', 'add', 'shop', '--name', 'Again')).rejects.toThrow('this id already')
  expect(await raccord('audit')).toHaveLength(2)
})

it('says in a sentence what is wrong', async () => {
  await expect(raccord('clients', 'show', 'nobody')).rejects.toThrow('There is no client "nobody".')
  await expect(raccord('clients', 'rotate-secret', 'nobody')).rejects.toThrow('There is no client "nobody".')
  await expect(raccord('clients', 'add', 'x', '--name', 'X', '--redirect-url', 'http://a.example')).rejects.toThrow(
    'https',
  )
})

it('moves everything into another database by a file', async () => {
  const file = join(dataDir, 'export.gz')
  const elsewhere = join(dataDir, 'elsewhere')
  await mkdir(elsewhere)
  expect((await raccord('db', 'export', file))[0]).toMatch(/^Exported \d+ rows/)
  await expect(raccord('db', 'export', file)).rejects.toThrow(`There is a file ${file} already.`)
  await expect(raccord('db', 'import', `${file}.none`)).rejects.toThrow(`There is no file ${file}.none.`)
  await expect(raccord('db', 'import', file)).rejects.toThrow('not empty')
  await expect(raccordIn(elsewhere, 'db', 'import', file)).rejects.toThrow('There is no vault key.')
  await copyFile(join(dataDir, 'vault.key'), join(elsewhere, 'vault.key'))
  expect((await raccordIn(elsewhere, 'db', 'import', file))[0]).toMatch(/^Imported \d+ rows/)
  expect(await raccordIn(elsewhere, 'clients', 'list')).toEqual(['shop\tShop'])
})

it('says who still uses the previous widgets, and what takes their place', async () => {
  expect(await raccord('migration', 'report')).toEqual(['shop (Shop): Nothing of the previous widgets was ever used.'])
  const database = await open()
  const day = { clientId: 'shop', count: 3, firstAt: new Date('2026-01-02'), lastAt: new Date('2026-01-02') }
  const use = { kind: 'parameter', name: 'captive_mode', day: '2026-01-02' } as const
  await createDeprecatedUseStore(database).add([{ ...day, ...use }])
  await database.close()
  expect(await raccord('migration', 'report', '--client', 'shop', '--days', '7')).toEqual([
    'shop (Shop): Done: nothing of the previous widgets was used for 7 days, last on 2026-01-02.',
    '  parameter captive_mode → wait_sync_end',
    '    0 in 7 days, 3 ever; first 2026-01-02, last 2026-01-02; http://127.0.0.1:4400/docs/migration#parameter.captive_mode',
  ])
  const json = JSON.parse((await raccord('migration', 'report', '--json')).join('\n'))
  expect(json).toMatchObject([
    { client_id: 'shop', status: 'done', uses: [{ replacement: 'wait_sync_end', count: 3 }] },
  ])
  await expect(raccord('migration', 'report', '--client', 'nobody')).rejects.toThrow('There is no client "nobody".')
})

it('keeps the text of the consent screen, from files', async () => {
  const text = async (name: string, content: string | Uint8Array) => {
    await writeFile(join(dataDir, name), content)
    return join(dataDir, name)
  }
  const termsOf = async (id: string) => JSON.parse((await raccord('clients', 'show', id)).join('\n')).terms as unknown
  const [en, fr] = [await text('en.txt', 'Terms\r\nof the shop\n'), await text('fr.txt', 'Conditions\n')]
  await raccord('clients', 'add', 'worded', '--name', 'Worded', '--terms', `en=${en}`, '--terms', `fr=${fr}`)
  expect(await termsOf('worded')).toEqual({ en: 'Terms\nof the shop', fr: 'Conditions' })
  const changed = await text('fr.txt', 'Autres conditions')
  await raccord('clients', 'terms', 'worded', '--terms', `fr=${changed}`, '--without', 'en')
  expect(await termsOf('worded')).toEqual({ fr: 'Autres conditions' })
  const refused = (...words: string[]) => expect(raccord('clients', 'terms', 'worded', ...words)).rejects
  await refused('--terms', `pt=${fr}`).toThrow('The widget speaks en, fr, it, es, de')
  await refused('--terms', `en=${await text('none.txt', '\n')}`).toThrow('The terms in en are empty.')
  await refused('--terms', `en=${await text('long.txt', 'x'.repeat(20_001))}`).toThrow(
    'The terms in en must be at most',
  )
  await refused('--terms', `en=${await text('latin.txt', Uint8Array.of(0xe9, 0x20))}`).toThrow('is no UTF-8 text')
  await refused('--terms', `en=${join(dataDir, 'nowhere.txt')}`).toThrow('ENOENT')
  await refused('--terms', 'en').toThrow('a language and a file')
  expect(await termsOf('worded')).toEqual({ fr: 'Autres conditions' })
})

it('lists banks', async () => {
  expect(await raccord('providers', 'list')).toEqual(['12\tBanque\tFR,BE\t'])
})

it('knows the banks of the catalogue, and what each needs', async () => {
  const all = await raccord('providers', 'list', '--all')
  expect(all.length).toBeGreaterThan(300)
  const dkb = all.find((line) => line.includes('\tDKB\t'))
  expect(dkb).toContain('needs-registration\tqwac,qseal,registration')
  const shown = (await raccord('providers', 'show', dkb!.split('\t')[0]!)).join('\n')
  expect(shown).toContain('https://api.dkb.de/psd2/1.3.6')
  expect(shown).toContain('"brands"')
  await expect(raccord('providers', 'show', '4')).rejects.toThrow('no bank 4')
})

it('checks the catalogue, with the options that the drivers know', async () => {
  expect((await raccord('providers', 'check')).at(-1)).toMatch(
    /banks in the catalogue, 1 of this installation: no fault/,
  )
  await expect(raccord('providers', 'check', '--registry', join(dataDir, 'none.json'))).rejects.toThrow(
    'cannot be read',
  )
})
