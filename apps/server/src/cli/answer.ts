import type { CliDeps } from './cli-deps.ts'

/** Of every command: `raccord … --json`. */
export const jsonOption = ['--json', 'the answer as JSON'] as const

export interface JsonOption {
  readonly json?: true
}

/** The answer of a command, in one of its two forms. */
export function answer(deps: CliDeps, { json }: JsonOption, value: unknown, lines: readonly string[]): void {
  if (json) deps.print(JSON.stringify(value, undefined, 2))
  else for (const line of lines) deps.print(line)
}
