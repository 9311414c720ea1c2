import type { Config } from '../../config.ts'
import type { CliDeps } from '../cli-deps.ts'

/** `fail`: does not work, or is not safe. `warn`: works, and will trouble you. `skip`: could not be looked at. */
export type Status = 'ok' | 'warn' | 'fail' | 'skip'

export interface Finding {
  readonly check: string
  readonly status: Status
  readonly said: string
  /** What to do about it. */
  readonly do?: string
}

export interface Examined {
  readonly config: Config
  readonly deps: CliDeps
  /** Ask banks, too. */
  readonly live: boolean
}

/** One part of an installation; may find several things. What it throws is a finding as well. */
export interface Check {
  readonly name: string
  run(examined: Examined): Promise<readonly Finding[]>
}

/** Findings of one check, by their status. */
export function findings(check: string) {
  const as = (status: Status) => (said: string, what?: string) => ({ check, status, said, do: what }) as Finding
  return { ok: as('ok'), warn: as('warn'), fail: as('fail'), skip: as('skip') }
}

/** A machine's own words for why something did not work: code or message, on one line, no stack. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
  return code ?? (cause instanceof Error ? cause.message.split('\n', 1).join('') : 'unknown reason')
}
