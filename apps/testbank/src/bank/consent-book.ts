import type { Clock } from '../clock.ts'
import { dayOf } from '../scenario/day.ts'
import { type Authorisation, type Consent, type Grant, type Psu, samePsu } from './consent.ts'
import type { Journal } from './journal.ts'

const HOUR_MS = 3_600_000
/** An offer nobody took up, and a one-off consent after its sign-in, live this long. */
export const UNUSED_MS = HOUR_MS
const KEEP_ENDED_MS = 30 * 24 * HOUR_MS

/** All consents of the bank, in memory and bounded; every change goes to the journal before it is answered. */
export type ConsentBook = {
  readonly find: (id: string) => Consent | undefined
  readonly findPage: (where: 'linkHash' | 'keyHash', hash: string) => [Consent, Authorisation] | undefined
  readonly findAuthorisation: (id: string) => [Consent, Authorisation] | undefined
  readonly findGrant: (hash: string) => [Consent, Grant] | undefined
  readonly save: (consent: Consent) => Promise<void>
  /** Consents of this PSU, oldest first, ended ones included. */
  readonly ofPsu: (psu: Psu) => readonly Consent[]
  readonly size: () => number
}

export async function openConsentBook(journal: Journal, clock: Clock, capacity = 5_000): Promise<ConsentBook> {
  const consents = new Map<string, Consent>()
  // One index for every secret that leads back to a consent: links, page keys, codes, tokens.
  const byHash = new Map<string, string>()
  const index = (consent: Consent) => {
    for (const hash of hashesOf(consent)) byHash.set(hash, consent.id)
    consents.set(consent.id, consent)
  }
  const forget = (consent: Consent) => {
    for (const hash of hashesOf(consent)) byHash.delete(hash)
    consents.delete(consent.id)
  }
  for (const consent of (await journal.load()).slice(-capacity)) index(consent)
  const find = (id: string) => {
    const consent = consents.get(id)
    return consent && aged(consent, clock)
  }
  const findByHash = (hash: string) => {
    const id = hash === '' ? undefined : byHash.get(hash)
    return id === undefined ? undefined : find(id)
  }
  return {
    find,
    findPage: (where, hash) => {
      const consent = findByHash(hash)
      const authorisation = consent?.authorisations.find(({ page }) => page?.[where] === hash)
      return consent && authorisation && [consent, authorisation]
    },
    findAuthorisation: (id) => {
      const consent = findByHash(id)
      const authorisation = consent?.authorisations.find((one) => one.id === id)
      return consent && authorisation && [consent, authorisation]
    },
    findGrant: (hash) => {
      const consent = findByHash(hash)
      const grant = consent?.grants.find((one) => one.hash === hash)
      return consent && grant && [consent, grant]
    },
    save: async (consent) => {
      const former = consents.get(consent.id)
      if (former) for (const hash of hashesOf(former)) byHash.delete(hash)
      index(consent)
      if (!former && consents.size > capacity) evict(consents, forget, clock)
      await journal.append(consent, () => consents.values())
    },
    ofPsu: (psu) => {
      const own = [...consents.values()].filter((consent) => consent.psu && samePsu(consent.psu, psu))
      return own.map((consent) => aged(consent, clock)).sort((left, right) => left.createdAt - right.createdAt)
    },
    size: () => consents.size,
  }
}

/** The consent as it stands now: time ends consents without anybody writing it down. */
function aged(consent: Consent, clock: Clock): Consent {
  const now = clock.now()
  if (consent.status === 'received' && now.getTime() - consent.createdAt > UNUSED_MS) {
    return { ...consent, status: 'expired' }
  }
  const start = consent.authorisedAt ?? consent.createdAt
  const over = consent.recurring ? dayOf(now) > consent.validUntil : now.getTime() - start > UNUSED_MS
  return consent.status === 'valid' && over ? { ...consent, status: 'expired' } : consent
}

function evict(consents: Map<string, Consent>, forget: (consent: Consent) => void, clock: Clock): void {
  const now = clock.now().getTime()
  const ended = [...consents.values()].map((consent) => aged(consent, clock)).filter(({ status }) => status !== 'valid')
  for (const consent of ended) if (now - consent.createdAt > KEEP_ENDED_MS) forget(consent)
  // Then the oldest of all, those without a live grant first: a sandbox prefers forgetting to refusing.
  const oldest = ended[0] ?? consents.values().next().value
  if (oldest && consents.has(oldest.id)) forget(oldest)
}

function hashesOf(consent: Consent): string[] {
  const pages = consent.authorisations.flatMap(({ id, page }) => (page ? [id, page.linkHash, page.keyHash] : [id]))
  return [...pages, ...consent.grants.map(({ hash }) => hash)].filter((hash) => hash !== '')
}
