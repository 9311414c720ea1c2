import { readConfig } from '../config.ts'
import { loadCatalogue } from '../wiring/load-catalogue.ts'
import { optionSchemas } from '../wiring/protocols.ts'
import { openStore } from './open-store.ts'
import { createProgram } from './program.ts'

// Exports, keys and the embedded database are for their owner only.
process.umask(0o077)

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const program = createProgram({
    config,
    openDatabase: () => openStore(config),
    providers: async () => (await loadCatalogue(config)).all(),
    protocols: optionSchemas,
    print: (line) => console.log(line),
  })
  await program.parseAsync(process.argv)
}

main().catch((error: unknown) => {
  // The message only: a stack of the embedded database is 20 kB of its source.
  console.error(`raccord: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
})
