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
  /** One line of result. */
  print(line: string): void
}

/** A mistake of the operator: its message is the whole output. */
export class CliError extends Error {
  override readonly name = 'CliError'
}
