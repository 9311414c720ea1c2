import { chainStart, consentHash } from './consent-hash.ts'
import type { ConsentRecord, ConsentStore } from './consent-store.ts'

/** Appends a record to the chain, in the caller's transaction. Call it last: until commit nobody else can append. */
export async function appendConsent(store: ConsentStore, record: ConsentRecord): Promise<number> {
  await store.lockChain()
  const previous = (await store.head()) ?? chainStart
  return store.insert(record, previous, consentHash(previous, record))
}
