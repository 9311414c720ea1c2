import type { ConnectorState } from '@raccord/connector-kit'
import type { Tx } from '../database.ts'
import { readLeg, type Sealer } from './journey-rows.ts'
import { ifReadable } from './sealed-json.ts'

/** Ends what a bank may have granted; not before `runAt`, at once without it. */
export type Revoke = (tx: Tx, definitionId: string, state: ConnectorState, now: Date, runAt?: Date) => Promise<void>

export interface VoidDeps {
  readonly sealer: Sealer
  readonly revoke: Revoke
}

/** How long somebody who is at the bank's page may take to come back before his consent is ended without him. */
const AWAY_MS = 10 * 60_000

const erased = {
  sealed_credentials: null,
  sealed_outcome: null,
  sealed_return: null,
  confirm_hash: null,
} as const

/**
 * A leg that is over without result: it keeps no secret, and what the bank grants for it is ended. `left`: the person may be at the
 * bank's page at this moment. Coming back ends the consent at once; the state is kept for that, and for the case that he does not.
 * `returned`: nothing more can come.
 */
export async function voidLeg(
  tx: Tx,
  { sealer, revoke }: VoidDeps,
  legId: number,
  how: 'left' | 'returned',
  now: Date,
): Promise<void> {
  const row = await tx.selectFrom('leg').selectAll().where('id', '=', legId).forUpdate().executeTakeFirst()
  if (!row) return
  // Whose key is gone: nothing of it can be ended, and nothing of it is kept.
  const state = ifReadable(() => readLeg(sealer, row))?.state
  const away = how === 'left' && row.departed_at !== null && row.returned_at === null
  if (state) await revoke(tx, row.definition_id, state, now, ...(away ? [new Date(now.getTime() + AWAY_MS)] : []))
  await tx
    .updateTable('leg')
    .set({ ...erased, ...(away ? {} : { sealed_state: null }) })
    .where('id', '=', legId)
    .execute()
}
