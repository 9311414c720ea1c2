import { chainStart, consentHash } from './consent-hash.ts'
import type { ChainedConsent, ChainHead, ConsentStore, LockedHead } from './consent-store.ts'

const PAGE = 500

/**
 * The one chain of the records from before there were many gets its head: from then on it is as hard to alter as the others.
 * Once per installation, at the first start of a release that has many.
 */
export async function adoptLegacyChain(store: ConsentStore, at: Date): Promise<LockedHead> {
  await store.lockLegacy()
  const there = await store.lockHead('')
  if (there !== undefined) return there
  const start: ChainHead = { name: '', length: 0, lastId: 0, hash: chainStart, chains: 0, since: at }
  await store.saveHead(await walkLegacy(store, start))
  const made = await store.lockHead('')
  if (made === undefined) throw new Error('the head of the nameless chain vanished while it was made')
  return made
}

/** How long processes of the release before may go on adding to it: an upgrade that is under way. */
const UPGRADE_MS = 86_400_000

/** At each start and before each verification: what an older release wrote while an upgrade was under way is taken in. */
export async function settleLegacyChain(store: ConsentStore, now: Date): Promise<void> {
  const head = (await store.lockHead('')) ?? (await adoptLegacyChain(store, now))
  if (head.authentic === false || now.getTime() > head.since.getTime() + UPGRADE_MS) return
  const { authentic: _authentic, nextId: _next, ...from } = head
  const to = await walkLegacy(store, from)
  if (to.length > from.length) await store.saveHead(to)
}

/** Goes on from a head to the chain's present end. */
export async function walkLegacy(store: ConsentStore, from: ChainHead): Promise<ChainHead> {
  let head = from
  for (;;) {
    const page = await store.records('', head.lastId, PAGE)
    if (page.length === 0) return head
    for (const record of page) {
      const follows = await followsLegacy(store, head.hash, record)
      head = {
        ...head,
        length: head.length + 1,
        lastId: record.id,
        hash: record.hash,
        ...(follows || head.brokenAt !== undefined ? {} : { brokenAt: record.id }),
      }
    }
  }
}

/**
 * While an upgrade is under way a process of the older release takes the newest record of all for the end of its chain: then
 * the one before is one of another chain.
 */
export async function followsLegacy(
  store: Pick<ConsentStore, 'isEarlierHash'>,
  previous: Uint8Array,
  record: ChainedConsent,
): Promise<boolean> {
  if (!same(record.hash, consentHash(record.previousHash, record))) return false
  return same(record.previousHash, previous) || store.isEarlierHash(record.previousHash, record.id)
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a).equals(Buffer.from(b))
}
