import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readBrands } from '@raccord/catalogue'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../security/support/run-cli.ts'
import { freePort } from '../support/free-port.ts'
import { startRaccord, startTestBank } from '../support/raccord-process.ts'
import { failing } from './support/failing-command.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raccord-hosted-banks-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Starts a server with this file of banks: it is ready, or it throws what the server wrote. */
async function startsWith(text: string): Promise<void> {
  const file = join(await mkdtemp(join(folder, 'start-')), 'banks.json')
  await writeFile(file, text)
  const server = await startRaccord({ RACCORD_DATA: `${file}.data`, RACCORD_PROVIDERS_FILE: file })
  await server.stop()
}

it('every example of the guide of banks starts', async () => {
  const guide = await readFile(new URL('../../docs/guide/banks.md', import.meta.url), 'utf8')
  const examples = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => text)
  expect(examples.length).toBeGreaterThan(1)
  for (const text of examples) await startsWith(text)
})

it('with the example of every bank of the catalogue at once the server starts', async () => {
  const catalogue = readBrands()
  const spoken = catalogue.brands.filter(({ profile }) => catalogue.interfaces.get(profile)?.protocol !== undefined)
  const { exampleBrand, writtenBrand } = await import('@raccord/catalogue')
  const { optionSchemas } = await import('../../apps/server/src/wiring/protocols.ts')
  const entries = spoken.map((brand) => {
    const bank = catalogue.interfaces.get(brand.profile)!
    return [brand.id, writtenBrand(exampleBrand(brand, bank, 'production', optionSchemas[bank.protocol!]!).entry)]
  })
  expect(entries.length).toBeGreaterThan(280)
  await startsWith(JSON.stringify({ brands: Object.fromEntries(entries) }))
  // The command prints the same.
  const [id, entry] = entries[0]!
  const shown = JSON.parse(await runCli(['providers', 'show', String(id), '--json'], { RACCORD_DATA: folder }))
  expect(shown.example).toEqual({ brands: { [String(id)]: entry } })
})

describe('“providers check --live”', () => {
  it('asks the banks with the operator’s certificate; one that is away, or wants another, is told by its line', async () => {
    const out = join(folder, 'identity')
    const made = await runCli(['identity', 'test-certificate', '--out', out, '--organisation', 'PSDFR-ACPR-12345'], {})
    const settings = Object.fromEntries(
      [...made.matchAll(/^(RACCORD_\w+)=(.+)$/gm)].map(([, name = '', value = '']) => [name, value]),
    )
    const its = (name: string) => name.startsWith('RACCORD_TESTBANK_')
    const bank = await startTestBank(
      Object.fromEntries(Object.entries(settings).filter(([name]) => its(name) && name !== 'RACCORD_TESTBANK_URL')),
    )
    const env: Record<string, string> = {
      ...Object.fromEntries(Object.entries(settings).filter(([name]) => !its(name))),
      RACCORD_DATA: folder,
      RACCORD_TESTBANK_URL: bank.url,
    }
    try {
      const well = JSON.parse(await runCli(['providers', 'check', '--live', '--json'], env))
      expect(well.live.length).toBeGreaterThan(3)
      expect(well.live.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([])
      const without = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('RACCORD_QWAC')))
      await expect(runCli(['providers', 'check', '--live'], without)).rejects.toThrow('addresses of banks are not well')
      const [first] = JSON.parse((await failing(['providers', 'check', '--live', '--json'], without)).out).live
      expect(first).toMatchObject({ ok: false, said: expect.stringContaining('CERTIFICATE_MISSING') })
    } finally {
      await bank.stop()
    }
    const gone = { RACCORD_DATA: folder, RACCORD_TESTBANK_URL: `http://127.0.0.1:${await freePort()}` }
    await expect(runCli(['providers', 'check', '--live'], gone)).rejects.toThrow('are not well')
  })
})
