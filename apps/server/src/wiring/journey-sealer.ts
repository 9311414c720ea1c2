import type { Sealer } from '../store/repositories/journey-rows.ts'
import { sealedColumns } from '../store/sealed/sealed-columns.ts'
import type { Vault } from '../store/vault/vault.ts'

/** Seals what journeys and their legs hold. */
export function journeySealer(vault: Vault): Sealer {
  const box = vault.for(sealedColumns.leg.columns.sealed_state)
  return {
    seal: (text, name) => box.seal(text, name),
    open: (sealed, name) => box.open(sealed, name).toString('utf8'),
  }
}
