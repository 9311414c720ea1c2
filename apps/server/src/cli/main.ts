import { CommanderError } from 'commander'
import { type Config, readConfig } from '../config.ts'
import { loadIdentity } from '../identity/load-identity.ts'
import { loadCatalogue } from '../wiring/load-catalogue.ts'
import { optionSchemas } from '../wiring/protocols.ts'
import { askAtTerminal } from './ask-at-terminal.ts'
import { exitCodeOf } from './exit-code.ts'
import { openStore } from './open-store.ts'
import { createProgram } from './program.ts'

// Exports, keys and the embedded database are for their owner only.
const umask = process.umask(0o077)

async function main(): Promise<void> {
  let config: Config | undefined
  const program = createProgram({
    // Read by the command that needs it: help, and what says which setting is wrong, work without.
    get config() {
      config ??= readConfig(process.env)
      return config
    },
    openDatabase() {
      return openStore(this.config)
    },
    async providers() {
      const { operator } = await loadIdentity(this.config.identity)
      return (await loadCatalogue(this.config, operator)).all()
    },
    protocols: optionSchemas,
    umask,
    ...(process.stdin.isTTY ? { ask: askAtTerminal } : {}),
    print: (line) => console.log(line),
  })
  await program.parseAsync(process.argv)
}

main().catch((error: unknown) => {
  process.exitCode = exitCodeOf(error)
  // The command line told it already.
  if (error instanceof CommanderError) return
  // The message only: a stack of the embedded database is 20 kB of its source.
  console.error(`raccord: ${error instanceof Error ? error.message : String(error)}`)
})
