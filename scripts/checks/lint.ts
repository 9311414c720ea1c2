import type { CheckResult } from './check-result.ts'
import { runTool } from './run-tool.ts'
import { isSource, trackedFiles } from './tracked-files.ts'

/** Biome: lint, format and import order in one. Warnings count: what deserves none is switched off in biome.json. */
export async function checkLint(): Promise<CheckResult> {
  const args = ['check', '.', '--max-diagnostics=60', '--error-on-warnings', '--colors=off']
  const { code, output } = await runTool('@biomejs/biome/bin/biome', args)
  const seen = Number(/^Checked (\d+) files?/m.exec(output)?.[1] ?? 0)
  return { seen, expected: trackedFiles().filter(isSource).length, problems: code === 0 ? [] : [output.trim()] }
}
