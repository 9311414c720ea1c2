import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { passedOn } from '../../support/child-process.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** A command of `raccord` that may end with another code than 0, and what it wrote. */
export function failing(words: readonly string[], env: Readonly<Record<string, string>>) {
  return new Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      ['--liftoff-only', 'apps/server/src/cli/main.ts', ...words],
      { cwd: root, env: { ...passedOn(), ...env } },
      (_error, out, err) => resolve({ code: child.exitCode, out, err }),
    )
  })
}
