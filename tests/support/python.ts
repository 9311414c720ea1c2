import { spawnSync } from 'node:child_process'
import { describe, it } from 'vitest'

const here = spawnSync('python3', ['--version']).status === 0

/** A suite that runs programs of Python. Without it it is skipped aloud; under `CI=true` that is a failure. */
export function describeWithPython(name: string, suite: () => void): void {
  if (here) {
    describe(name, suite)
    return
  }
  const sentence = `SKIPPED, there is no python3: ${name}.`
  if (process.env['CI'] === 'true') {
    it(name, () => {
      throw new Error(sentence)
    })
    return
  }
  console.warn(sentence)
  describe.skip(name, () => it('needs python3', () => {}))
}
