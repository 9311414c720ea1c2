import { readConfig } from './config.ts'

/** Longest that a stop may take before the process goes anyway (WIRE §10). */
const STOP_MS = 9_000

// Nothing that is written here is for other accounts of the machine.
process.umask(0o077)

async function main(): Promise<void> {
  const config = readConfig(process.env)
  // A wrong setting is told before all the rest is loaded.
  const { buildApp } = await import('./app.ts')
  const raccord = await buildApp(config)
  const stop = (): void => {
    const late = setTimeout(() => process.exit(1), STOP_MS)
    late.unref()
    raccord.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  const url = await raccord.listen()
  await raccord.startJobs()
  // Asked before it is ready: who is told that it is may stop it at once.
  const notices = await raccord.notices()
  console.log(`Raccord ready: ${url}`)
  for (const line of notices) console.log(line)
}

/** One sentence: an uncaught error of the embedded database would print 20 kB of its source. */
function fail(error: unknown): void {
  console.error(`Raccord can't go on: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}

process.on('uncaughtException', fail)
process.on('unhandledRejection', fail)
main().catch(fail)
