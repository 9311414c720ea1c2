import type { Clock } from '../clock.ts'
import type { ClientStore } from './client.ts'
import { hashClientSecret } from './client-secret.ts'

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
  deps: { readonly clients: ClientStore; readonly clock: Clock },
  options: SandboxClientOptions,
): Promise<void> {
  const known = await deps.clients.find(options.id)
  await deps.clients.put({
    ...(known ?? {
      id: options.id,
      name: options.name ?? 'Sandbox',
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
}
