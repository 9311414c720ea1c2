import { chainStart, consentHash } from './consent-hash.ts'
import type { ConsentStore, FoundHead } from './consent-store.ts'
import { followsLegacy, same } from './legacy-chain.ts'

export type ChainFault =
  /** A record does not follow from the one before it: altered, or one between them is gone. */
  | 'altered'
  /** The chain goes on beyond its head, or ends before it: added to, or cut off, by a stranger. */
  | 'end'
  /** The head's code is not of a key of ours. */
  | 'head'
  /** A chain has no head, or a head is gone with its chain. */
  | 'lost'

export interface ChainBreak {
  readonly intact: false
  /** Records looked at in all. */
  readonly records: number
  /** The first record that is not as it was, of all chains; 0 where none is left to name. */
  readonly brokenAt: number
  readonly chain: string
  readonly fault: ChainFault
}

export type ChainCheck = { readonly intact: true; readonly records: number } | ChainBreak

type Found = Pick<ChainBreak, 'brokenAt' | 'chain' | 'fault'>
type Store = Pick<ConsentStore, 'heads' | 'records' | 'headless' | 'isEarlierHash'>

const PAGE = 500

/** Recomputes every hash in order, and checks each chain's end against its head. Memory stays flat. */
export async function verifyConsentChain(store: Store): Promise<ChainCheck> {
  const found: Found[] = []
  let records = 0
  let chains = 0
  let root: FoundHead | undefined
  let after: string | undefined
  for (;;) {
    const page = await store.heads(after, PAGE)
    if (page.length === 0) break
    for (const head of page) {
      if (head.name === '') root = head
      else chains += 1
      const walked = await walk(store, head)
      records += walked.records
      if (walked.fault) found.push(walked.fault)
      after = head.name
    }
  }
  if (root === undefined) {
    const walked = await walk(store, undefined)
    records += walked.records
    if (walked.fault) found.push(walked.fault)
    if (chains > 0) found.push({ brokenAt: 0, chain: '', fault: 'lost' })
  } else if (root.chains !== chains) found.push({ brokenAt: 0, chain: '', fault: 'lost' })
  const headless = await store.headless()
  if (headless) found.push({ brokenAt: headless.id, chain: headless.name, fault: 'lost' })
  const [first] = found.sort((a, b) => orderOf(a) - orderOf(b))
  return first === undefined ? { intact: true, records } : { intact: false, records, ...first }
}

/** `undefined`: the nameless chain of a store that no release with many chains has opened yet. */
async function walk(store: Store, head: FoundHead | undefined): Promise<{ records: number; fault?: Found }> {
  const name = head?.name ?? ''
  let previous: Uint8Array = chainStart
  let records = 0
  let lastId = 0
  let fault: Found | undefined
  const at = (brokenAt: number, what: ChainFault): void => {
    fault ??= { brokenAt, chain: name, fault: what }
  }
  for (;;) {
    const page = await store.records(name, name === '' ? lastId : records, PAGE)
    if (page.length === 0) break
    for (const record of page) {
      if (head && records === head.length) at(record.id, 'end')
      const follows =
        name === ''
          ? await followsLegacy(store, previous, record)
          : record.position === records + 1 &&
            same(record.previousHash, previous) &&
            same(record.hash, consentHash(previous, record))
      if (!follows) at(record.id, 'altered')
      previous = record.hash
      lastId = record.id
      records = name === '' ? records + 1 : (record.position ?? records + 1)
    }
  }
  if (head) {
    if (head.brokenAt !== undefined) at(head.brokenAt, 'altered')
    if (records !== head.length || lastId !== head.lastId || !same(previous, head.hash)) at(lastId, 'end')
    if (head.authentic === false) at(lastId, 'head')
  }
  return { records, ...(fault ? { fault } : {}) }
}

/** Those without a record to name come last. */
function orderOf({ brokenAt }: Found): number {
  return brokenAt === 0 ? Number.MAX_SAFE_INTEGER : brokenAt
}

const sentences: Readonly<Record<ChainFault, string>> = {
  altered: 'was altered, or one before it is gone',
  end: 'is not where its chain ends: some were added or taken away',
  head: 'is the end of a chain whose seal is not ours',
  lost: 'belongs to a chain whose head, or which itself, is gone',
}

/** For the operator. */
export function breakSentence({ brokenAt, chain, fault, records }: ChainBreak): string {
  const which = brokenAt === 0 ? 'A consent record' : `Consent record ${brokenAt}`
  const where = chain === '' ? '' : ` (chain ${chain})`
  return `${which}${where} ${sentences[fault]}. ${records} records were looked at.`
}
