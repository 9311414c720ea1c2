import type { Clock } from '../clock.ts'
import type { ClientStore } from './client.ts'
import { type LogoStore, readLogo } from './client-logo.ts'
import { hashClientSecret, isClientSecret } from './client-secret.ts'
import { demoLogo } from './demo-logo.ts'

/** The demo application's, so that consent and return read like life. */
const demoName = 'Demo Budget'

/** Printed in README and every example. */
const publicSecret = 'sandbox-secret'

export interface SandboxClientOptions {
  /** `RACCORD_SANDBOX_CLIENT_ID`, by default `sandbox`. */
  readonly id: string
  /** `RACCORD_SANDBOX_CLIENT_SECRET`, by default `sandbox-secret`. */
  readonly secret: string
  readonly name?: string
}

/**
 * Seeds the client that a fresh clone works with (WIRE §10). Repeated at every start: settings may have changed. Never
 * called in production: its secret is public knowledge.
 */
export async function ensureSandboxClient(
  deps: { readonly clients: ClientStore & LogoStore; readonly clock: Clock },
  options: SandboxClientOptions,
): Promise<void> {
  const found = await deps.clients.find(options.id)
  // Sandboxes of former releases called it so; a name that somebody gave it stays.
  const known = found?.name === 'Sandbox' ? { ...found, name: demoName } : found
  await deps.clients.put({
    ...(known ?? {
      id: options.id,
      name: options.name ?? demoName,
      redirectUrls: [],
      origins: [],
      terms: {},
      theme: {},
      pinned: {},
      createdAt: deps.clock.now(),
    }),
    secretHashes: [hashClientSecret(options.secret)],
    loopbackAllowed: true,
    ownLicence: true,
  })
  if (found && found.name !== 'Sandbox') return
  const drawn = readLogo(demoLogo)
  if (drawn.kind === 'logo') await deps.clients.setLogo(options.id, drawn.logo)
}

/**
 * A production start on a database that a sandbox has used. Loopback addresses stop counting as registered; a client whose
 * secret everybody knows stops the start.
 *
 * @throws Error a sentence for the operator
 */
export async function endSandbox(clients: ClientStore): Promise<void> {
  for (const client of await clients.list()) {
    if (isClientSecret(client, publicSecret))
      throw new Error(
        `The client "${client.id}" still has the sandbox's secret (RACCORD_SANDBOX_CLIENT_SECRET), which everybody knows. Give it another, twice, since the last one goes on working: raccord clients rotate-secret ${client.id}`,
      )
    if (client.loopbackAllowed) await clients.put({ ...client, loopbackAllowed: false })
  }
}
