import type { Client, ClientStore } from './client.ts'

/** A change in the registry shows on the pages within this time, also when another process made it. */
const keptMs = 1_000
const mostKept = 1_000

/**
 * Clients for the pages, each read once a second at most: every page of a journey asks for the same one. Not for checking
 * secrets. A client that is unknown is looked up anew each time.
 */
export function rememberClients(store: Pick<ClientStore, 'find'>, now: () => Date): Pick<ClientStore, 'find'> {
  const kept = new Map<string, { readonly client: Client; readonly until: number }>()
  return {
    async find(id) {
      const at = now().getTime()
      const known = kept.get(id)
      // A clock that was set back must not keep anything for longer.
      if (known && at < known.until && at >= known.until - keptMs) return known.client
      const client = await store.find(id)
      if (kept.size >= mostKept) kept.clear()
      if (client) kept.set(id, { client, until: at + keptMs })
      else kept.delete(id)
      return client
    },
  }
}
