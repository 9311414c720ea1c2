import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.mjs'
import type { CheckResult } from './check-result.ts'
import { isGenerated, isSource, isTest, trackedFiles } from './tracked-files.ts'

/** Lines of a source file: the cap fails the check; median and ninth decile are aims, and printed. */
const cap = 350
const aims = { median: 60, p90: 200 }

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

/** File lengths of everything that is not a test. */
export function checkFileSizes(folder = root): CheckResult {
  const files = trackedFiles(folder).filter((path) => isSource(path) && !isTest(path) && !isGenerated(path))
  const sizes = files.map((path) => ({ path, lines: readFileSync(join(folder, path), 'utf8').split('\n').length - 1 }))
  const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b)
  const problems = sizes
    .filter(({ lines }) => lines > cap)
    .map(({ path, lines }) => `${path}: ${lines} lines, the cap is ${cap}`)
  const [median, p90] = [quantile(sorted, 0.5), quantile(sorted, 0.9)]
  const note = `median ${median} (aim ≤ ${aims.median}), p90 ${p90} (aim ≤ ${aims.p90}), longest ${sorted.at(-1) ?? 0}`
  return { seen: sizes.length, expected: files.length, problems, note }
}
