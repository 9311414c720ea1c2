// `npm run check`: everything that can be judged without running the product.
import { checkBoundaries } from './checks/boundaries.ts'
import { checkBudgets } from './checks/budgets.ts'
import type { Check, CheckResult } from './checks/check-result.ts'
import { checkDeadCode } from './checks/dead-code.ts'
import { checkFileSizes } from './checks/file-sizes.ts'
import { checkLeaks } from './checks/leaks.ts'
import { checkLicences } from './checks/licences.ts'
import { checkLint } from './checks/lint.ts'
import { checkLockFile } from './checks/lock-file.ts'
import { checkLogicalCss } from './checks/logical-css.ts'
import { checkTypes } from './checks/types.ts'

const shownProblems = 40

const checks: readonly (readonly [name: string, check: Check])[] = [
  ['types', checkTypes],
  ['lint', checkLint],
  ['dead code', checkDeadCode],
  ['boundaries', checkBoundaries],
  ['budgets', checkBudgets],
  ['file sizes', checkFileSizes],
  ['logical css', checkLogicalCss],
  ['leaks', checkLeaks],
  ['lock file', checkLockFile],
  ['licences', checkLicences],
]

interface Ran extends CheckResult {
  readonly name: string
  readonly seconds: number
}

async function run([name, check]: (typeof checks)[number]): Promise<Ran> {
  const started = performance.now()
  const result: CheckResult = await Promise.resolve()
    .then(() => check())
    .catch((error: unknown) => ({
      seen: 0,
      expected: 1,
      problems: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    }))
  const problems = [...result.problems]
  if (result.seen === 0) problems.push('saw nothing: a check that can not fail is none')
  else if (result.seen < result.expected) problems.push(`saw ${result.seen} of ${result.expected}`)
  return { name, ...result, problems, seconds: (performance.now() - started) / 1000 }
}

function print(results: readonly Ran[]): void {
  for (const { name, problems } of results) {
    if (problems.length === 0) continue
    console.log(`\n── ${name}`)
    for (const problem of problems.slice(0, shownProblems)) console.log(problem)
    if (problems.length > shownProblems) console.log(`… and ${problems.length - shownProblems} more`)
  }
  console.log()
  for (const { name, seen, problems, note, seconds } of results) {
    const verdict = problems.length === 0 ? 'ok' : 'FAILED'
    console.log(
      `${name.padEnd(12)} ${verdict.padEnd(7)} ${String(seen).padStart(5)} seen ${seconds.toFixed(1).padStart(5)} s  ${note ?? ''}`.trimEnd(),
    )
  }
}

const wanted = process.argv.slice(2)
const chosen = wanted.length === 0 ? checks : checks.filter(([name]) => wanted.includes(name))
const results = await Promise.all(chosen.map(run))
print(results)
const failed = results.filter(({ problems }) => problems.length > 0).length
console.log(`${results.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 && results.length > 0 ? 0 : 1
