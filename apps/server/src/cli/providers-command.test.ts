import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseProviders, readBrands } from '@raccord/catalogue'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { example } from '../../../../tests/support/guide-example.ts'
import { readConfig } from '../config.ts'
import { optionSchemas } from '../wiring/protocols.ts'
import type { CliDeps } from './cli-deps.ts'
import { createProgram } from './program.ts'

const catalogue = readBrands()
const idOf = (name: string) => catalogue.brands.find((brand) => brand.name === name)?.id ?? ''
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raccord-banks-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** No command here may open the database: the server may be running on it. */
async function raccord(words: readonly string[], ask?: CliDeps['ask']): Promise<string> {
  const lines: string[] = []
  const program = createProgram({
    config: readConfig({ RACCORD_DATA: folder }),
    openDatabase: () => Promise.reject(new Error('opened the database')),
    providers: async () => [],
    protocols: optionSchemas,
    print: (line) => lines.push(line),
    ...(ask ? { ask } : {}),
  })
  await program.parseAsync(['node', 'raccord', 'providers', ...words])
  return lines.join('\n')
}

const file = (name: string) => join(folder, name)
const entryOf = async (name: string, id: string) => JSON.parse(await readFile(file(name), 'utf8')).brands[id] as object

describe('what “providers show” prints', () => {
  it('is an entry that passes, for every bank that somebody speaks to; of the others it says so', async () => {
    let shown = 0
    for (const { id, profile } of catalogue.brands) {
      const text = await raccord(['show', id])
      if (catalogue.interfaces.get(profile)?.protocol === undefined) {
        expect(text, id).toContain('it cannot be switched on')
        expect(JSON.parse(await raccord(['show', id, '--json']))).toMatchObject({ id, example: null })
        continue
      }
      const printed = text.slice(text.indexOf('{\n'), text.lastIndexOf('\n}') + 2)
      expect(parseProviders(printed, `show ${id}`, optionSchemas)).toMatchObject([{ id }])
      shown += 1
    }
    expect(shown).toBeGreaterThan(280)
  })

  it('says what has to be replaced, and invents no secret', async () => {
    const text = await raccord(['show', idOf('DKB')])
    expect(text).toMatch(/^replace {4}options\.applicationToken\.clientId: the client id that the bank gave/m)
    expect(text).toMatch(/^may be {5}options\.applicationToken\.clientSecret: /m)
    expect(text).not.toContain('your-client-secret')
    const json = JSON.parse(await raccord(['show', idOf('DKB'), '--json']))
    expect(json.replace).toEqual([{ at: 'options.applicationToken.clientId', meaning: expect.any(String) }])
  })
})

