import { existsSync, readFileSync } from 'node:fs'
import { locales, nameOf } from '@raccord/contract'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const file = (path: string) => new URL(`../../${path}`, import.meta.url)
const read = (path: string) => readFileSync(file(path), 'utf8')

/** As much of the OpenACR format as the report uses. */
const chapter = z.strictObject({
  notes: z.string().min(1),
  disabled: z.literal(true).optional(),
  criteria: z
    .array(
      z.strictObject({
        num: z.string(),
        components: z.tuple([
          z.strictObject({
            name: z.enum(['web', 'none']),
            adherence: z.strictObject({
              level: z.enum(['supports', 'partially-supports', 'does-not-support', 'not-applicable', 'not-evaluated']),
              notes: z.string(),
            }),
          }),
        ]),
      }),
    )
    .optional(),
})
const report = z
  .object({
    product: z.object({ version: z.string(), description: z.string() }),
    catalog: z.literal('2.5-edition-wcag-2.2-508-eu-en'),
    chapters: z.record(z.string(), chapter),
  })
  .parse(parse(read('docs/reference/accessibility-report.openacr.yaml')))

const rowsOf = (name: string) =>
  (report.chapters[name]?.criteria ?? []).map(({ num, components: [{ adherence }] }) => ({ num, ...adherence }))

/** The title of a test, not a word somewhere in the file. */
function isTest(path: string, title: string): boolean {
  if (!existsSync(file(path))) return false
  const titles = read(path).matchAll(/(?:\b(?:it|test)|\))\s*\(\s*(['"`])((?:(?!\1).)+)\1/g)
  return [...titles].some((found) => found[2]?.includes(title))
}

/** WCAG 2.2 without what it took out (4.1.1). */
const levelA =
  `1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1
  2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2`.split(/\s+/)
const levelAA =
  `1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3
  3.2.4 3.3.3 3.3.4 3.3.8 4.1.3`.split(/\s+/)
const functional = Array.from({ length: 11 }, (_, index) => `4.2.${index + 1}`)

describe('the accessibility conformance report', () => {
  it.each([
    ['success_criteria_level_a', levelA],
    ['success_criteria_level_aa', levelAA],
    ['en_301_549_functional_performance', functional],
  ])('has every row of %s, once', (name, expected) => {
    expect(rowsOf(name).map(({ num }) => num)).toEqual(expected)
  })

  it('is of this version and these languages', () => {
    expect(report.product.version).toBe(JSON.parse(read('package.json')).version)
    for (const locale of locales) expect(report.product.description).toContain(nameOf(locale, 'en'))
  })

  it('would notice a test that is gone, and a file', () => {
    const path = 'tests/widget/keyboard.test.ts'
    expect(isTest(path, 'is walked all the same without JavaScript')).toBe(true)
    expect(isTest(path, 'every screen by keyboard alone')).toBe(false)
    expect(isTest('tests/widget/none.test.ts', 'is walked')).toBe(false)
  })

  const rows = Object.keys(report.chapters).flatMap(rowsOf)
  it.each(rows.map((row) => [row.num, row] as const))(
    '%s: what it claims is shown by tests that are there',
    (_num, row) => {
      const named = [...row.notes.matchAll(/\[([\w./-]+\.test\.ts) › ([^\]]+)\]/g)]
      const inBrackets = row.notes.match(/\[/g)?.length ?? 0
      expect(named.length, 'each bracket holds a file and a test').toBe(inBrackets)
      for (const [, path = '', title = ''] of named) expect(isTest(path, title), `${path}: ${title}`).toBe(true)
      const claims = row.level === 'supports' || row.level === 'partially-supports'
      expect(named.length > 0, row.level).toBe(claims)
      expect(row.notes.replace(/\[[^\]]*\]/g, '').trim(), 'says why').not.toBe('')
    },
  )
})
