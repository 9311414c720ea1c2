import { chainStart, consentHash } from './consent-hash.ts'
import type { ConsentStore } from './consent-store.ts'

export type ChainCheck =
  | { readonly intact: true; readonly records: number }
  /** The first record that does not follow from the one before it. */
  | { readonly intact: false; readonly records: number; readonly brokenAt: number }

/** Recomputes every hash in order. Memory stays flat. */
export async function verifyConsentChain(store: Pick<ConsentStore, 'after'>): Promise<ChainCheck> {
  let previous: Uint8Array = chainStart
  let records = 0
  let id = 0
  for (;;) {
    const page = await store.after(id, 500)
    if (page.length === 0) return { intact: true, records }
    for (const record of page) {
      const expected = consentHash(previous, record)
      if (!same(record.previousHash, previous) || !same(record.hash, expected)) {
        return { intact: false, records, brokenAt: record.id }
      }
      previous = record.hash
      id = record.id
      records += 1
    }
  }
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a).equals(Buffer.from(b))
}
