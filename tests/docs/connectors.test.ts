import { readFile, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { connectorsMarkdown } from './connectors-markdown.ts'

test('docs/reference/connectors.md is what the options say (UPDATE_DOCS=1 writes it)', async () => {
  const file = new URL('../../docs/reference/connectors.md', import.meta.url)
  const text = await connectorsMarkdown()
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, text)
  expect(await readFile(file, 'utf8')).toBe(text)
})
