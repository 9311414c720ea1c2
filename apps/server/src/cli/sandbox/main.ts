import { CommanderError } from 'commander'
import { exitCodeOf } from '../exit-code.ts'
import { sandboxCommand } from '../sandbox-command.ts'

// `raccord sandbox` by itself: what the package of that name runs (scripts/release/sandbox-package.mjs).
sandboxCommand({ print: (line) => console.log(line) })
  .name('raccord-sandbox')
  .exitOverride()
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    process.exitCode = exitCodeOf(error)
    if (error instanceof CommanderError) return
    console.error(`raccord-sandbox: ${error instanceof Error ? error.message : String(error)}`)
  })
