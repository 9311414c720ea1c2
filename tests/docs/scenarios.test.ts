import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { guide } from '../support/guide-example.ts'

it('testing.md names every scenario that the test bank has, in its one table', async () => {
  const folder = new URL('../../apps/testbank/scenarios/', import.meta.url)
  const files = readdirSync(folder).map((file) => file.replace(/\.txt$/, ''))
  expect(files.length).toBeGreaterThan(20)
  const [, table = ''] = (await guide('testing')).split('| login | what you test with it |')
  const cells = table.match(/^\| [^|]+ \|/gm)?.join(' ') ?? ''
  const named = new Set(Array.from(cells.matchAll(/`([^`]+)`/g), ([, login]) => login))
  // That of the file `default` is `dev`.
  expect(files.filter((file) => !named.has(file === 'default' ? 'dev' : file))).toEqual([])
})
