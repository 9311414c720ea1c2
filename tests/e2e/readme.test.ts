import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { useWorld } from './world.ts'

/** The walk through the API on README's first screen, typed as it stands there. */
const at = useWorld({ database: 'pglite' })

it('README: every command of the walk does what it says', async () => {
  const readme = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8')
  const walk = [...readme.matchAll(/```sh\n(.*?)```/gs)]
    .map(([, code]) => code ?? '')
    .find((code) => code.includes('curl'))
  const script = walk?.replace('http://127.0.0.1:4400', at().world.url)
  expect(script).toContain(at().world.url)
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script ?? 'exit 1'])
  expect(stdout).toMatch(/^HTTP\/1\.1 201/)
  expect(stdout).toMatch(/^location: \S+\/v2\.1\/users\/\d+\r?$/im)
  const link = /^\S+\/v2\.1\/widget\/add_connection\?session_id=\S+$/m.exec(stdout)?.[0] ?? ''
  expect((await fetch(link)).status).toBe(200)
  // Nobody has opened the link yet: two empty lists, accounts and transactions.
  expect(stdout.trim().endsWith('[][]')).toBe(true)
})
