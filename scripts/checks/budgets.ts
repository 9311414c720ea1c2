import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from '../root.mjs'
import type { CheckResult } from './check-result.ts'

/** Gzipped bytes of everything of a kind that a browser may load. The first screen as a whole is measured in bench/. */
const budgets = { js: 6_000, css: 6_000 }

/** What a client's page loads of ours, gzipped. */
const embedBudget = 2_000

/** Size of the widget's built assets, and that none of them names another host. */
export function checkBudgets(
  folder = join(root, 'packages', 'widget', 'dist', 'client'),
  embed = join(root, 'packages', 'embed', 'dist', 'v1.js'),
): CheckResult {
  if (!existsSync(folder)) return { seen: 0, expected: 1, problems: ['the widget is not built'] }
  const problems: string[] = []
  const sizes = { js: 0, css: 0 }
  const files = readdirSync(folder).filter((name) => /\.(js|css)$/.test(name))
  for (const name of files) {
    const content = readFileSync(join(folder, name))
    sizes[name.endsWith('.js') ? 'js' : 'css'] += gzipSync(content, { level: 9 }).length
    // Names of XML namespaces are no requests.
    const hosts = content.toString('utf8').match(/\bhttps?:\/\/(?!www\.w3\.org\/)[\w.-]+/g) ?? []
    for (const host of hosts) problems.push(`${name}: names ${host}; the widget loads nothing from elsewhere`)
  }
  for (const kind of ['js', 'css'] as const) {
    const limit = budgets[kind]
    if (sizes[kind] === 0) problems.push(`no .${kind} was built`)
    if (sizes[kind] > limit) problems.push(`.${kind}: ${sizes[kind]} bytes gzipped, the budget is ${limit}`)
  }
  const script = existsSync(embed) ? gzipSync(readFileSync(embed), { level: 9 }).length : undefined
  if (script === undefined) problems.push('the embed script is not built')
  else if (script > embedBudget) problems.push(`embed: ${script} bytes gzipped, the budget is ${embedBudget}`)
  const note = `js ${sizes.js} of ${budgets.js}, css ${sizes.css} of ${budgets.css}, embed ${script ?? 0} of ${embedBudget} bytes gzipped`
  return { seen: files.length, expected: 2, problems, note }
}
