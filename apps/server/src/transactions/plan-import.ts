import type { BankTransaction } from '@raccord/connector-kit'
import { type Day, daysBetween } from './day.ts'
import { foldText, type IdentifiedEntry, type OccurrenceCounter } from './identity.ts'

/** A stored transaction that an unknown entry might be. */
export interface Candidate {
  readonly id: number
  readonly identityKey: string
  readonly status: string
  readonly amountMinor: number
  readonly currency: string
  readonly date: Day
  /** Of booking, value and transaction day the first. */
  readonly earliestDay: Day
  readonly text: string
  readonly bankId?: string
  readonly entryReference?: string
  readonly endToEndId?: string
}

/** Stored row `id` is the entry with this key: it takes the key, and so keeps its id. */
export interface Link {
  readonly id: number
  readonly identityKey: string
}

/** A card payment may be booked this long after it was announced; a deposit of a hotel or a rental car longest. */
export const linkDays = 15

/**
 * Finds, among stored rows whose key no entry of this page has, those that the page's unknown entries continue:
 * - a pending one (or one that vanished and was marked expired) that is now booked, or pending again: same amount and
 *   currency, near day, same reference or similar text;
 * - a booked one that the bank edited: same amount and currency, near day, same reference or (of those that the last page has shown to
 *   be no longer sent) similar text. References alone are never enough, since some banks number the entries of a session. Whatever is
 *   mislinked heals in the same fetch: a candidate lies in the fetch window, so its own entry is sent too, and is inserted.
 *
 * A row that has the key of an earlier release is the entry, whatever else is said of either.
 *
 * Pure and deterministic: best score first, then nearest day, then lowest id.
 */
export function planLinks(
  unknown: readonly IdentifiedEntry[],
  candidates: readonly Candidate[],
  { today, seen, goneFrom, sameDay = false }: Fetched,
): Link[] {
  // Its own entry was in this fetch already.
  const unseen = candidates.filter((row) => !seen.has(row.identityKey))
  const byAmount = Map.groupBy(unseen, ({ amountMinor, currency }) => `${amountMinor} ${currency}`)
  const byReference = Map.groupBy(unseen, ({ entryReference }) => entryReference)
  const byKey = Map.groupBy(unseen, ({ identityKey }) => identityKey)
  const proposals = unknown.flatMap((incoming, index) => {
    const { entry, day, formerKey } = incoming
    const near = byAmount.get(`${entry.amount.minor} ${entry.amount.currency}`) ?? []
    const lasting = (entry.stableReference && entry.entryReference && byReference.get(entry.entryReference)) || []
    const former = (formerKey !== undefined && byKey.get(formerKey)) || []
    return [...new Set([...near, ...lasting, ...former])].flatMap((row) => {
      const gone = goneFrom !== undefined && (sameDay ? row.date : row.earliestDay) >= goneFrom
      const score = row.identityKey === formerKey ? 5 : continuation(row, incoming, today, { gone, sameDay })
      return score > 0 ? [{ index, row, score, apart: apart(row, { day }, today) }] : []
    })
  })
  proposals.sort((a, b) => b.score - a.score || a.apart - b.apart || a.row.id - b.row.id || a.index - b.index)
  const taken = new Set<number>()
  const linked = new Map<number, Link>()
  for (const { index, row } of proposals) {
    const incoming = unknown[index]
    if (!incoming || taken.has(row.id) || linked.has(index)) continue
    taken.add(row.id)
    linked.set(index, { id: row.id, identityKey: incoming.identityKey })
  }
  return [...linked.values()]
}

/** What a fetch has shown so far. */
export interface Fetched {
  readonly today: Day
  readonly seen: OccurrenceCounter
  /** The last page is in: rows of which no day lies before this one, and that were not seen, are no longer sent. */
  readonly goneFrom?: Day | undefined
  /** Files are one side of it: day and amount make an entry, whatever its words; and similar words make one within days, not weeks. */
  readonly sameDay?: boolean
}

/** Days between booking and payment: which of them a file tells is the program's choice that wrote it. */
const fileDays = 4

function continuation(
  row: Candidate,
  { entry, day }: IdentifiedEntry,
  today: Day,
  { gone, sameDay }: { readonly gone: boolean; readonly sameDay: boolean },
): number {
  if (entry.stableReference && equal(row.entryReference, entry.entryReference)) return 4
  if (row.amountMinor !== entry.amount.minor || row.currency !== entry.amount.currency) return 0
  if (apart(row, { day }, today) > linkDays) return 0
  const reference = sameReference(row, entry)
  const likeness = similarity(row.text, entryText(entry))
  if (!isOpen(row)) {
    if (row.status !== entry.status) return 0
    if (reference) return 3
    if (!gone) return 0
    if (sameDay && row.date === day) return 1 + likeness
    return likeness >= 0.5 && (!sameDay || apart(row, { day }, today) <= fileDays) ? likeness : 0
  }
  // A pending row that is still announced carries the same key and is no candidate; another text means another payment.
  if (entry.status === 'PENDING' && row.status === 'PENDING') return reference ? 2 : 0
  if (reference) return 2 + likeness
  return likeness >= 0.5 ? 1 + likeness : 0
}

/** Announced, or ended by us since the bank no longer sent it: what comes may be that very entry. */
function isOpen({ status, identityKey }: Candidate): boolean {
  return status === 'PENDING' || status === 'EXPIRED' || (status === 'CANCELLED' && identityKey.startsWith('b:'))
}

function sameReference(row: Candidate, entry: BankTransaction): boolean {
  return (
    equal(row.entryReference, entry.entryReference) ||
    equal(row.bankId, entry.bankId) ||
    (entry.endToEndId !== 'NOTPROVIDED' && equal(row.endToEndId, entry.endToEndId))
  )
}

function equal(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && a !== '' && a === b
}

function apart(row: Candidate, incoming: { day: Day | undefined }, today: Day): number {
  return Math.abs(daysBetween(row.date, incoming.day ?? today))
}

/** The words by which an entry is compared: counterparty and remittance, folded. */
export function entryText(entry: {
  readonly counterpartyName?: string | undefined
  readonly remittance: readonly string[]
  readonly additionalInformation?: string | undefined
}): string {
  return foldText(`${entry.counterpartyName ?? ''} ${entry.remittance.join(' ')}`)
}

/**
 * Share of the shorter text's words (of two characters or more) that the longer one has, 0 to 1: a booked text is usually
 * the announced one with place, date and card number around it. Two empty texts are alike: the bank said nothing.
 */
export function similarity(a: string, b: string): number {
  const left = wordsOf(a)
  const right = wordsOf(b)
  if (left.size === 0 && right.size === 0) return 0.5
  const [short, long] = left.size <= right.size ? [left, right] : [right, left]
  if (short.size === 0) return 0
  return [...short].filter((word) => long.has(word)).length / short.size
}

function wordsOf(text: string): Set<string> {
  return new Set(text.split(' ').filter((word) => word.length > 1))
}
