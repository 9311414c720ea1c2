import { chainStart, consentHash } from './consent-hash.ts'
import type { ChainHead, ConsentRecord, ConsentStore, FoundHead } from './consent-store.ts'
import { adoptLegacyChain } from './legacy-chain.ts'

/** Chains of a client. People of one chain wait for each other for as long as the end of a transaction takes. */
const CHAINS = 64

/** The same for all records of a person: what he agreed to is found in one chain, in order. */
export function chainOf({ clientId, userId }: Pick<ConsentRecord, 'clientId' | 'userId'>): string {
  return `${clientId}/${userId % CHAINS}`
}

/** Appends a record to its chain, in the caller's transaction. Call it last: until commit nobody else can add to this chain. */
export async function appendConsent(store: ConsentStore, record: ConsentRecord): Promise<number> {
  const name = chainOf(record)
  const head = (await store.lockHead(name)) ?? (await beginChain(store, name, record.at))
  const position = head.length + 1
  const hash = consentHash(head.hash, record)
  const id = await store.insert(record, { chain: name, position, previousHash: head.hash, hash })
  const brokenAt = head.brokenAt ?? (head.authentic === false ? id : undefined)
  const next = { name, length: position, lastId: id, hash, chains: 0, since: head.since }
  await store.saveHead({ ...next, ...(brokenAt === undefined ? {} : { brokenAt }) })
  return id
}

/** Counted in the nameless head, so that a chain that is taken away whole is missed. */
async function beginChain(store: ConsentStore, name: string, at: Date): Promise<FoundHead> {
  const root = (await store.lockHead('')) ?? (await adoptLegacyChain(store, at))
  // Somebody else may have begun it while this waited.
  const begun = await store.lockHead(name)
  if (begun !== undefined) return begun
  const [left] = await store.records(name, 0, 1)
  // A head that was altered is not made good by being written anew; nor is a chain whose head was taken away.
  const brokenAt = root.brokenAt ?? (root.authentic === false ? root.lastId : undefined)
  const { authentic: _authentic, ...kept } = root
  await store.saveHead({ ...kept, chains: root.chains + 1, ...(brokenAt === undefined ? {} : { brokenAt }) })
  const fresh: ChainHead = { name, length: 0, lastId: 0, hash: chainStart, chains: 0, since: at }
  if (left === undefined) return { ...fresh, authentic: true }
  const length = await lastPosition(store, name)
  return { ...fresh, length, brokenAt: left.id, authentic: true }
}

async function lastPosition(store: ConsentStore, name: string): Promise<number> {
  let last = 0
  for (;;) {
    const page = await store.records(name, last, 500)
    if (page.length === 0) return last
    last = page.at(-1)?.position ?? last
  }
}
