import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fintsProvider, type Provider, parseProviders } from '@raccord/catalogue'
import { buildTestBank } from '@raccord/testbank'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { optionSchemas } from '../wiring/protocols.ts'
import { createProgram } from './program.ts'

let folder: string
let bank: Awaited<ReturnType<typeof buildTestBank>>
let url: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raccord-fints-cli-'))
  bank = await buildTestBank()
  await bank.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(bank.server.address() as AddressInfo).port}/fints`
})
afterAll(async () => {
  await bank.close()
  await rm(folder, { recursive: true })
})

async function raccord(env: { [name: string]: string }, providers: readonly Provider[], ...args: string[]) {
  const lines: string[] = []
  const program = createProgram({
    config: readConfig({ RACCORD_SANDBOX: '1', ...env }),
    openDatabase: () => Promise.reject(new Error('no command of this group needs the database')),
    providers: async () => providers,
    protocols: optionSchemas,
    print: (line) => lines.push(line),
  })
  try {
    await program.parseAsync(['node', 'raccord', 'fints', ...args])
  } catch (error) {
    lines.push(String(error))
  }
  return lines
}

/** Columns as in a list of 2021, letters of ISO 8859-1. */
const head =
  'Nr.;BLZ;Institut;Ort;RZ;Organisation;HBCI-Zugang DNS;HBCI-Zugang IP-Adresse;HBCI-Version;PIN/TAN-Zugang URL;Version;Datum letzte Änderung'
const list = [
  head,
  '1;99904120;Testbank Köln;Köln;RZ;DSGV;;;;https://fints.example/fints30;FinTS V3.0;01.01.2026',
  '2;99904121;"Zweite; Bank";Kiel;RZ;BVR;;;;https://zwei.example/servlet;FinTS V3.0;01.01.2026',
  '3;99904122;Ohne Zugang;Kiel;RZ;BVR;;;;;;',
  '4;99904123;Offen;Kiel;RZ;BVR;;;;http://offen.example/;FinTS V3.0;',
  '5;99904124;Alt;Kiel;RZ;BVR;;;;https://alt.example/;HBCI 2.2;',
].join('\r\n')

async function listFile(text = list): Promise<string> {
  const file = join(folder, 'fints_institute.csv')
  await writeFile(file, text, 'latin1')
  return file
}

it('check tells an operator whose number is not known from one whose is, and from one who has none', async () => {
  const provider = fintsProvider('500', { blz: '99904120', name: 'Testbank', url })
  expect(await raccord({}, [provider], 'check')).toEqual([
    expect.stringMatching(/^CliError: RACCORD_FINTS_PRODUCT_ID is not set/),
  ])
  const known = await raccord({ RACCORD_FINTS_PRODUCT_ID: '0123456789ABCDEF' }, [provider], 'check')
  expect(known).toEqual([expect.stringMatching(/^Testbank: answers, .*10 methods of TAN.*camt and MT940/)])
  const unknown = await raccord({ RACCORD_FINTS_PRODUCT_ID: 'UNKNOWN' }, [provider], 'check')
  expect(unknown).toEqual([expect.stringMatching(/^Testbank: does not know .* \(9078\)/), 'CliError: 1 banks refuse'])
})

it('check says of a bank that is not there that it cannot be asked', async () => {
  const provider = fintsProvider('500', { blz: '99904120', name: 'Testbank', url: 'http://127.0.0.1:9/fints' })
  const lines = await raccord({ RACCORD_FINTS_PRODUCT_ID: '0123456789ABCDEF' }, [provider], 'check')
  expect(lines[0]).toMatch(/^Testbank: cannot be asked \(check: /)
})

it('list and add read the operator’s copy of the list, and add keeps ids', async () => {
  const csv = await listFile()
  expect(await raccord({}, [], 'list', '--list', csv)).toEqual([
    '3 rows without FinTS 3.0 by PIN and TAN were left out',
    '99904120\t\tTestbank Köln\tKöln\thttps://fints.example/fints30',
    '99904121\t\tZweite; Bank\tKiel\thttps://zwei.example/servlet',
  ])
  const file = join(folder, 'providers.json')
  const add = (...codes: string[]) =>
    raccord({}, [], 'add', ...codes, '--file', file, '--first-id', '500', '--list', csv)
  expect((await add('99904121', '12030000')).slice(1)).toEqual(['500\tZweite; Bank\tadded', '501\tDKB\tadded'])
  expect((await stat(file)).mode & 0o77).toBe(0)
  const edited = JSON.parse(await readFile(file, 'utf8'))
  edited.providers[0].name = 'Zwei'
  edited.providers[0].channels[0].options.maxHistoryDays = 100
  await writeFile(file, JSON.stringify(edited))
  await listFile(list.replace('zwei.example', 'neu.example'))
  expect((await add('99904120', '99904121')).slice(1)).toEqual([
    '502\tTestbank Köln\tadded',
    '500\tZweite; Bank\trenewed',
  ])
  const [two, dkb, cologne] = parseProviders(await readFile(file, 'utf8'), file, optionSchemas)
  expect(two).toMatchObject({ id: '500', name: 'Zwei' })
  expect(two?.channels[0]).toMatchObject({
    hosts: ['neu.example'],
    options: { url: 'https://neu.example/servlet', maxHistoryDays: 100 },
    needs: ['fints-product'],
  })
  expect([dkb?.id, cologne?.id]).toEqual(['501', '502'])
})

it('changes nothing where something is wrong', async () => {
  const file = join(folder, 'mine.json')
  await writeFile(file, '{"brands": ')
  const csv = await listFile()
  const add = (...args: string[]) => raccord({}, [], 'add', ...args, '--file', file, '--first-id', '500', '--list', csv)
  expect((await add('99904120')).at(-1)).toMatch(/^CliError: .*nothing was changed/)
  expect((await add('11111111')).at(-1)).toMatch(/^CliError: no bank 11111111/)
  expect(await readFile(file, 'utf8')).toBe('{"brands": ')
  await listFile('Name;Ort\nx;y')
  expect((await add('99904120')).at(-1)).toMatch(/^CliError: .*head row/)
  expect((await raccord({}, [], 'add', '12030000', '--file', file, '--first-id', '0')).at(-1)).toMatch(/--first-id/)
})