describe('“providers enable”', () => {
  it('says all that is missing at once, and with it writes a file that passes', async () => {
    const id = idOf('Crédit Agricole Normandie')
    const enable = ['enable', id, '--file', file('all.json')]
    await expect(raccord(enable)).rejects.toThrow(
      /needs:\n {2}--base-url https:\S+ .*developer\.credit-agricole\.fr\n {2}--set options\.oauth\.server\.metadataUrl=\S+/,
    )
    await expect(stat(file('all.json'))).rejects.toThrow('ENOENT')
    const given = ['--base-url', 'https://psd2.ca.example/v1', '--host', 'pages.ca.example']
    const more = ['--set', 'options.oauth.server.metadataUrl=https://login.ca.example/.well-known/openid-configuration']
    const said = JSON.parse(await raccord([...enable, ...given, ...more, '--json']))
    expect(said).toMatchObject({ id, written: true, lacks: [expect.stringContaining('RACCORD_QWAC_FILE')] })
    expect(await entryOf('all.json', id)).toEqual({
      environment: 'production',
      baseUrl: 'https://psd2.ca.example/v1',
      hosts: ['pages.ca.example', 'login.ca.example'],
      options: { oauth: { server: { metadataUrl: 'https://login.ca.example/.well-known/openid-configuration' } } },
    })
    expect((await stat(file('all.json'))).mode & 0o777).toBe(0o600)
    const [provider] = parseProviders(await readFile(file('all.json'), 'utf8'), 'file', optionSchemas)
    expect(provider?.channels[0]?.hosts).toEqual(expect.arrayContaining(['psd2.ca.example', 'login.ca.example']))
  })

  it('asks at a terminal, secrets unseen, and what may be left out may be', async () => {
    const asked: [string, boolean][] = []
    const answers = ['', ' my-id ', 's3cret']
    const said = await raccord(['enable', idOf('DKB'), '--file', file('asked.json')], async (question, { secret }) => {
      asked.push([question.slice(0, question.indexOf(' ')), secret])
      return answers.shift() ?? ''
    })
    expect(asked).toEqual([
      ['options.applicationToken.clientId', false],
      // What is needed is asked for again.
      ['options.applicationToken.clientId', false],
      ['options.applicationToken.clientSecret', true],
    ])
    expect(said).not.toContain('s3cret')
    expect(await entryOf('asked.json', idOf('DKB'))).toMatchObject({
      options: { applicationToken: { clientId: 'my-id', clientSecret: 's3cret' } },
    })
  })

  it('takes no secret from the command line, but from a file, and never shows one', async () => {
    const at = 'options.applicationToken.clientSecret'
    const enable = ['enable', idOf('DKB'), '--file', file('secret.json')]
    await expect(raccord([...enable, '--set', `${at}=hunter2`])).rejects.toThrow(`give --set-file ${at}=<file>`)
    await writeFile(file('dkb.secret'), 'hunter2\n')
    const whole = [
      ...enable,
      '--set',
      'options.applicationToken.clientId=me',
      '--set-file',
      `${at}=${file('dkb.secret')}`,
    ]
    expect(await raccord([...whole, '--dry-run'])).toContain('"clientSecret": "***"')
    await expect(stat(file('secret.json'))).rejects.toThrow('ENOENT')
    expect(await raccord(whole)).not.toContain('hunter2')
    expect(await entryOf('secret.json', idOf('DKB'))).toMatchObject({
      options: { applicationToken: { clientSecret: 'hunter2' } },
    })
  })

  it('keeps all else of the file; what is wrong changes nothing', async () => {
    const kept = { brands: { [idOf('BAWAG')]: { environment: 'sandbox' } }, providers: [] }
    await writeFile(file('kept.json'), JSON.stringify(kept), { mode: 0o640 })
    await raccord(['enable', idOf('FinecoBank'), '--file', file('kept.json'), '--set', 'options.maxPages=7'])
    const after = JSON.parse(await readFile(file('kept.json'), 'utf8'))
    expect(after).toEqual({
      ...kept,
      brands: { ...kept.brands, [idOf('FinecoBank')]: { environment: 'production', options: { maxPages: 7 } } },
    })
    expect((await stat(file('kept.json'))).mode & 0o777).toBe(0o640)
    const wrong = (...words: string[]) =>
      expect(raccord(['enable', idOf('FinecoBank'), '--file', file('kept.json'), ...words])).rejects
    await wrong('--set', 'options.maxPages=many').toThrow('options.maxPages')
    await wrong('--set', 'options.unheardOf=1').toThrow('unheardOf')
    await wrong('--base-url', 'ftp://x').toThrow('baseUrl')
    await wrong('--host', 'no host').toThrow('hosts')
    await wrong('--set', 'maxPages=7').toThrow('an answer is')
    expect(JSON.parse(await readFile(file('kept.json'), 'utf8'))).toEqual(after)
    await writeFile(file('broken.json'), '{')
    await expect(raccord(['enable', idOf('BAWAG'), '--file', file('broken.json')])).rejects.toThrow(
      'nothing was changed',
    )
    await expect(raccord(['enable', idOf('BAWAG')])).rejects.toThrow('RACCORD_PROVIDERS_FILE')
    await expect(raccord(['enable', idOf('ING Deutschland'), '--file', file('kept.json')])).rejects.toThrow(
      'no connector',
    )
  })

  it('does what the guide says', async () => {
    const [program, ...words] = (await example('banks', 'enable')).replaceAll('\\\n', ' ').trim().split(/\s+/)
    expect([program, ...words.slice(0, 2)]).toEqual(['raccord', 'providers', 'enable'])
    await writeFile(file('client.secret'), 's3cret')
    const own = words.slice(1).map((word) => word.replace('./client.secret', file('client.secret')))
    await raccord([...own, '--file', file('guide.json')])
    expect(await entryOf('guide.json', '11031')).toMatchObject({
      hosts: expect.arrayContaining(['pages.bank.example', 'login.bank.example']),
      options: { oauth: { clientSecret: 's3cret' } },
    })
  })

  it('is taken back by “providers disable”', async () => {
    const taken = ['disable', idOf('BAWAG'), '--file', file('kept.json')]
    expect(JSON.parse(await raccord([...taken, '--json']))).toMatchObject({ enabled: false })
    expect(Object.keys(JSON.parse(await readFile(file('kept.json'), 'utf8')).brands)).toEqual([idOf('FinecoBank')])
    await expect(raccord(taken)).rejects.toThrow('has no bank')
  })
})
