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
  const found = await store.lockHead(name)
  const { head, id, root } = found ? { head: found, id: found.nextId } : await beginChain(store, name, record.at)
  const position = head.length + 1
  const hash = consentHash(head.hash, record)
  const brokenAt = head.brokenAt ?? (head.authentic === false ? id : undefined)
  const next = { name, length: position, lastId: id, hash, chains: 0, since: head.since }
  await store.add(record, { id, chain: name, position, previousHash: head.hash, hash }, [
    ...(root ? [root] : []),
    { ...next, ...(brokenAt === undefined ? {} : { brokenAt }) },
  ])
  return id
}

interface Begun {
  readonly head: FoundHead
  readonly id: number
  /** The nameless head with this chain in it. */
  readonly root?: ChainHead
}

/** Counted in the nameless head, so that a chain that is taken away whole is missed. */
async function beginChain(store: ConsentStore, name: string, at: Date): Promise<Begun> {
  const root = (await store.lockHead('')) ?? (await adoptLegacyChain(store, at))
  // Somebody else may have begun it while this waited.
  const begun = await store.lockHead(name)
  if (begun !== undefined) return { head: begun, id: begun.nextId }
  const [left] = await store.records(name, 0, 1)
  // A head that was altered is not made good by being written anew; nor is a chain whose head was taken away.
  const brokenAt = root.brokenAt ?? (root.authentic === false ? root.lastId : undefined)
  const { authentic: _authentic, nextId: id, ...kept } = root
  const counted = { ...kept, chains: root.chains + 1, ...(brokenAt === undefined ? {} : { brokenAt }) }
  const fresh: ChainHead = { name, length: 0, lastId: 0, hash: chainStart, chains: 0, since: at }
  if (left === undefined) return { head: { ...fresh, authentic: true }, id, root: counted }
  const length = await lastPosition(store, name)
  return { head: { ...fresh, length, brokenAt: left.id, authentic: true }, id, root: counted }
}

async function lastPosition(store: ConsentStore, name: string): Promise<number> {
  let last = 0
  for (;;) {
    const page = await store.records(name, last, 500)
    if (page.length === 0) return last
    last = page.at(-1)?.position ?? last
  }
}
