import type { Database } from '../database.ts'
import { resealHeads } from '../repositories/consent-heads.ts'
import { recordActions } from '../repositories/operator-actions.ts'
import type { Vault } from '../vault/vault.ts'
import { retireKeys } from './check-keys.ts'
import { type Resealed, reseal } from './reseal.ts'
import { sealStatus } from './seal-status.ts'

/** In the data directory: asks the server that has the embedded database open, as no other process can, to do it. */
export const RESEAL_REQUEST = 'vault.reseal'

export interface ResealedAll extends Resealed {
  /** Keys that seal nothing any more. */
  readonly retired: readonly string[]
}

/** Everything that a key of the vault has to do with comes under the newest one; keys that are then of no use are retired. */
export async function resealAll(
  database: Database,
  vault: Vault,
  options: { readonly source: 'cli' | 'server'; readonly signal?: AbortSignal },
): Promise<ResealedAll> {
  const done = await reseal(database, vault, options.signal ? { signal: options.signal } : {})
  const { heads, unopened } = await database.transaction((tx) => resealHeads(tx, vault))
  const total = { values: done.values + heads, unopened: done.unopened + unopened, held: done.held }
  const used = (await sealStatus(database)).map(({ id }) => id)
  const [newest] = vault.keyIds
  const now = database.clock.now()
  const retired = await database.transaction(async (tx) => {
    const gone = await retireKeys(tx, [newest, ...used], now)
    await recordActions(
      tx,
      options.source,
      [
        { action: 'vault.resealed', subject: newest, detail: total },
        ...gone.map((subject) => ({ action: 'key.retired', subject }) as const),
      ],
      now,
    )
    return gone
  })
  return { ...total, retired }
}
