import { chmod, chown, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadProviders, type Provider, woobProvider } from '@raccord/catalogue'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createProgram } from '../../../apps/server/src/cli/program.ts'
import { readConfig } from '../../../apps/server/src/config.ts'
import { loadIdentity } from '../../../apps/server/src/identity/load-identity.ts'
import { loadCatalogue } from '../../../apps/server/src/wiring/load-catalogue.ts'
import { optionSchemas } from '../../../apps/server/src/wiring/protocols.ts'
import { describeWithPython } from '../../support/python.ts'
import { startWoob, type WoobBench } from './woob-bench.ts'

describeWithPython('raccord woob', () => {
  let folder: string
  let bench: WoobBench
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'raccord-woob-cli-'))
    bench = await startWoob()
  })
  afterAll(async () => {
    await bench.close()
    await rm(folder, { recursive: true })
  })

  const settings = () => ({ RACCORD_DATA: folder, RACCORD_WOOB: bench.program })

  async function raccord(env: { [name: string]: string }, providers: readonly Provider[], ...args: string[]) {
    const lines: string[] = []
    const program = createProgram({
      config: readConfig(env),
      openDatabase: () => Promise.reject(new Error('no command of this group needs the database')),
      providers: async () => providers,
      protocols: optionSchemas,
      print: (line) => lines.push(line),
    })
    try {
      await program.parseAsync(['node', 'raccord', ...args])
    } catch (error) {
      lines.push(String(error))
    }
    return lines
  }

  const bank = (module: string, more: Partial<Parameters<typeof woobProvider>[1]> = {}) =>
    woobProvider('7001', { name: 'Banque du Port', module, country: 'FR', parameters: {}, fields: [], ...more })

  it('check says which woob answers, and what is wrong with each bank', async () => {
    expect(await raccord({ RACCORD_DATA: folder }, [], 'woob', 'check')).toEqual([
      expect.stringMatching(/^CliError: RACCORD_WOOB is not set/),
    ])
    expect(await raccord(settings(), [], 'woob', 'check')).toEqual([
      'woob 3.7 answers',
      'No bank is read by it yet: raccord woob add',
    ])
    expect(await raccord(settings(), [bank('playedbank')], 'woob', 'check')).toEqual([
      'woob 3.7 answers',
      'Banque du Port (7001): module playedbank wants login, password, which nobody is asked',
      'CliError: one bank can not be read',
    ])
    const json = await raccord(settings(), [bank('elsewhere')], 'woob', 'check', '--json')
    expect(JSON.parse(json[0] ?? '')).toEqual({
      woob: '3.7',
      banks: [
        { id: '7001', name: 'Banque du Port', faults: ['module elsewhere: describe: no module (ModuleLoadError)'] },
      ],
    })
  })

  it('describe lists what a module asks, and add makes a bank of it that the server takes', async () => {
    const described = await raccord(settings(), [], 'woob', 'describe', 'playedbank')
    expect(described).toContain('password\tCode secret\trequired, secret')
    expect(described).toContain('website\tEspace\t\tpart | pro')
    expect(described).toContain('code\tcode\tasked in between')

    const file = join(folder, 'banks.json')
    const named = ['woob', 'add', 'playedbank', '--name', 'Banque du Port', '--id', '7001', '--file', file]
    expect(await raccord(settings(), [], ...named, '--type', 'SAVINGS', '--type', 'LOAN')).toEqual([
      `Banque du Port (7001) is in ${file}; its form asks website, login, password`,
    ])
    const [made, ...others] = await loadProviders(file, optionSchemas)
    expect(others).toEqual([])
    expect(made).toMatchObject({
      ...{ id: '7001', countries: ['FR'] },
      channels: [
        {
          ...{ mode: 'EMBEDDED', protocol: 'woob', accountTypes: ['SAVINGS', 'LOAN'], needs: ['woob'] },
          options: { module: 'playedbank' },
          fields: [
            { id: 'website', type: 'select', options: [{ value: 'part', label: 'Particuliers' }, { value: 'pro' }] },
            { id: 'login', type: 'text', secret: false, label: { fr: 'Identifiant', de: 'Anmeldename' } },
            { id: 'password', type: 'password', secret: true, pattern: '\\S{3,40}' },
          ],
        },
      ],
    })
    expect(await raccord(settings(), made ? [made] : [], 'woob', 'check')).toEqual([
      'woob 3.7 answers',
      'Banque du Port (7001): its module is there',
    ])
    // A setting is nobody's to type then.
    const second = [
      'woob',
      'add',
      'playedbank',
      '--name',
      'Pro',
      '--id',
      '7002',
      '--file',
      file,
      '--set',
      'website=pro',
    ]
    expect((await raccord(settings(), [], ...second))[0]).toMatch(/its form asks login, password$/)
    expect(JSON.parse(await readFile(file, 'utf8')).providers[1].channels[0].options).toEqual({
      ...{ module: 'playedbank', parameters: { website: 'pro' } },
    })
  })

  it('add changes nothing where something is wrong', async () => {
    const file = join(folder, 'none.json')
    const add = (...more: string[]) =>
      raccord(settings(), [bank('playedbank')], 'woob', 'add', 'playedbank', '--name', 'X', '--file', file, ...more)
    expect(await add('--id', '7001')).toEqual([expect.stringMatching(/id 7001 is used already/)])
    expect(await add('--id', '7003', '--set', 'colour=red')).toEqual([expect.stringMatching(/has no setting colour/)])
    expect(await add('--id', '7003', '--set', 'password=x')).toEqual([expect.stringMatching(/A secret is not taken/)])
    expect(await add('--id', '7003', '--type', 'SHARES')).toEqual([expect.stringMatching(/--type is one of/)])
    expect(await add('--id', '0x')).toEqual([expect.stringMatching(/CatalogueError/)])
    const odd = await raccord(settings(), [], 'woob', 'describe', '../../etc/passwd')
    expect(odd).toEqual([expect.stringMatching(/a module’s name/)])
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('a bank whose program is not set can not be connected yet, and doctor says what is missing', async () => {
    const file = join(folder, 'doctor.json')
    const named = ['--name', 'Banque du Port', '--id', '7001', '--file', file]
    await raccord(settings(), [], 'woob', 'add', 'playedbank', ...named)
    const usable = async (env: { [name: string]: string }) => {
      const config = readConfig({ RACCORD_DATA: folder, RACCORD_PROVIDERS_FILE: file, ...env })
      const catalogue = await loadCatalogue(config, (await loadIdentity(config.identity)).operator)
      return catalogue.usable('7001')
    }
    expect(await usable({})).toBe(false)
    expect(await usable(settings())).toBe(true)
    const providers = await loadProviders(file, optionSchemas)
    const missing = await raccord({ RACCORD_DATA: folder }, providers, 'doctor')
    expect(missing.join('\n')).toContain('The bank needs a program for woob (RACCORD_WOOB), which is not set.')
    const there = await raccord(settings(), providers, 'doctor', '--live')
    expect(there.join('\n')).toContain('woob 3.7 answers')
  })

  it('a program that is not there, or that others may write, stops the start', async () => {
    const load = async (path: string) => loadIdentity(readConfig({ RACCORD_WOOB: path }).identity)
    expect(() => readConfig({ RACCORD_WOOB: 'bridge' })).toThrow(/RACCORD_WOOB: must be the absolute path/)
    await expect(load(join(folder, 'nothing'))).rejects.toThrow(/there is no program/)
    await chmod(bench.program, 0o722)
    await expect(load(bench.program)).rejects.toThrow(/everybody may write/)
    await chmod(bench.program, 0o720)
    await expect(load(bench.program)).rejects.toThrow(`RACCORD_WOOB: its group may write to ${bench.program}, and`)
    const sentence = expect.stringMatching(/its group may write to .*: chmod go-w/)
    expect(await raccord(settings(), [], 'woob', 'check')).toEqual([sentence])
    expect((await raccord(settings(), [], 'doctor')).join('\n')).toEqual(sentence)
    await chmod(bench.program, 0o700)
    expect((await load(bench.program)).operator.woobProgram).toBe(bench.program)
  })

  it('so does a folder in which others could put another program in its place', async () => {
    const load = async (path: string) => loadIdentity(readConfig({ RACCORD_WOOB: path }).identity)
    const place = join(folder, 'place')
    await mkdir(place)
    const program = join(place, 'program')
    await writeFile(program, '#!/bin/sh\n', { mode: 0o700 })
    for (const [mode, who] of [
      [0o770, 'its group'],
      [0o777, 'everybody'],
    ] as const) {
      await chmod(place, mode)
      await expect(load(program)).rejects.toThrow(`${who} may write to ${place}, and`)
      // The folder of what a link leads to counts as well as its own.
      await symlink(program, join(folder, who))
      await expect(load(join(folder, who))).rejects.toThrow(`${who} may write to ${place}, and`)
    }
    // There nobody may rename what is not his.
    await chmod(place, 0o1777)
    expect((await load(program)).operator.woobProgram).toBe(program)
    // Of a file the same bit says nothing.
    await chmod(program, 0o1777)
    await expect(load(program)).rejects.toThrow(`everybody may write to ${program}, and`)
  })

  it.skipIf(process.geteuid?.() !== 0)('and a program, or its folder, of another account', async () => {
    const load = async (path: string) => loadIdentity(readConfig({ RACCORD_WOOB: path }).identity)
    const place = join(folder, 'foreign')
    await mkdir(place)
    const program = join(place, 'program')
    await writeFile(program, '#!/bin/sh\n', { mode: 0o700 })
    for (const path of [program, place]) {
      await chown(path, 12_345, 12_345)
      await expect(load(program)).rejects.toThrow(`${path} belongs to another account (12345), and`)
      await chown(path, 0, 0)
    }
    await load(program)
  })
})
