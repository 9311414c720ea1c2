import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.mjs'
import type { CheckResult } from './check-result.ts'
import { trackedFiles } from './tracked-files.ts'

/** Shorthands of four sides, in the order top, right, bottom, left. */
const sides = /^(margin|padding|inset|border-(width|style|color)|scroll-(margin|padding))$/

/**
 * Style sheets know a beginning and an end of the line, no left and right: only then a page can be read from right to left.
 * Where a drawing itself must be turned round, a rule under `[dir="rtl"]` does so, and is left alone here.
 */
export function checkLogicalCss(folder = root): CheckResult {
  const files = trackedFiles(folder).filter((path) => path.endsWith('.css'))
  const problems = files.flatMap((path) => {
    // Comments keep their line feeds, so that lines are counted right.
    const css = readFileSync(join(folder, path), 'utf8').replace(/\/\*[\s\S]*?\*\//g, (text) =>
      text.replace(/[^\n]/g, ' '),
    )
    return Array.from(css.matchAll(/([\w-]+)\s*:\s*([^;{}]+)[;}]/g)).flatMap(
      ({ 1: name = '', 2: value = '', index }) => {
        const words = withoutArguments(value).trim().split(/\s+/)
        const physical = /(^|-)(left|right)(-|$)/.test(name) || /(^|[\s,])(left|right)($|[\s,])/.test(value)
        const uneven = sides.test(name) && words.length === 4 && words[1] !== words[3]
        if (!physical && !uneven) return []
        return [
          `${path}:${css.slice(0, index).split('\n').length}: ${name}: ${value.trim()} (say start and end, not left and right)`,
        ]
      },
    )
  })
  return { seen: files.length, expected: files.length, problems }
}

/** What stands in parentheses is one word with what stands before it. */
function withoutArguments(value: string): string {
  const less = value.replace(/\([^()]*\)/g, '')
  return less === value ? value : withoutArguments(less)
}
