import { runTool } from './run-tool.mjs'
import { isSource, trackedFiles } from './tracked-files.mjs'

/** knip: files, exports and dependencies that nothing uses; imports that no manifest names. */
export async function checkDeadCode() {
  const args = ['--no-progress', '--no-config-hints', '--reporter', './scripts/checks/knip-reporter.mjs']
  const { code, output } = await runTool('knip/bin/knip.js', args)
  const line = output.split('\n').find((text) => text.startsWith('{"seen"'))
  if (!line) return { seen: 0, expected: 1, problems: [output.trim() || `knip ended with exit code ${code}`] }
  const { seen, findings } = JSON.parse(line)
  return { seen, expected: trackedFiles().filter(isSource).length, problems: findings }
}
