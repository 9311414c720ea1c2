import { readFile, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { previousWidgetsMarkdown } from './previous-markdown.ts'

test('docs/reference/previous-widgets.md is what the tables say (UPDATE_DOCS=1 writes it)', async () => {
  const file = new URL('../../docs/reference/previous-widgets.md', import.meta.url)
  const text = previousWidgetsMarkdown()
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, text)
  expect(await readFile(file, 'utf8')).toBe(text)
})
