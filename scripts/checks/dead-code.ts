import type { CheckResult } from './check-result.ts'
import { runTool } from './run-tool.ts'
import { isSource, trackedFiles } from './tracked-files.ts'

/** knip: files, exports and dependencies that nothing uses; imports that no manifest names. */
export async function checkDeadCode(): Promise<CheckResult> {
  const args = ['--no-progress', '--no-config-hints', '--reporter', './scripts/checks/knip-reporter.ts']
  const { code, output } = await runTool('knip/bin/knip.js', args)
  const line = output.split('\n').find((text) => text.startsWith('{"seen"'))
  if (!line) return { seen: 0, expected: 1, problems: [output.trim() || `knip ended with exit code ${code}`] }
  const { seen, findings } = JSON.parse(line) as { seen: number; findings: string[] }
  return { seen, expected: trackedFiles().filter(isSource).length, problems: findings }
}
