import { createHash } from 'node:crypto'
import type { BankTransaction } from '@raccord/connector-kit'
import type { Day } from './day.ts'
import { formerly } from './formerly.ts'

/** A bank's entry with the key under which it is kept. */
export interface IdentifiedEntry {
  readonly entry: BankTransaction
  readonly identityKey: string
  /** The day it is filed under; the bank may give none for a pending entry. */
  readonly day: Day | undefined
  /** Key that an earlier release gave it. */
  readonly formerKey?: string
}

/**
 * Day that an entry is filed under: booking, else value, else transaction day. For a card payment whose bank gives all
 * three the booking day is what later fetches are cut by.
 */
export function entryDay(entry: BankTransaction): Day | undefined {
  return entry.bookingDate ?? entry.valueDate ?? entry.transactionDate
}

/**
 * What makes an entry recognisable at the next fetch: status class, day, amount, currency, counterparty, remittance.
 *
 * The bank's ids are deliberately not part of it: `transactionId` and `entryReference` are optional and, at many banks,
 * minted anew for each session, which would import everything twice. They only help to recognise an entry that the bank
 * edited (see `plan-import.ts`). A pending entry's day is left out: some banks restamp it daily.
 */
export function fingerprint(entry: BankTransaction): string {
  const booked = entry.status !== 'PENDING'
  const text = [
    booked ? (entryDay(entry) ?? '') : '',
    entry.amount.minor,
    entry.amount.currency,
    foldText(entry.counterpartyName ?? ''),
    foldText(entry.remittance.length > 0 ? entry.remittance.join(' ') : (entry.additionalInformation ?? '')),
  ].join('\u001f')
  return `${statusClass(entry)}:${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`
}

function statusClass(entry: BankTransaction): string {
  if (entry.status === 'PENDING') return 'p'
  return entry.status === 'BOOKED' ? 'b' : 'o'
}

/** Case, accents, punctuation and spacing are what banks change between two answers about one entry. */
export function foldText(text: string): string {
  // Most statements are plain ASCII, where the general way takes three times as long.
  const words = ascii.test(text)
    ? text.replace(/[^A-Za-z0-9]+/g, ' ')
    : text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
  return words.trim().toUpperCase()
}

const ascii = /^[\t-~]*$/

/**
 * Numbers identical entries of one fetch, so that two coffees of one day stay two: `<fingerprint>#<n>`. The count begins
 * anew with each fetch of an account and goes on over its pages; a fetch window begins at a whole day, so the same entries
 * get the same numbers each time.
 *
 * Memory is bounded: beyond `capacity` distinct entries those not touched for longest are forgotten. Banks send entries by
 * date, so identical ones are neighbours.
 */
export class OccurrenceCounter {
  readonly #capacity: number
  #recent = new Map<string, number>()
  #older = new Map<string, number>()
  // Never forgotten: there are few, and one that is not seen is taken to have vanished.
  readonly #pending = new Map<string, number>()
  #forgot = false

  constructor(capacity = 50_000) {
    this.#capacity = capacity
  }

  next(print: string): number {
    const n = this.#count(print)
    if (print.startsWith('p:')) this.#pending.set(print, n + 1)
    else this.#recent.set(print, n + 1)
    if (this.#recent.size * 2 > this.#capacity) {
      this.#forgot ||= this.#older.size > 0
      this.#older = this.#recent
      this.#recent = new Map()
    }
    return n
  }

  /** Then one that is not pending may have been in this fetch although `has` says no. */
  get forgot(): boolean {
    return this.#forgot
  }

  /** Whether this fetch has had the entry of a stored key. */
  has(identityKey: string): boolean {
    const [print, n] = identityKey.split('#')
    return print !== undefined && this.#count(print) > Number(n)
  }

  /** Nothing was had yet. */
  clear(): void {
    this.#recent = new Map()
    this.#older = new Map()
    this.#pending.clear()
    this.#forgot = false
  }

  #count(print: string): number {
    return this.#pending.get(print) ?? this.#recent.get(print) ?? this.#older.get(print) ?? 0
  }
}

/** Gives each entry of a page its key. */
export function identify(entries: readonly BankTransaction[], counter: OccurrenceCounter): IdentifiedEntry[] {
  return entries.map((entry) => {
    const print = fingerprint(entry)
    const before = formerly(entry)
    const former = before && fingerprint(before)
    return {
      entry,
      identityKey: `${print}#${counter.next(print)}`,
      day: entryDay(entry),
      ...(former === undefined || former === print
        ? {}
        : { formerKey: `${former}#${counter.next(`former ${former}`)}` }),
    }
  })
}
