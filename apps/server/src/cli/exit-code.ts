import { CommanderError } from 'commander'
import { ConfigError } from '../config.ts'

/** What `raccord` ends with. The table of docs/reference/cli.md. */
export const exitCodes = {
  0: 'done; of a command that checks: nothing is wrong',
  1: 'it could not be done, or a check found a fault: one sentence on standard error says which',
  2: 'the command line or a setting was not understood: nothing was done',
} as const
export type ExitCode = keyof typeof exitCodes

export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  return error instanceof ConfigError ? 2 : 1
}
