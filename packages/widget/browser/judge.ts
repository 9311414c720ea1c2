import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const asked = {
  all: { runOnly: tags },
  // What a language can break: a name that is missing, a text so long or short that targets come too close. The rest is the same in each.
  words: {
    runOnly: {
      type: 'rule',
      values: [
        ...['target-size', 'label', 'button-name', 'link-name', 'summary-name', 'select-name', 'empty-heading'],
        ...['image-alt', 'svg-img-alt', 'document-title', 'html-has-lang', 'html-lang-valid', 'valid-lang'],
      ],
    },
  },
  // A dark scheme differs in nothing else.
  colours: { runOnly: { type: 'rule', values: ['color-contrast'] } },
} satisfies Record<string, RunOptions>

/** For a page that many screens are opened in: axe comes with each, instead of by an errand of its own. */
export async function bringsAxe(page: Page): Promise<void> {
  await page.addInitScript({ content: source })
}

/** What axe finds wrong with the page as it stands (WCAG 2.2 AA and good practice), a line a rule; in this page, without a tab of its own. */
export async function violationsOf(page: Page, looksAt: keyof typeof asked = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source)
  const violations = await page.evaluate(async (options): Promise<AxeResults['violations']> => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    return (await axe.run({ ...options, resultTypes: ['violations'] })).violations
  }, asked[looksAt])
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
