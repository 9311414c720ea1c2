import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { passedOn } from '../../support/child-process.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** `raccord …` as an operator runs it; resolves to what it printed. @throws with what it wrote, when it fails */
export function runCli(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--liftoff-only', 'apps/server/src/cli/main.ts', ...args],
      { cwd: root, env: { ...passedOn(), ...env } },
      (error, out, err) =>
        error ? reject(new Error(`raccord ${args.join(' ')}: ${err || error.message}`)) : resolve(out),
    )
  })
}
