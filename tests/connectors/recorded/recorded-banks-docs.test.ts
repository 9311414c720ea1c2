import { readFile, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { recordedBanksMarkdown } from './recorded-banks-markdown.ts'

test('docs/reference/recorded-banks.md is what the table says (UPDATE_DOCS=1 writes it)', async () => {
  const file = new URL('../../../docs/reference/recorded-banks.md', import.meta.url)
  const text = recordedBanksMarkdown()
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, text)
  expect(await readFile(file, 'utf8')).toBe(text)
})
