import { readFile, writeFile } from 'node:fs/promises'
import { type FactRow, type WayOutFact, wayOutFacts, waysOut } from '@raccord/contract'
import { csvPresets } from '@raccord/formats'
import { expect, it } from 'vitest'
import { example } from '../support/guide-example.ts'
import { waysOutMarkdown } from './ways-out-markdown.ts'
import { signs, specimens } from './ways-out-specimen.ts'

it('docs/reference/ways-out.md is what the table says (UPDATE_DOCS=1 writes it)', async () => {
  const file = new URL('../../docs/reference/ways-out.md', import.meta.url)
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, waysOutMarkdown())
  expect(await readFile(file, 'utf8')).toBe(waysOutMarkdown())
})

it('each way writes what the table says, and nothing else of it', async () => {
  const texts = await specimens()
  const wrong: string[] = []
  for (const [fact, row] of Object.entries(wayOutFacts) as [WayOutFact, FactRow][])
    for (const way of waysOut)
      if (signs[fact].test(texts[way]) !== (row.carried[way] !== false)) wrong.push(`${way}: ${fact}`)
  expect(wrong).toEqual([])
})

it('the guide’s configuration for Firefly III names a role for each column, in their order', async () => {
  const config = JSON.parse(await example('ways-out', 'firefly')) as Record<string, unknown>
  const names = csvPresets.firefly.columns.map(({ name }) => name)
  expect(config).toMatchObject({ version: 3, flow: 'file', content_type: 'csv', headers: true, roles: names })
  expect(config['do_mapping']).toEqual(names.map(() => false))
  expect(config['unique_column_index']).toBe(names.indexOf('external-id'))
})
