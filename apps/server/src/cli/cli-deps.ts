import type { OptionSchemas, Provider } from '@raccord/catalogue'
import type { Config } from '../config.ts'
import type { Database } from '../store/database.ts'

/** What the commands are given: a test gives its own database and collects the lines. */
export interface CliDeps {
  readonly config: Config
  /** Opened, not yet migrated. */
  openDatabase(): Promise<Database>
  providers(): Promise<readonly Provider[]>
  /** What drivers say of their options. */
  readonly protocols: OptionSchemas
  /** Asks whoever sits at the terminal, without showing what is typed where it is secret. Absent: nobody sits there. */
  readonly ask?: (question: string, how: { readonly secret: boolean }) => Promise<string>
  /** The umask of the shell that called. */
  readonly umask?: number
  /** One line of result. */
  print(line: string): void
}

/** A mistake of the operator: its message is the whole output. */
export class CliError extends Error {
  override readonly name = 'CliError'
}

/** For a command that was given the id of a client. */
export function noClient(id: string): CliError {
  return new CliError(`There is no client ${JSON.stringify(id)}. “raccord clients list” lists them.`)
}
