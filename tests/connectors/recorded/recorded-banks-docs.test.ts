import { readFile, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { optionsMarkdown } from './options-markdown.ts'
import { recordedBanksMarkdown } from './recorded-banks-markdown.ts'

test.each([
  ['recorded-banks', recordedBanksMarkdown],
  ['berlin-group', optionsMarkdown],
])('docs/reference/%s.md is what the tables say (UPDATE_DOCS=1 writes it)', async (name, write) => {
  const file = new URL(`../../../docs/reference/${name}.md`, import.meta.url)
  const text = await write()
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, text)
  expect(await readFile(file, 'utf8')).toBe(text)
})
