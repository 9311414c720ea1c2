import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { createProgram } from './program.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raccord-identity-cli-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** One command with the settings that a former one printed. */
async function raccord(settings: readonly string[], ...args: string[]): Promise<string[]> {
  const lines: string[] = []
  const env = Object.fromEntries(settings.filter((line) => line.startsWith('RACCORD_Q')).map((line) => line.split('=')))
  const program = createProgram({
    config: readConfig(env),
    openDatabase: () => Promise.reject(new Error('no command of this group needs the database')),
    providers: async () => [],
    protocols: {},
    print: (line) => lines.push(line),
  })
  try {
    await program.parseAsync(['node', 'raccord', 'identity', ...args])
  } catch (error) {
    lines.push(String(error))
  }
  return lines
}

const make = (name: string, ...more: string[]) =>
  raccord([], 'test-certificate', '--out', join(folder, name), '--organisation', 'PSDFR-ACPR-12345', ...more)

it('makes certificates that check finds no fault with, and keys that are the owner’s alone', async () => {
  const settings = await make('good')
  expect(await raccord(settings, 'check')).toEqual(['QWAC and QSEAL of PSDFR-ACPR-12345: no fault'])
  const shown = (await raccord(settings, 'show')).join('\n')
  expect(shown).toMatch(/organisation\s+PSDFR-ACPR-12345\n\s+roles\s+PSP_AI/)
  for (const key of ['qwac.key', 'qseal.key', 'bank.key']) {
    const file = join(folder, 'good', key)
    expect((await stat(file)).mode & 0o77).toBe(0)
    expect(shown + settings.join()).not.toContain((await readFile(file, 'utf8')).slice(60, 100))
  }
  const before = await readFile(join(folder, 'good', 'qwac.pem'), 'utf8')
  expect((await make('good')).join()).toMatch(/is there already/)
  expect(await readFile(join(folder, 'good', 'qwac.pem'), 'utf8')).toBe(before)
})

it('names each fault, and fails', async () => {
  const settings = await make('payments', '--role', 'PSP_PI', '--days', '1')
  const faults = await raccord(settings, 'check')
  expect(faults[0]).toMatch(/^QWAC \(.*\) expired on /)
  expect(faults.join('\n')).toMatch(/QSEAL \(.*\) lacks the role PSP_AI/)
  expect(faults.at(-1)).toBe('CliError: 4 faults')
  expect(await raccord([], 'check')).toEqual([expect.stringMatching(/^CliError: No certificate is set/)])
  const crossed = settings.map((line) => line.replace('qseal.key', 'qwac.key'))
  expect(await raccord(crossed, 'check')).toEqual([expect.stringMatching(/^IdentityError: QSEAL: .*does not belong/)])
})

it('takes no organisation that no authority could have given', async () => {
  expect(await raccord([], 'test-certificate', '--out', folder, '--organisation', 'ACME')).toEqual([
    expect.stringMatching(/--organisation is PSD/),
  ])
  expect(await make('roles', '--role', 'PSP_XX')).toEqual([expect.stringMatching(/--role is one of/)])
})
