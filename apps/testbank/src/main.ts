import { buildTestBank } from './app.ts'
import { readConfig } from './config.ts'

// Consents and tokens are for this account only.
process.umask(0o077)

try {
  const config = readConfig(process.env)
  const app = await buildTestBank(config)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      // Nothing here needs more than a moment; a connection that hangs must not hold the stop.
      setTimeout(() => process.exit(0), 1_000).unref()
      app.close().then(
        () => process.exit(0),
        () => process.exit(0),
      )
    })
  }
  const address = await app.listen({ host: config.host, port: config.port }).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      `RACCORD_TESTBANK_PORT: ${config.host} port ${config.port} can't be listened on (${error.code ?? 'unknown reason'}).`,
    )
  })
  // Fastify does not know that the server it was given speaks TLS.
  const own = config.tls ? address.replace(/^http:/, 'https:') : address
  process.stdout.write(`Raccord Test Bank ready: ${config.publicUrl ?? own}\n`)
} catch (error) {
  process.stderr.write(`Raccord Test Bank cannot start: ${error instanceof Error ? error.message : 'unknown reason'}\n`)
  process.exit(1)
}
