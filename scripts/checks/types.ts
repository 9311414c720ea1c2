import { isAbsolute, relative, sep } from 'node:path'
import { root } from '../root.mjs'
import type { CheckResult } from './check-result.ts'
import { runTool } from './run-tool.ts'
import { isSample, trackedFiles } from './tracked-files.ts'

/** The one tsconfig, and that of an example, which integrators copy with it. */
const projects = ['.', 'examples/next']

/** TypeScript over these; it must have looked at every .ts and .tsx file there is. */
export async function checkTypes(): Promise<CheckResult> {
  const lines: string[] = []
  let code = 0
  for (const project of projects) {
    const ran = await runTool('typescript/bin/tsc', ['-p', project, '--pretty', 'false', '--listFiles'])
    lines.push(...ran.output.split('\n').filter(Boolean))
    code ||= ran.code
  }
  const isListing = (line: string) => isAbsolute(line) && !/: (error|warning) /.test(line)
  const seen = new Set(lines.filter(isListing).map((path) => relative(root, path).split(sep).join('/')))
  const files = trackedFiles().filter((path) => /\.tsx?$/.test(path) && !isSample(path))
  const problems = lines.filter((line) => !isListing(line))
  for (const path of files) if (!seen.has(path)) problems.push(`${path}: not covered by tsconfig.json`)
  if (code !== 0 && problems.length === 0) problems.push(`tsc ended with exit code ${code}`)
  return { seen: files.filter((path) => seen.has(path)).length, expected: files.length, problems }
}
