import { readFile, writeFile } from 'node:fs/promises'
import { type MigrationRule, migrationRules } from '@raccord/contract'
import { expect, test } from 'vitest'
import { migrationDoctorMarkdown, migrationRulesMarkdown } from './migration-markdown.ts'
import { rulesTests } from './rule-tests.ts'

const docs = (path: string) => new URL(`../../docs/${path}.md`, import.meta.url)

test.each([
  ['migration-rules', migrationRulesMarkdown],
  ['migration-doctor', migrationDoctorMarkdown],
])('docs/reference/%s.md is what the tables say (UPDATE_DOCS=1 writes it)', async (name, markdown) => {
  const text = markdown()
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(docs(`reference/${name}`), text)
  expect(await readFile(docs(`reference/${name}`), 'utf8')).toBe(text)
})

test('every rule of the migration has a test that cites it', () => {
  const without = [...rulesTests()].filter(([, tests]) => tests.size === 0).map(([id]) => id)
  expect(without).toEqual([])
})

test('every rule has its place in the guide', async () => {
  const guide = await readFile(docs('guide/migrating'), 'utf8')
  const headings = [...guide.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
      .trim()
      .replaceAll(/\s+/g, '-'),
  )
  const anchors = new Set((Object.values(migrationRules) as MigrationRule[]).map(({ anchor }) => anchor))
  expect(headings).toEqual(expect.arrayContaining([...anchors]))
})
