import type { BankTransaction } from '@raccord/connector-kit'
import { fingerprint } from './identity.ts'

/** Entries of earlier pages that are remembered: pages overlap with their neighbours. */
const capacity = 20_000

/**
 * What one reading of an account has brought so far, so that each entry comes once: pages may overlap (`[A, B]`, then `[B, C]`), and
 * a bank may list one entry as pending and as booked. The bank's own references say what is the same, within this one reading:
 * identical twins on one page stay two, and so do entries without a reference.
 */
export class SeenEntries {
  /** Reference and content → how many the fullest page had. */
  #pages: Map<string, number>[] = []
  #size = 0
  /** Booked amounts by reference. */
  readonly #booked = new Map<string, string>()
  #pending: BankTransaction[] = []

  /**
   * The entries of a page that are new in this reading and to be stored now. Pending ones wait for the end: only then is it known which
   * of them are listed as booked too.
   */
  admit(page: readonly BankTransaction[]): readonly BankTransaction[] {
    const here = new Map<string, number>()
    for (const entry of page) if (entry.status === 'BOOKED') this.#note(entry)
    const fresh = page.filter((entry) => {
      const key = keyOf(entry)
      if (key === undefined) return true
      const count = (here.get(key) ?? 0) + 1
      here.set(key, count)
      return count > Math.max(0, ...this.#pages.map((before) => before.get(key) ?? 0))
    })
    this.#remember(here)
    return fresh.filter((entry) => {
      if (entry.status !== 'PENDING' || this.#pending.length >= capacity) return true
      this.#pending.push(entry)
      return false
    })
  }

  /** What waited, after the last page. */
  pending(): readonly BankTransaction[] {
    const still = this.#pending.filter((entry) => !this.#isBooked(entry))
    this.#pending = []
    return still
  }

  #note(entry: BankTransaction): void {
    for (const reference of referencesOf(entry)) {
      if (this.#booked.size < capacity) this.#booked.set(reference, amountOf(entry))
    }
  }

  #isBooked(entry: BankTransaction): boolean {
    return referencesOf(entry).some((reference) => this.#booked.get(reference) === amountOf(entry))
  }

  #remember(page: Map<string, number>): void {
    if (page.size === 0) return
    this.#pages.push(page)
    this.#size += page.size
    while (this.#size > capacity && this.#pages.length > 1) this.#size -= this.#pages.shift()?.size ?? 0
  }
}

/** `undefined`: the bank gave no reference, so nothing says that two are one. */
function keyOf(entry: BankTransaction): string | undefined {
  if (entry.stableReference && entry.entryReference !== undefined) return `${entry.status} ${entry.entryReference}`
  const references = referencesOf(entry)
  return references.length === 0 ? undefined : [...references, fingerprint(entry)].join('\u001f')
}

function referencesOf({ bankId, entryReference }: BankTransaction): string[] {
  return [
    ...(bankId === undefined ? [] : [`id ${bankId}`]),
    ...(entryReference === undefined ? [] : [`reference ${entryReference}`]),
  ]
}

function amountOf({ amount: { minor, currency, exact } }: BankTransaction): string {
  return `${exact ?? minor} ${currency}`
}
