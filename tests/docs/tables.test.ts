import { readFile, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { notificationsMarkdown } from './notifications-markdown.ts'
import { errorsMarkdown, parametersMarkdown, settingsMarkdown } from './table-markdown.ts'

test.each([
  ['parameters', parametersMarkdown()],
  ['errors', errorsMarkdown()],
  ['settings', settingsMarkdown()],
  ['notifications', notificationsMarkdown()],
])('docs/reference/%s.md is what the table says (UPDATE_DOCS=1 writes it)', async (name, text) => {
  const file = new URL(`../../docs/reference/${name}.md`, import.meta.url)
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, text)
  expect(await readFile(file, 'utf8')).toBe(text)
})
