import type { BankTransaction } from '@raccord/connector-kit'
import { addDays, type Day } from '../../apps/server/src/transactions/day.ts'
import { entry } from './scripted-bank.ts'

/** The same numbers for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Written {
  readonly id: number
  readonly minor: number
  day: Day
  text: string
  pending: boolean
}

/** Days back in which a bank still changes what it has written. */
const changesBack = 5
/** Days that a bank gives. */
const keeps = 90

const shops = ['CARREFOUR CITY', 'LIDL DIT MERCI', 'SNCF INTERNET', 'EDF CLIENTS', 'BOULANGERIE PAUL', 'RENT']
const amounts = [-400, -400, -1_250, -999, 2_000, -75_000, 210_000]

/**
 * The books of one account at a bank, from day to day: entries are announced, booked under a longer text and on another day, rewritten,
 * re-dated and withdrawn, and many are twins.
 */
export class RandomBooks {
  readonly #random: () => number
  readonly #written: Written[] = []
  #next = 1
  #opening = 0
  /** The bank's own ids: none, lasting ones, or those of a session. */
  readonly ids: 'none' | 'lasting' | 'session'

  constructor(random: () => number) {
    this.#random = random
    this.ids = this.#of(['none', 'lasting', 'session'])
  }

  day(today: Day): void {
    for (let n = this.#below(4); n > 0; n--) this.#write(today, this.#chance(0.4))
    if (this.#chance(0.1)) {
      const twin = this.#recent(today).find(({ pending, day }) => !pending && day === today)
      if (twin) this.#written.push({ ...twin, id: this.#next++ })
    }
    for (const announced of this.#written.filter(({ pending }) => pending)) {
      if (this.#chance(0.4))
        Object.assign(announced, { pending: false, day: today, text: `CB ${announced.text} ${today}` })
      else if (this.#chance(0.05)) this.#drop(announced)
      // Some banks restamp what they announce.
      else if (this.#chance(0.3)) announced.day = today
    }
    for (const booked of this.#recent(today).filter(({ pending }) => !pending)) {
      const fate = this.#random()
      if (fate < 0.03) booked.text = `${booked.text} REF ${this.#below(1_000)}`
      else if (fate < 0.06) booked.day = [addDays(booked.day, this.#below(3) - 1), today].toSorted()[0] ?? today
      else if (fate < 0.08) this.#drop(booked)
    }
  }

  /** One more, so that an answer is not empty. */
  write(today: Day): void {
    this.#write(today, false)
  }

  /** What the bank gives today, newest first; the balance of what is booked. */
  answer(today: Day, session: number): { readonly entries: BankTransaction[]; readonly balance: number } {
    const given = this.#written.filter(({ day }) => day > addDays(today, -keeps))
    const entries = given
      .toSorted((a, b) => b.day.localeCompare(a.day) || b.id - a.id)
      .map(({ id, day, minor, text, pending }, at) =>
        entry(day, minor, text, {
          ...(pending ? { status: 'PENDING' } : {}),
          ...(this.ids === 'none' ? {} : { bankId: this.ids === 'lasting' ? `e${id}` : `s${session}-${at}` }),
        }),
      )
    return { entries, balance: this.#opening + this.booked().reduce((sum, { minor }) => sum + minor, 0) }
  }

  booked(): readonly { readonly day: Day; readonly minor: number; readonly text: string }[] {
    return this.#written.filter(({ pending }) => !pending)
  }

  announced(): readonly { readonly minor: number; readonly text: string }[] {
    return this.#written.filter(({ pending }) => pending)
  }

  #write(day: Day, pending: boolean): void {
    this.#written.push({ id: this.#next++, day, pending, minor: this.#of(amounts), text: this.#of(shops) })
  }

  #drop(one: Written): void {
    this.#written.splice(this.#written.indexOf(one), 1)
  }

  #recent(today: Day): Written[] {
    return this.#written.filter(({ day }) => day > addDays(today, -changesBack))
  }

  #chance(of: number): boolean {
    return this.#random() < of
  }

  #below(n: number): number {
    return Math.floor(this.#random() * n)
  }

  #of<T>(list: readonly T[]): T {
    return list[this.#below(list.length)] as T
  }
}
